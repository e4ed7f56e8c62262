#!/usr/bin/env python3
# Kills a program that appends, at any moment, again and again: what it had acknowledged must be
# there, and `holdfast verify` must find nothing. TAP on stdout.
# usage: kill_loop.py APPEND_LOOP HOLDFAST [KILLS]
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


def lives_until_killed(first):
    """Whole lines only: a line that was cut by the kill was not acknowledged."""
    p = subprocess.Popen([loop, folder, 'run', str(first)], stdout=subprocess.PIPE)
    select.select([p.stdout], [], [], 10)
    time.sleep(random.uniform(0, 0.06))
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


subprocess.run([loop, folder, 'run', '0'], check=True)  # founds, before the killing begins
acknowledged, failed = [], 0
shown = time.time()
for kill in range(kills):
    lines, code = lives_until_killed(len(acknowledged) + 1)
    failed += code != -signal.SIGKILL
    acknowledged += lines
    if kill % 25 == 24:
        failed += verify().returncode != 0
    if time.time() - shown > 2:
        shown = time.time()
        print(f'# {kill + 1} of {kills} kills', flush=True)
again = subprocess.run([loop, folder, 'check'], input='\n'.join(acknowledged), text=True,
                       capture_output=True)
last = verify()
good = [
    fact(1, failed == 0 and len(acknowledged) > kills, 'every life began, wrote and verified',
         f'{failed} failed, {len(acknowledged)} acts'),
    fact(2, again.stdout == f'{len(acknowledged)} acts, 0 lost\n', f'nothing acknowledged is missing after {kills} kills',
         again.stdout + again.stderr),
    fact(3, last.returncode == 0, 'holdfast verify finds nothing', last.stdout + last.stderr),
]
print('1..3')
sys.exit(0 if all(good) else 1)
