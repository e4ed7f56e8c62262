# test/attack/attacks_history.py - history reads differently, and the data base itself is bent.
# SPDX-License-Identifier: AGPL-3.0-or-later
import hashlib
import os

from attacks import attack, drop_entry, narrowing, swap
from practice import TABLES


@attack
def cut_the_tail(b):
    """cuts the last three entries of the ledger"""
    for seq, *_ in b.entries()[-3:]:
        drop_entry(b, seq)


@attack
def cut_the_tail_and_the_head(b):
    """cuts everything since a moment, the head of then with it"""
    size = b.one(f"SELECT size FROM {b.old('trained')}.ledger_head")
    for entry in b.entries():
        if entry[0] > size:
            drop_entry(b, entry[0])
    b.put_back('trained', ['ledger_head'])


@attack
def back_date_an_entry(b):
    """back-dates an entry by an hour, and its hash with it"""
    seq, _, _, _, raw = b.entries()[30]
    at = int.from_bytes(raw[135:143], 'little') - 3600 * 10**6
    raw = raw[:135] + at.to_bytes(8, 'little') + raw[143:]
    b.run('UPDATE ledger_entry SET bytes = ?, hash = ? WHERE seq = ?', raw,
          hashlib.sha256(b'\0' + raw).digest(), seq)


@attack
def forge_the_actor(b):
    """says that somebody else did it"""
    one, other = b.entries()[20][4], b.entries()[-1][4]
    raw = one[:144] + (b'\x07' * 16 if one[144:160] == other[144:160] else other[144:160]) + one[160:]
    b.run('UPDATE ledger_entry SET bytes = ? WHERE seq = ?', raw, b.entries()[20][0])


@attack
def claim_more_presence(b):
    """raises how the actor was present, from a tablet to an own device"""
    seq, raw = next((e[0], e[4]) for e in b.entries() if e[4][164] == 1)
    b.run('UPDATE ledger_entry SET bytes = ? WHERE seq = ?', raw[:164] + b'\x03' + raw[165:], seq)


@attack
def swap_what_was_shown(b):
    """exchanges the hashes of the texts that two signatures were given to"""
    shown = [e for e in b.entries() if e[4][239:271] != bytes(32)]
    one, other = shown[0], next(e for e in shown if e[4][239:271] != shown[0][4][239:271])
    b.run('UPDATE ledger_entry SET bytes = ? WHERE seq = ?',
          one[4][:239] + other[4][239:271] + one[4][271:], one[0])


@attack
def reorder_two_entries(b):
    """exchanges the places of two entries that follow each other"""
    one, other = b.entries()[40], b.entries()[41]
    b.run('UPDATE ledger_entry SET seq = -1 WHERE seq = ?', one[0])
    b.run('UPDATE ledger_entry SET seq = ? WHERE seq = ?', one[0], other[0])
    b.run('UPDATE ledger_entry SET seq = ? WHERE seq = -1', other[0])


@attack
def duplicate_an_entry(b):
    """appends a copy of an old entry as a new one"""
    last = b.one('SELECT max(seq) FROM ledger_entry') + 1
    b.run("INSERT INTO ledger_entry SELECT practice, ?, client, client_seq + 1000, randomblob(16), "
          'hash, bytes, mac FROM ledger_entry WHERE seq = 25', last)


@attack
def same_request_for_two(b):
    """gives an old entry's request id to another entry"""
    one = b.one('SELECT request FROM ledger_entry WHERE seq = 21')
    b.run('UPDATE ledger_entry SET request = randomblob(16) WHERE seq = 21')
    b.run('UPDATE ledger_entry SET request = ? WHERE seq = 22', one)


@attack
def insert_an_entry_of_ones_own(b):
    """appends an entry signed with a key of one's own"""
    last = b.entries()[-1]
    raw = last[4][:272] + os.urandom(64)
    b.run('INSERT INTO ledger_entry SELECT practice, seq + 1, client, client_seq + 1, '
          'randomblob(16), randomblob(32), ?, mac FROM ledger_entry WHERE seq = ?', raw, last[0])


@attack
def forge_the_head(b):
    """sets the head back by one"""
    b.run('UPDATE ledger_head SET size = size - 1')


@attack
def old_head_put_back(b):
    """puts the head of an earlier moment back, its seal valid"""
    b.put_back('house', ['ledger_head'])


@attack
def remove_the_head(b):
    """deletes the head: a new ledger would begin"""
    b.run('DELETE FROM ledger_head')


@attack
def remove_checkpoints(b):
    """deletes every checkpoint"""
    b.run('DELETE FROM checkpoint')


@attack
def remove_the_last_checkpoint(b):
    """deletes the last checkpoint"""
    b.run('DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)')


@attack
def forge_a_checkpoint(b):
    """changes the root in a checkpoint"""
    b.flip('checkpoint', 'bytes', 'size = (SELECT max(size) FROM checkpoint)', at=50)


