# test/attack/attacks.py - what somebody tries who can write to the data base and has no key. One
# function for each; its first line says what it tries. A dictionary of what it was told may come
# back. They stand in the order of what they are after.
# SPDX-License-Identifier: AGPL-3.0-or-later
import hashlib
import os

from practice import LEDGER, TABLES

ATTACKS = []


def attack(function):
    ATTACKS.append(function)
    return function


def swap(b, table, column, one, other):
    """Two rows exchange a column."""
    first = b.one(f'SELECT {column} FROM {table} WHERE {one}')
    second = b.one(f'SELECT {column} FROM {table} WHERE {other}')
    assert first is not None and second is not None and first != second, (table, column)
    b.run(f'UPDATE {table} SET {column} = ? WHERE {one}', b'\0' * 16)  # where each is there once
    b.run(f'UPDATE {table} SET {column} = ? WHERE {one}', second)
    b.run(f'UPDATE {table} SET {column} = ? WHERE {other}', first)


# --- a no becomes a yes ---------------------------------------------------------------------------

def drop_entry(b, seq):
    for table in ('ledger_entry', 'statement', 'record', 'record_wrap', 'checkpoint'):
        column = 'size' if table == 'checkpoint' else 'seq'
        b.run(f'DELETE FROM {table} WHERE {column} = ?', seq)


def cut_chain(b, client, from_seq):
    for seq, owner, _, _, _ in b.entries():
        if owner == client and seq >= from_seq:
            drop_entry(b, seq)


@attack
def cut_a_clients_last_no(b):
    """cuts a client's chain before the last no"""
    no = narrowing(b, b.clients()[0])[-1]
    cut_chain(b, b.clients()[0], no[0])


@attack
def cut_the_no_to_everything(b):
    """cuts another client's chain before the no to everything"""
    kim = b.clients()[1]
    cut_chain(b, kim, narrowing(b, kim)[0][0])


@attack
def move_a_no_to_nobody(b):
    """moves the last no to the chain of nobody, every hash left as it is"""
    no = narrowing(b, b.clients()[0])[-1]
    for n, entry in enumerate(e for e in b.entries() if e[1] == no[1] and e[0] >= no[0]):
        b.run('UPDATE ledger_entry SET client = ?, client_seq = ? WHERE seq = ?', b'\x01' * 16,
              n + 1, entry[0])


@attack
def hide_a_no_from_the_index(b):
    """takes the last no out of the index by which a chain is read, and leaves it in the table"""
    no = narrowing(b, b.clients()[0])[-1]
    hide_in_index(b, [e[0] for e in b.entries() if e[1] == no[1] and e[0] >= no[0]])


@attack
def hide_all_noes_from_the_index(b):
    """the same with the no to everything"""
    kim = b.clients()[1]
    no = narrowing(b, kim)[0]
    hide_in_index(b, [e[0] for e in b.entries() if e[1] == kim and e[0] >= no[0]])


def narrowing(b, client):
    """Entries by which the client narrowed: a no has come since the moment `yes`."""
    before = b.one(f"SELECT size FROM {b.old('yes')}.ledger_head")
    return [e for e in b.entries() if e[1] == client and e[0] > before and e[3] != 8]


def hide_in_index(b, seqs):
    """A second table with the same constraints and without the rows lends its index."""
    b.run('PRAGMA writable_schema=ON')
    sql = b.one("SELECT sql FROM sqlite_master WHERE name = 'ledger_entry'")
    b.run(sql.replace('ledger_entry', 'lender', 1))
    b.run('INSERT INTO lender (rowid, practice, seq, client, client_seq, request, hash, bytes, mac) '
          'SELECT rowid, practice, seq, client, client_seq, request, hash, bytes, mac '
          f"FROM ledger_entry WHERE seq NOT IN ({','.join(map(str, seqs))})")
    roots = {}
    for table in ('lender', 'ledger_entry'):
        roots[table] = b.one('SELECT rootpage FROM sqlite_master WHERE name = ?',
                             f'sqlite_autoindex_{table}_2')
    for table, other in (('lender', 'ledger_entry'), ('ledger_entry', 'lender')):
        b.run('UPDATE sqlite_master SET rootpage = ? WHERE name = ?', roots[other],
              f'sqlite_autoindex_{table}_2')
    b.run('PRAGMA schema_version=%d' % (b.one('PRAGMA schema_version') + 1))
    b.run('PRAGMA writable_schema=OFF')


