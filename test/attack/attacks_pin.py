# test/attack/attacks_pin.py - a client's PIN on the tablet: its count, its row, its key.
# SPDX-License-Identifier: AGPL-3.0-or-later
from attacks import attack, cut_chain, swap

PIN = 'kind = 4'
COLUMNS = 'salt', 'passes', 'memory', 'verifier', 'frame', 'keygen'


def of(b, n):
    """The row of Robin (0) or Kim (1)."""
    return f"{PIN} AND person = x'{b.clients()[n].hex()}'"


def set_byte(b, n, at, value):
    frame = bytearray(b.one(f'SELECT frame FROM slot WHERE {of(b, n)}'))
    frame[at] = value
    b.run(f'UPDATE slot SET frame = ? WHERE {of(b, n)}', bytes(frame))


def row_of(b, moment, n=0, columns=('frame', 'mac')):
    """Columns of the row as they were then."""
    b.old(moment)
    for column in columns:
        b.run(f'UPDATE main.slot SET {column} = (SELECT {column} FROM {moment}.slot WHERE {of(b, n)}) WHERE {of(b, n)}')


@attack
def wrong_tries_to_none(b):
    """sets the wrong tries of a PIN to none"""
    set_byte(b, 0, 0, 0)


@attack
def wrong_tries_below_none(b):
    """sets the wrong tries of a PIN so high that they begin anew"""
    set_byte(b, 0, 0, 255)


@attack
def wrong_tries_of_before(b):
    """puts the row of a PIN back from before its wrong tries"""
    row_of(b, 'anew')


@attack
def wrong_tries_of_before_with_tallies(b):
    """the same, tallies and all"""
    b.put_back('anew', ['slot'])


@attack
def pin_lasts_for_ever(b):
    """moves the end of a PIN far away"""
    set_byte(b, 0, 7, 0x7f)


@attack
def my_pin_in_your_row(b):
    """puts what opens one client's PIN into another's row"""
    for column in COLUMNS:
        b.run(f'UPDATE slot SET {column} = (SELECT {column} FROM slot WHERE {of(b, 1)}) WHERE {of(b, 0)}')


@attack
def my_pin_in_your_row_without_its_frame(b):
    """puts one client's salt and verifier over another's key"""
    for column in ('salt', 'verifier'):
        b.run(f'UPDATE slot SET {column} = (SELECT {column} FROM slot WHERE {of(b, 1)}) WHERE {of(b, 0)}')


@attack
def swap_two_pins(b):
    """exchanges the PINs of two clients"""
    for column in ('salt', 'verifier', 'frame', 'keygen'):
        if b.one(f'SELECT {column} FROM slot WHERE {of(b, 0)}') != b.one(f'SELECT {column} FROM slot WHERE {of(b, 1)}'):
            swap(b, 'slot', column, of(b, 0), of(b, 1))


@attack
def swap_whose_pins_they_are(b):
    """exchanges whose PIN each of two rows is"""
    robin, kim = b.clients()[:2]
    b.run(f'DELETE FROM slot WHERE {of(b, 0)}')
    b.run(f'UPDATE slot SET person = ?, login = ? WHERE {of(b, 1)}', robin, robin)


@attack
def swap_under_one_login(b):
    """lets a row of one client be found under another's name"""
    robin = b.clients()[0]
    b.run(f'DELETE FROM slot WHERE {of(b, 0)}')
    b.run(f'UPDATE slot SET login = ? WHERE {of(b, 1)}', robin)


@attack
def older_pin(b):
    """puts the row of an older PIN back"""
    row_of(b, 'pin', columns=(*COLUMNS, 'mac'))


@attack
def older_pin_with_tallies(b):
    """the same, tallies and all"""
    b.put_back('pin', ['slot'])


@attack
def older_pin_without_its_end(b):
    """puts an older PIN back and takes the end of its key away"""
    row_of(b, 'pin', columns=(*COLUMNS, 'mac'))
    end = b.last('delegate_ended', b.clients()[0])
    for statement in [e for e in b.entries() if e[3] == 4 and e[1] == end[1]]:
        b.run('DELETE FROM statement WHERE seq = ?', statement[0])


@attack
def older_pin_without_its_end_with_tallies(b):
    """the same, tallies and all"""
    b.put_back('pin', ['slot', 'statement'])


@attack
def older_pin_and_the_chain_cut(b):
    """puts an older PIN back and cuts the client's chain before its end"""
    size = b.one(f"SELECT size FROM {b.old('pin')}.ledger_head")
    cut_chain(b, b.clients()[0], size + 1)
    b.put_back('pin', ['slot'])


