# test/attack/attacks_keys.py - keys and grants of somebody else's.
# SPDX-License-Identifier: AGPL-3.0-or-later
import hashlib

from attacks import attack, swap


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