@attack
def drop_the_record_of_a_no(b):
    """deletes the sealed record of the no and keeps its entry"""
    no = narrowing(b, b.clients()[0])[-1]
    b.run('DELETE FROM record WHERE seq = ?', no[0])
    b.run('DELETE FROM record_wrap WHERE seq = ?', no[0])


@attack
def drop_the_key_of_a_no(b):
    """deletes the wrapped keys of the no, so that nobody can read it"""
    b.run('DELETE FROM record_wrap WHERE seq = ?', narrowing(b, b.clients()[0])[-1][0])


@attack
def spoil_the_record_of_a_no(b):
    """flips a bit in the sealed record of the no"""
    b.flip('record', 'frame', f'seq = {narrowing(b, b.clients()[0])[-1][0]}', at=90)


@attack
def give_a_no_the_record_of_a_yes(b):
    """puts the sealed yes and its keys where the no stands"""
    robin = b.clients()[0]
    no = narrowing(b, robin)[-1][0]
    yes = [e for e in b.entries() if e[1] == robin and e[3] == 100][0][0]
    b.run('DELETE FROM record WHERE seq = ?', no)
    b.run('DELETE FROM record_wrap WHERE seq = ?', no)
    for table in ('record', 'record_wrap'):
        columns = [c[1] for c in b.run(f'PRAGMA table_info({table})') if c[1] != 'seq']
        b.run(f"INSERT INTO {table} (seq, {','.join(columns)}) SELECT ?, {','.join(columns)} "
              f'FROM {table} WHERE seq = ?', no, yes)


@attack
def swap_no_between_clients(b):
    """exchanges the entries of two clients' noes"""
    robin, kim = b.clients()
    swap(b, 'ledger_entry', 'bytes', f'seq = {narrowing(b, robin)[-1][0]}',
         f'seq = {narrowing(b, kim)[0][0]}')


@attack
def drop_a_house_rule(b):
    """cuts the practice's chain before the rule that the house has put up"""
    before = b.one(f"SELECT size FROM {b.old('one')}.ledger_head")
    rule = [e for e in b.entries() if e[1] == bytes(16) and e[0] > before and e[3] != 8][0]
    cut_chain(b, bytes(16), rule[0])


@attack
def spoil_a_house_rule(b):
    """makes the house's rule unreadable"""
    before = b.one(f"SELECT size FROM {b.old('one')}.ledger_head")
    rule = [e for e in b.entries() if e[1] == bytes(16) and e[0] > before and e[3] != 8][0]
    b.run('DELETE FROM record_wrap WHERE seq = ?', rule[0])


@attack
def old_ledger_put_back(b):
    """puts the whole ledger of before the no back, head, tallies and all"""
    b.put_back('yes', LEDGER)


@attack
def older_data_base_put_back(b):
    """puts the whole data base of before the no back"""
    b.put_back('yes', TABLES, tally=False)


@attack
def old_record_and_wraps_put_back(b):
    """puts the records and keys of before the no back, the ledger left as it is"""
    b.put_back('yes', ['record', 'record_wrap'])


@attack
def ledger_of_before_the_stop(b):
    """puts the ledger of before the stop back"""
    b.put_back('going', LEDGER)


@attack
def stop_dropped_alone(b):
    """drops the stop of a session from the middle of a chain"""
    stop = [e for e in b.entries()
            if b.one(f"SELECT size FROM {b.old('going')}.ledger_head") < e[0] and
            e[1] == b.clients()[0]][0]
    drop_entry(b, stop[0])


# --- history -------------------------------------------------------------------------------------

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


# --- keys and grants -----------------------------------------------------------------------------

@attack
def plant_a_receiving_key(b):
    """plants a public key of one's own in a person's row"""
    b.run('UPDATE person_key SET box_pub = randomblob(32)')


@attack
def plant_a_signing_key(b):
    """plants a signing key of one's own in a person's row"""
    b.run('UPDATE person_key SET sign_pub = randomblob(32)')