@attack
def revive_the_fifth(b):
    """puts a PIN back that five wrong tries have ended"""
    row_of(b, 'worn', columns=(*COLUMNS, 'mac'))


@attack
def revive_the_fifth_with_tallies(b):
    """the same with its end taken away, tallies and all"""
    b.put_back('worn', ['slot', 'statement'])


@attack
def pin_of_the_moment_without_one(b):
    """puts the moment back in which there was no PIN"""
    b.put_back('fifth', ['slot'])


@attack
def lower_a_pins_cost(b):
    """lowers what a PIN costs to try"""
    b.run(f'UPDATE slot SET passes = 1, memory = 8192 WHERE {PIN}')


@attack
def raise_a_pins_cost(b):
    """makes a PIN cost more than the machine has"""
    b.run(f'UPDATE slot SET passes = 1 << 40, memory = 1 << 50 WHERE {PIN}')


@attack
def plant_a_pin(b):
    """deletes a PIN and plants another"""
    robin = b.clients()[0]
    b.run(f'DELETE FROM slot WHERE {of(b, 0)}')
    b.run('INSERT INTO slot SELECT practice, kind, ?, ?, keygen, salt, passes, memory, verifier, '
          f'frame, mac FROM slot WHERE {of(b, 1)}', robin, robin)


@attack
def plant_a_pin_of_random(b):
    """deletes a PIN and plants one of its own making"""
    robin = b.clients()[0]
    row = b.run(f'SELECT * FROM slot WHERE {of(b, 0)}').fetchone()
    b.run(f'DELETE FROM slot WHERE {of(b, 0)}')
    b.run('INSERT INTO slot VALUES (?, ?, ?, ?, ?, randomblob(16), ?, ?, randomblob(32), randomblob(?), randomblob(32))',
          row[0], 4, robin, robin, row[4], row[6], row[7], len(row[9]))


@attack
def a_second_pin(b):
    """plants a second PIN under another name beside the first"""
    b.run('INSERT INTO slot SELECT practice, kind, randomblob(16), person, keygen, salt, passes, memory, '
          f'verifier, frame, mac FROM slot WHERE {of(b, 0)}')


@attack
def make_a_pin_a_password(b):
    """says that a PIN is a password"""
    b.run('DELETE FROM slot WHERE kind = 1 AND person = ?', b.clients()[0])
    b.run(f'UPDATE slot SET kind = 1 WHERE {of(b, 0)}')


@attack
def make_a_password_a_pin(b):
    """says that a client's password is their PIN"""
    robin = b.clients()[0]
    b.run(f'DELETE FROM slot WHERE {of(b, 0)}')
    b.run('UPDATE slot SET kind = 4, login = person WHERE kind = 1 AND person = ?', robin)


@attack
def point_a_pin_at_the_tablets_key(b):
    """says that a PIN opens the key of the tablet, which reads"""
    tablet = b.one(f"SELECT keygen FROM {b.old('tablet')}.passes WHERE client = ? ORDER BY until_us DESC",
                   b.clients()[0])
    b.run(f'UPDATE slot SET keygen = ? WHERE {of(b, 0)}', tablet)


def certificate(b, n):
    """Where the key of this PIN is certified."""
    return max(e[0] for e in b.entries() if e[3] == 3 and e[1] == b.clients()[n] and
               b.one('SELECT keygen FROM statement WHERE seq = ?', e[0]) ==
               b.one(f'SELECT keygen FROM slot WHERE {of(b, n)}'))


@attack
def raise_a_pins_key(b):
    """changes what the key of a PIN may read and prove, byte by byte"""
    seq = certificate(b, 0)
    size = len(b.one(f'SELECT bytes FROM statement WHERE seq = {seq}'))
    for at in range(64, size, 5):
        b.flip('statement', 'bytes', f'seq = {seq}', at=at, bit=3)


@attack
def replay_a_pins_key_for_another(b):
    """says that the key of one client's PIN is certified for another"""
    robin, kim = b.clients()[:2]
    b.run(f'UPDATE statement SET person = ? WHERE seq = {certificate(b, 1)}', robin)
    b.run(f'UPDATE slot SET person = ?, login = ? WHERE {of(b, 1)}', bytes(16), bytes(16))
    b.run(f'UPDATE slot SET frame = (SELECT frame FROM slot WHERE person = ?), keygen = (SELECT keygen FROM slot WHERE '
          f'person = ?) WHERE {of(b, 0)}', bytes(16), bytes(16))


@attack
def replay_a_pins_key_with_its_entry(b):
    """puts one client's entry that certifies a PIN's key into another's chain"""
    seq = certificate(b, 1)
    b.run('UPDATE ledger_entry SET client = ?, client_seq = client_seq + 1000 WHERE seq = ?', b.clients()[0], seq)