@attack
def move_a_checkpoint(b):
    """says that a checkpoint is of another size"""
    b.run('UPDATE checkpoint SET size = size + 1 WHERE size = (SELECT max(size) FROM checkpoint)')


@attack
def swap_record_between_rows(b):
    """exchanges the sealed records of two entries of one client"""
    seqs = [r[0] for r in b.run('SELECT seq FROM record WHERE client = ? ORDER BY seq',
                                b.clients()[0])]
    swap(b, 'record', 'frame', f'seq = {seqs[2]}', f'seq = {seqs[3]}')


@attack
def swap_record_between_clients(b):
    """exchanges the sealed records of two clients"""
    one, other = (b.one('SELECT min(seq) FROM record WHERE client = ?', c) for c in b.clients())
    swap(b, 'record', 'frame', f'seq = {one}', f'seq = {other}')


@attack
def swap_record_and_keys_between_clients(b):
    """exchanges records and wrapped keys of two clients"""
    one, other = (b.one('SELECT min(seq) FROM record WHERE client = ?', c) for c in b.clients())
    swap(b, 'record', 'frame', f'seq = {one}', f'seq = {other}')
    swap(b, 'record_wrap', 'bytes', f'seq = {one}', f'seq = {other}')
    swap(b, 'record', 'record', f'seq = {one}', f'seq = {other}')


@attack
def say_another_compartment(b):
    """says that a note of the practitioner lies in the compartment that the client reads"""
    b.run('UPDATE record SET compartment = 4 WHERE compartment <> 4 AND client = ?', b.clients()[0])


@attack
def say_another_client(b):
    """says that a record is another client's"""
    robin, kim = b.clients()
    b.run('UPDATE record SET client = ? WHERE seq = (SELECT max(seq) FROM record WHERE client = ?)',
          kim, robin)


@attack
def say_another_epoch(b):
    """says that a record is of another epoch"""
    b.run('UPDATE record SET epoch = epoch + 1 WHERE client = ?', b.clients()[0])


@attack
def older_version_of_a_record(b):
    """puts the sealed identity of an earlier version where the last one stands"""
    seqs = [r[0] for r in b.run('SELECT seq FROM record WHERE client = ? AND compartment = 3 '
                                'ORDER BY seq', b.clients()[0])]
    b.run('UPDATE record SET frame = (SELECT frame FROM record WHERE seq = ?) WHERE seq = ?',
          seqs[0], seqs[-1])


@attack
def change_what_makes_acts_the_same(b):
    """changes the mark by which a repeated act is known"""
    b.run('UPDATE record SET same = randomblob(16) WHERE seq = (SELECT max(seq) FROM record)')


# --- the data base itself --------------------------------------------------------------------------

@attack
def trigger_that_forgets(b):
    """adds a trigger that forgets every new entry"""
    b.run('CREATE TRIGGER forget AFTER INSERT ON ledger_entry BEGIN '
          'DELETE FROM ledger_entry WHERE seq = new.seq; END')


@attack
def trigger_that_keeps_passes(b):
    """adds a trigger that keeps passes from ending"""
    b.run('CREATE TRIGGER keep BEFORE DELETE ON passes BEGIN SELECT RAISE(IGNORE); END')


@attack
def view_in_place_of_a_table(b):
    """puts a view without the noes in the place of the table of entries"""
    no = narrowing(b, b.clients()[0])[-1]
    b.run('ALTER TABLE ledger_entry RENAME TO hidden')
    b.run(f"CREATE VIEW ledger_entry AS SELECT * FROM hidden WHERE NOT (client = x'{no[1].hex()}' "
          f'AND seq >= {no[0]})')


@attack
def drop_a_table(b):
    """drops the table of entries"""
    b.run('DROP TABLE ledger_entry')


@attack
def empty_everything(b):
    """empties every table: a new practice could be founded"""
    for table in TABLES:
        b.run(f'DELETE FROM {table}')


@attack
def change_a_tally(b):
    """drops a row of passes and lowers its tally"""
    b.run('DELETE FROM passes WHERE name = (SELECT min(name) FROM passes)')
    b.run("UPDATE tally SET n = n - 1 WHERE name = 'passes'")


@attack
def drop_all_tallies(b):
    """deletes every tally"""
    b.run('DELETE FROM tally')


@attack
def another_practices_rows(b):
    """says that everything is another practice's"""
    for table in TABLES:
        b.run(f'UPDATE {table} SET practice = randomblob(16)')


@attack
def change_a_rows_seal(b):
    """flips a bit in the seal of a row"""
    b.flip('record_wrap', 'mac', 'rowid = (SELECT min(rowid) FROM record_wrap)')


@attack
def another_type_of_value(b):
    """makes a text of a number"""
    b.run("UPDATE passes SET until_us = CAST('9' AS TEXT)")