@attack
def swap_two_peoples_keys(b):
    """exchanges the keys of two people"""
    one, other = (r[0].hex() for r in b.run('SELECT DISTINCT person FROM person_key LIMIT 2'))
    for column in ('sign_pub', 'box_pub', 'frame'):
        swap(b, 'person_key', column, f"person = x'{one}'", f"person = x'{other}'")


@attack
def make_a_colleague_owner(b):
    """gives everybody's key row the roles of an owner"""
    b.run('UPDATE person_key SET roles = 6')


@attack
def older_generation_of_keys(b):
    """deletes a client's newest keys, so that the older ones would be taken"""
    b.run('DELETE FROM person_key WHERE keygen > 1')


@attack
def plant_a_client_key(b):
    """plants a wrapped key of one's own for a client"""
    b.run('UPDATE key_wrap SET bytes = randomblob(112) WHERE client = ?', b.clients()[0])


@attack
def hand_wraps_to_a_colleague(b):
    """says that a client's wrapped keys are a colleague's"""
    box = b.one('SELECT box_pub FROM person_key ORDER BY person LIMIT 1')
    b.run('UPDATE key_wrap SET recipient = ?',
          hashlib.sha256(b'holdfast/key-id/v1\0' + box).digest()[:16])


@attack
def replay_wraps_of_another_client(b):
    """puts one client's wrapped keys in the place of another's"""
    robin, kim = (c.hex() for c in b.clients())
    for n in range(2, 9):
        mine = f"client = x'{robin}' AND compartment = {n} AND epoch = 1"
        theirs = f"client = x'{kim}' AND compartment = {n} AND epoch = 1"
        one = b.one(f'SELECT min(grant_seq) FROM key_wrap WHERE {mine}')
        other = b.one(f'SELECT min(grant_seq) FROM key_wrap WHERE {theirs}')
        if one and other:
            swap(b, 'key_wrap', 'bytes', f'{mine} AND grant_seq = {one}',
                 f'{theirs} AND grant_seq = {other}')


@attack
def replay_wraps_of_another_compartment(b):
    """exchanges the wrapped keys of two compartments of one client"""
    seq = b.one('SELECT min(grant_seq) FROM key_wrap WHERE client = ?', b.clients()[0])
    swap(b, 'key_wrap', 'bytes', f'grant_seq = {seq} AND compartment = 4',
         f'grant_seq = {seq} AND compartment = 5')


@attack
def forge_a_grant(b):
    """changes whom a grant is for"""
    seq = b.last('access_granted', b.clients()[0])[0]
    b.flip('statement', 'bytes', f'seq = {seq}', at=70)


@attack
def lengthen_a_grant(b):
    """changes until when a grant holds"""
    seq = b.last('access_granted', b.clients()[0])[0]
    b.flip('statement', 'bytes', f'seq = {seq}', at=104)


@attack
def widen_a_grant(b):
    """changes which compartments a grant names"""
    seq = b.last('access_granted', b.clients()[0])[0]
    b.flip('statement', 'bytes', f'seq = {seq}', at=6, bit=255)


@attack
def replay_a_grant_of_another_client(b):
    """puts a grant of one client in the place of another's"""
    one, other = (b.last('access_granted', c)[0] for c in b.clients())
    for column in ('blind', 'bytes', 'person'):
        b.run(f'UPDATE statement SET {column} = (SELECT {column} FROM statement WHERE seq = ?) '
              'WHERE seq = ?', other, one)


@attack
def plant_a_grant(b):
    """plants a grant statement that no entry has"""
    b.run('INSERT INTO statement SELECT practice, -5, kind, person, keygen, client, blind, bytes, '
          'mac FROM statement WHERE kind = 48 LIMIT 1')


@attack
def plant_an_older_certificate(b):
    """plants a certificate that stands before the real one"""
    b.run('INSERT INTO statement SELECT practice, 0, kind, person, keygen, client, blind, bytes, '
          'mac FROM statement WHERE kind = 1 ORDER BY seq DESC LIMIT 1')


@attack
def forge_a_certificate(b):
    """changes the roles in a certificate"""
    seq = b.last('key_certified')[0]
    b.flip('statement', 'bytes', f'seq = {seq}', at=2, bit=4)


