#!/usr/bin/env python3
# The disk is full while people are at work: what can't be kept is refused in so many words, what was
# kept can be read, and once there is room again everything is there.
# usage: test_full_disk.py HOLDFAST
# SPDX-License-Identifier: AGPL-3.0-or-later
import atexit
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from hostile import SOUNDS_BROKEN, Practice, Tap, verify  # noqa: E402

holdfast = sys.argv[1]
tap = Tap()
folder = tempfile.mkdtemp(prefix='holdfast-full-')
atexit.register(shutil.rmtree, folder, ignore_errors=True)
disk = os.path.join(folder, 'disk')
os.mkdir(disk)
is_mounted = os.geteuid() == 0 and subprocess.run(
    ['mount', '-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], capture_output=True).returncode == 0
data, filler = os.path.join(disk, 'data'), os.path.join(disk, 'filler')
os.mkdir(data, 0o700)
practice = Practice(holdfast, data, os.path.join(folder, 'secrets'))


def limit(bytes_most):
    resource.prlimit(practice.process.pid, resource.RLIMIT_FSIZE,
                     (bytes_most, resource.RLIM_INFINITY))


def fill_disk():
    """A disk of our own is really filled; else the files of the server may not grow any more."""
    if not is_mounted:
        limit(os.path.getsize(os.path.join(data, 'practice.db')))
        return
    with open(filler, 'wb', buffering=0) as f:
        try:
            while True:
                f.write(bytes(4096))
        except OSError:
            pass


def make_room():
    if is_mounted:
        os.remove(filler)
    else:
        limit(resource.RLIM_INFINITY)


def fill_until_refused(most=60):
    """Pages of the data base may be free: goes on until the first act is refused."""
    for n in range(most):
        status, text, _ = practice.add_client(f'Nobody {n}')
        if status != 303:
            return status, text
    return status, text


if not is_mounted:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # inherited by the server
practice.start()
tap.fact('a practice is founded', practice.found() == [303, 303, 200, 303, 303, 303])
status, _, kept = practice.add_client('Kim Quill')
tap.fact('a client is added', status == 303, status)
before = practice.ask('GET', kept)
fill_disk()
refused, text = fill_until_refused()
tap.fact('an act that can not be kept is refused as "not now"', refused == 503, refused)
tap.fact('and the page says so in words', '<h1' in text and 'data base' not in text, text)
shown = [practice.ask('GET', path) for path in (kept, '/today', '/clients', kept, '/help-now')]
tap.fact('what was kept is still shown', [s for s, _, _ in shown] == [200] * 5,
         [s for s, _, _ in shown])
tap.fact('with every word', 'Kim Quill' in shown[0][1])
make_room()
tap.fact('once there is room again it goes on, without a restart',
         practice.add_client('Ines Quill')[0] == 303)
code = practice.stop()
tap.fact('it ends in order', code == 0, f'{code}\n{practice.log}')
tap.fact('the log names no client', 'Kim' not in practice.log and 'Nobody' not in practice.log)
tap.fact('no sanitizer speaks', not any(w in practice.log for w in SOUNDS_BROKEN), practice.log)
practice.start()
tap.fact('a start goes on where it stood',
         practice.ask('GET', kept)[0] == 200 and practice.add_client('Robin')[0] == 303)
practice.stop()
last = verify(holdfast, data, practice.secrets)
tap.fact('and verify finds nothing', last.returncode == 0, last.stdout + last.stderr)
if is_mounted:
    subprocess.run(['umount', disk], check=False)
sys.exit(tap.end())
