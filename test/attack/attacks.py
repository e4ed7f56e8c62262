# test/attack/attacks.py - what somebody tries who can write to the data base and has no key: one
# function for each; its first line says what it tries. They stand in attacks_*.py by what they are
# after; here is what those files share.
# SPDX-License-Identifier: AGPL-3.0-or-later

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


def drop_entry(b, seq):
    for table in ('ledger_entry', 'statement', 'record', 'record_wrap', 'checkpoint'):
        column = 'size' if table == 'checkpoint' else 'seq'
        b.run(f'DELETE FROM {table} WHERE {column} = ?', seq)


def cut_chain(b, client, from_seq):
    for seq, owner, _, _, _ in b.entries():
        if owner == client and seq >= from_seq:
            drop_entry(b, seq)


def narrowing(b, client):
    """Entries by which the client narrowed: a no has come since the moment `yes`."""
    before = b.one(f"SELECT size FROM {b.old('yes')}.ledger_head")
    return [e for e in b.entries() if e[1] == client and e[0] > before and e[3] != 8]
