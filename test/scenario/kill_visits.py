#!/usr/bin/env python3
# Kills a program that walks whole visits, at any moment, again and again: every part that it had
# acknowledged must be there unchanged, and `holdfast verify` must find nothing. TAP on stdout.
# usage: kill_visits.py VISIT_LOOP HOLDFAST [KILLS]
# SPDX-License-Identifier: AGPL-3.0-or-later
import atexit
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

loop, holdfast = sys.argv[1:3]
kills = int(sys.argv[3]) if len(sys.argv) > 3 else int(os.environ.get('HOLDFAST_KILLS', '100'))
folder = tempfile.mkdtemp(prefix='holdfast-kill-')
atexit.register(shutil.rmtree, folder, ignore_errors=True)
data = os.path.join(folder, 'data')
PARTS = 12  # of one visit


def lives_until_killed(day, most_s):
    """Whole lines only: a line that was cut by the kill was not acknowledged."""
    p = subprocess.Popen([loop, folder, 'run', str(day)], stdout=subprocess.PIPE)
    select.select([p.stdout], [], [], 20)
    time.sleep(random.uniform(0, most_s))
    p.send_signal(signal.SIGKILL)
    out = p.communicate()[0].decode()
    return out[:out.rfind('\n') + 1].splitlines(), p.returncode


def verify():
    return subprocess.run([holdfast, 'verify', data], capture_output=True, text=True)


def fact(number, holds, name, more=''):
    print(('ok' if holds else 'not ok'), number, '-', name)
    if not holds:
        print('#', more.replace('\n', '\n# '))
    return holds


subprocess.run([loop, folder, 'found'], check=True)
acknowledged, failed, furthest, day = [], 0, 0, 1
shown = time.time()
for kill in range(kills):
    # Most die early, each fifth anywhere in a visit or after it.
    lines, code = lives_until_killed(day, 1.8 if kill % 5 == 4 else 0.25)
    day += 2 + len(lines) // PARTS  # a visit takes a day: no life begins before the last one ended
    furthest = max(furthest, len(lines))
    failed += code != -signal.SIGKILL
    acknowledged += lines
    if kill % 25 == 24:
        failed += verify().returncode != 0
    if time.time() - shown > 2:
        shown = time.time()
        print(f'# {kill + 1} of {kills} kills, {len(acknowledged)} parts acknowledged', flush=True)
again = subprocess.run([loop, folder, 'check'], input='\n'.join(acknowledged), text=True,
                       capture_output=True)
last = verify()
print(f'# {last.stdout.strip()}; the longest life went {furthest} parts, of {PARTS} in a visit')
good = [
    fact(1, failed == 0 and len(acknowledged) >= kills, 'every life began, went on and verified',
         f'{failed} failed, {len(acknowledged)} parts'),
    fact(2, again.stdout == f'{len(acknowledged)} parts, 0 lost\n',
         f'no part of a visit that was acknowledged is missing after {kills} kills',
         again.stdout + again.stderr),
    fact(3, last.returncode == 0, 'holdfast verify finds nothing', last.stdout + last.stderr),
]
print('1..3')
sys.exit(0 if all(good) else 1)