@attack
def swap_two_certificates(b):
    """exchanges the certificates of two people"""
    one, other = (b.one(f'SELECT {which}(seq) FROM statement WHERE kind = 1')
                  for which in ('min', 'max'))
    for column in ('bytes', 'blind', 'person'):
        swap(b, 'statement', column, f'seq = {one}', f'seq = {other}')


@attack
def swap_the_service_key(b):
    """puts another key where the service's is certified"""
    seq = b.one('SELECT seq FROM statement WHERE kind = 3')
    b.flip('statement', 'bytes', f'seq = {seq}', at=45)


@attack
def widen_a_delegate(b):
    """widens what a delegate may read and how much presence it claims"""
    seq = b.last('delegate_certified')[0]
    b.flip('statement', 'bytes', f'seq = {seq}', at=153, bit=3)
    b.flip('statement', 'bytes', f'seq = {seq}', at=155, bit=255)


@attack
def lengthen_a_delegate(b):
    """lets a delegate live for ever"""
    seq = b.last('delegate_certified')[0]
    b.flip('statement', 'bytes', f'seq = {seq}', at=170, bit=255)


@attack
def forge_an_epoch(b):
    """plants a deposit key of one's own in an epoch"""
    seq = b.last('epoch_opened', b.clients()[0])[0]
    b.flip('statement', 'bytes', f'seq = {seq}', at=70)


@attack
def epoch_of_another_client(b):
    """puts one client's epoch in the place of another's: what is written would be sealed to it"""
    one, other = (b.last('epoch_opened', c)[0] for c in b.clients())
    for column in ('bytes', 'blind'):
        b.run(f'UPDATE statement SET {column} = (SELECT {column} FROM statement WHERE seq = ?) '
              'WHERE seq = ?', other, one)


@attack
def collide_key_ids(b):
    """gives a wrapped key of a record the key id of another key"""
    one, other = (r[0] for r in b.run('SELECT DISTINCT key_id FROM record_wrap LIMIT 2'))
    b.run('UPDATE OR IGNORE record_wrap SET key_id = ? WHERE key_id = ?', one, other)


@attack
def plant_a_record_key(b):
    """adds a wrapped key of one's own to every record of a client"""
    b.run('INSERT INTO record_wrap SELECT practice, seq, randomblob(16), 2, randomblob(80), mac '
          'FROM record_wrap WHERE seq IN (SELECT seq FROM record WHERE client = ?)', b.clients()[0])


@attack
def say_another_way(b):
    """says that keys under a compartment are deposits"""
    b.run('UPDATE record_wrap SET way = 3 - way WHERE way IN (1, 2)')


# --- what was ended lives again -------------------------------------------------------------------

@attack
def revive_who_left(b):
    """takes the end of a colleague's keys away and puts slot, pass and wraps back"""
    end = b.last('key_ended')
    b.run('DELETE FROM statement WHERE seq = ?', end[0])
    for table in ('slot', 'passes', 'key_wrap'):
        b.row_back('trained', table)


@attack
def revive_who_left_by_columns(b):
    """says that the end of a colleague's keys is about somebody else"""
    end = b.last('key_ended')
    b.run('UPDATE statement SET person = randomblob(16) WHERE seq = ?', end[0])
    for table in ('slot', 'passes', 'key_wrap'):
        b.row_back('trained', table)


@attack
def revive_who_left_by_kind(b):
    """says that the end of a colleague's keys is something else"""
    end = b.last('key_ended')
    b.run('UPDATE statement SET kind = 64 WHERE seq = ?', end[0])
    for table in ('slot', 'passes', 'key_wrap'):
        b.put_back('trained', [table])


@attack
def revive_who_left_from_the_tail(b):
    """cuts the practice's chain before a colleague left, slot, pass and wraps put back"""
    size = b.one(f"SELECT size FROM {b.old('trained')}.ledger_head")
    cut_chain(b, bytes(16), size + 1)
    for table in ('slot', 'passes', 'key_wrap', 'person_key'):
        b.put_back('trained', [table])


@attack
def revive_the_room(b):
    """puts the room's passes of a session that is over back, their keys with them"""
    b.row_back('going', 'passes')
    b.row_back('going', 'record_wrap')


