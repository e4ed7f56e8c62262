# test/attack/attacks_no.py - a no becomes a yes.
# SPDX-License-Identifier: AGPL-3.0-or-later
from attacks import attack, cut_chain, drop_entry, narrowing, swap
from practice import LEDGER, TABLES


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
