# test/attack/attacks_doors.py - what was ended lives again; slots and passes.
# SPDX-License-Identifier: AGPL-3.0-or-later
from attacks import attack, cut_chain, swap


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


# --- slots and passes ------------------------------------------------------------------------------

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