@attack
def revive_the_room_with_tallies(b):
    """the same, tallies and all"""
    b.put_back('going', ['passes', 'record_wrap'])


@attack
def revive_the_tablet(b):
    """puts the pass of a tablet that was given back in its place, and its keys"""
    b.row_back('tablet', 'passes')
    b.row_back('tablet', 'record_wrap')


@attack
def revive_the_tablet_with_tallies(b):
    """the same, tallies and all"""
    b.put_back('tablet', ['passes', 'record_wrap'])


@attack
def revive_a_used_link(b):
    """puts a one-time link back that was used"""
    b.row_back('link', 'passes')


@attack
def revive_a_used_link_with_tallies(b):
    """the same, tallies and all"""
    b.put_back('link', ['passes'])


@attack
def revive_a_signed_out_pass(b):
    """puts a session back that its person has ended"""
    b.row_back('yes', 'passes')


@attack
def revive_signed_out_passes_with_tallies(b):
    """the same, tallies and all"""
    b.put_back('yes', ['passes'])


@attack
def old_password(b):
    """puts a password back that was changed"""
    b.run('DELETE FROM slot')
    b.row_back('yes', 'slot')


@attack
def old_password_with_tallies(b):
    """the same, tallies and all"""
    b.put_back('yes', ['slot'])


@attack
def old_recovery_code(b):
    """puts a recovery code back that has become void"""
    b.run('DELETE FROM slot')
    b.row_back('code', 'slot')


@attack
def old_recovery_code_with_tallies(b):
    """the same, tallies and all"""
    b.put_back('code', ['slot'])


@attack
def password_of_before_the_link(b):
    """puts a client's password back that ended when a new link was made, and the keys with it"""
    b.put_back('link', ['slot', 'person_key', 'passes'])


# --- slots and passes -----------------------------------------------------------------------------

@attack
def lower_the_cost(b):
    """lowers what a password costs to try"""
    b.run('UPDATE slot SET passes = 1, memory = 8192')


@attack
def swap_two_passwords(b):
    """exchanges the slots of two people"""
    one, other = (r[0].hex() for r in b.run('SELECT login FROM slot WHERE kind = 1 LIMIT 2'))
    for column in ('salt', 'verifier', 'frame'):
        swap(b, 'slot', column, f"kind = 1 AND login = x'{one}'", f"kind = 1 AND login = x'{other}'")


@attack
def my_password_opens_the_owner(b):
    """points a colleague's password at the owner"""
    b.run('UPDATE slot SET person = (SELECT person FROM person_key WHERE roles & 4 LIMIT 1)')


@attack
def plant_a_slot(b):
    """plants a slot of one's own"""
    b.run('INSERT INTO slot SELECT practice, kind, randomblob(16), person, keygen, randomblob(16), '
          'passes, memory, randomblob(32), frame, mac FROM slot LIMIT 1')


@attack
def make_a_pass_last(b):
    """lets every pass last for ever"""
    b.run('UPDATE passes SET until_us = 9000000000000000, idle_us = 0')


@attack
def raise_a_pass(b):
    """raises roles and presence of every pass"""
    b.run('UPDATE passes SET roles = 6, proof = 3, most_proof = 3')


@attack
def point_a_pass_at_the_owner(b):
    """points every pass at the owner"""
    b.run('UPDATE passes SET person = (SELECT person FROM person_key WHERE roles & 4 LIMIT 1)')


@attack
def change_a_passes_kind(b):
    """makes a session of a link"""
    b.put_back('link', ['passes'])
    b.run('UPDATE passes SET kind = 1')


@attack
def point_a_room_elsewhere(b):
    """points the room's passes at another client"""
    b.put_back('going', ['passes', 'record_wrap'])
    b.run('UPDATE passes SET client = ?', b.clients()[1])


@attack
def more_tries_for_a_link(b):
    """sets the wrong words of a link back to none"""
    b.put_back('link', ['passes'])
    b.run('UPDATE passes SET tries = -1000')


@attack
def swap_two_passes(b):
    """exchanges what two passes open"""
    one, other = (r[0].hex() for r in b.run('SELECT name FROM passes LIMIT 2'))
    swap(b, 'passes', 'frame', f"name = x'{one}'", f"name = x'{other}'")


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
