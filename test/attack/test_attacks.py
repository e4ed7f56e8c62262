#!/usr/bin/env python3
# Somebody can write to the data base and has no key. Each attack of attacks_*.py is made twice, on a
# practice that is closed and on one at work: nobody may come in, read or do anything that they
# could not before, and what was changed must be refused or found. TAP on stdout, with the table.
# usage: test_attacks.py GROUND HOLDFAST HOLDFAST_VERIFY [NAME]...
# SPDX-License-Identifier: AGPL-3.0-or-later
import atexit
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
from attacks import ATTACKS  # noqa: E402
import attacks_no, attacks_history, attacks_keys, attacks_doors, attacks_pin  # noqa: E401 E402 F401 (they fill it, in this order)
from practice import Ground  # noqa: E402

SOUNDS_BROKEN = ('AddressSanitizer', 'LeakSanitizer', 'runtime error', 'Assertion')
count = failed = 0
outside = []  # what holdfast-verify makes of each
# Fewer checkpoints prove every entry still, and nobody outside is told anything false; `holdfast verify` misses them.
LESS_IS_SAID = ('remove_checkpoints', 'remove_the_last_checkpoint')


def fact(name, holds, more=''):
    global count, failed
    count += 1
    failed += not holds
    print('ok' if holds else 'not ok', count, '-', name, flush=True)
    if not holds:
        print('# ' + str(more)[:1500].replace('\n', '\n# '), flush=True)


def do(ground, attack):
    base = ground.base()
    try:
        attack(base)
    finally:
        base.close()


def gains(seen, before):
    """What is older as a whole opens as it did, to say no with; but nothing may be done by it."""
    if seen is None:
        return set()
    more = seen.can - before
    if '# narrow only' in seen.refused:
        more = {x for x in more if x.startswith('may ')}
    return more


def outcome(found, seen, before):
    if found:
        return 'found'
    return 'refused' if seen is None or before - seen.can else 'without effect'


def at_rest(ground, attack, before):
    """Changed while the program did not run; then checked, opened, checked."""
    ground.fresh()
    do(ground, attack)
    outside.append(ground.outside())
    first = ground.verify()
    seen = ground.look()
    last = ground.verify()
    gained = gains(seen, before)
    return gained, first.returncode != 0 and last.returncode != 0, seen, first.stdout + first.stderr


def at_work(ground, attack, before):
    """Changed under the program's hands."""
    ground.fresh()
    live = ground.live()
    live.look()
    do(ground, attack)
    seen = live.look()
    _, errors = live.end()
    last = ground.verify()
    gained = gains(seen, before)
    if any(word in errors for word in SOUNDS_BROKEN):
        gained.add(errors)
    return gained, last.returncode != 0, seen, last.stdout + last.stderr


def main():
    folder = tempfile.mkdtemp(prefix='holdfast-attack-')
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    ground = Ground(*sys.argv[1:4], folder)
    chosen = [a for a in ATTACKS if len(sys.argv) < 5 or a.__name__ in sys.argv[4:]]
    ground.fresh()
    before = ground.look()
    clean = ground.verify()
    fact('without an attack everybody can do what they may, and nothing is found',
         clean.returncode == 0 and len(before.can) > 100, clean.stdout + clean.stderr)
    fact('an export and a receipt of the last entry hold for somebody outside', ground.keep_receipt())
    table = []
    for attack in chosen:
        row = [attack.__doc__]
        for when, way in (('closed', at_rest), ('at work', at_work)):
            gained, found, seen, said = way(ground, attack, before.can)
            what = outcome(found, seen, before.can)
            row.append(what if not gained else 'GAINED')
            fact(f'{attack.__name__}, {when}: nobody gains anything', not gained,
                 '\n'.join(sorted(gained)[:12]))
            fact(f'{attack.__name__}, {when}: it is found or refused',
                 found or (seen is not None and what == 'without effect' and
                           attack.__name__.startswith('trigger')), said)
        row.append(outside[-1])
        fact(f'{attack.__name__}: who is outside, with one receipt, is not deceived',
             outside[-1] in ('no export', 'refused', 'untouched') or
             (outside[-1] == 'HOLDS' and attack.__name__ in LESS_IS_SAID), outside[-1])
        table.append(row)
    for what, closed, at_work_, verdict in table:
        print(f'# {what:90} | {closed:14} | {at_work_:14} | {verdict}')
    print(f'1..{count}')
    return 1 if failed else 0


sys.exit(main())
