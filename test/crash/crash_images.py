#!/usr/bin/env python3
# Whole visits are recorded write by write; then the power fails at any moment: what was synced is
# there, of what was not each block of 512 bytes or 4 KiB is lost or kept by chance, in any order. Each
# image is opened: nothing acknowledged is missing, and `holdfast verify` finds nothing. TAP.
# usage: crash_images.py VISIT_RECORDED HOLDFAST [IMAGES]
# SPDX-License-Identifier: AGPL-3.0-or-later
import atexit
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import threading

loop, holdfast = sys.argv[1:3]
images = int(sys.argv[3]) if len(sys.argv) > 3 else int(os.environ.get('HOLDFAST_IMAGES', '60'))
folder = tempfile.mkdtemp(prefix='holdfast-images-')
atexit.register(shutil.rmtree, folder, ignore_errors=True)
data, secrets = os.path.join(folder, 'data'), os.path.join(folder, 'data-secrets')
NAMES = ('practice.db', 'practice.db-wal')
LIFE_S, LINES = 60, 30


def fact(number, holds, name, more=''):
    print(('ok' if holds else 'not ok'), number, '-', name, flush=True)
    if not holds:
        print('#', str(more)[:2000].replace('\n', '\n# '))
    return holds


def record():
    """Everything that one life wrote and said, in order; it ends after a number of lines."""
    p = subprocess.Popen([loop, folder, 'run', '1'], stdout=subprocess.PIPE)
    threading.Timer(LIFE_S, p.kill).start()
    events, said = [], 0
    while said < LINES:
        first = p.stdout.read(1)
        if not first:
            break
        if first == b'@':
            head = p.stdout.read(18)
            kind, file = head[:1], head[1]
            at, length = struct.unpack('<QQ', head[2:])
            events.append((kind, file, at, p.stdout.read(length)))
        else:
            events.append((b'A', first + p.stdout.readline()))
            said += 1
    p.kill()
    p.stdout.close()
    p.wait()
    return events, said


def put(content, at, piece):
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at:at + len(piece)] = piece


def apply(content, event):
    if event[0] == b'T':
        del content[event[2]:]
    else:
        put(content, event[2], event[3])


def tear(content, pending, grain, chance):
    """Each block of what was not synced is kept or lost by itself; the order is nobody's."""
    pieces = []
    for event in pending:
        if event[0] == b'T':
            pieces.append(event)
            continue
        at, piece = event[2], event[3]
        while piece:
            n = grain - at % grain
            pieces.append((b'W', event[1], at, piece[:n]))
            at, piece = at + n, piece[n:]
    random.shuffle(pieces)
    for piece in pieces:
        if random.random() < chance:
            apply(content, piece)


def image_at(start, events, moment, grain, chance):
    """The two files as a disk may hold them after the first `moment` events."""
    files, pending, told = [bytearray(x) for x in start], [[], []], []
    for event in events[:moment]:
        if event[0] == b'A':
            told.append(event[1].decode())
        elif event[0] == b'S':
            for done in pending[event[1]]:
                apply(files[event[1]], done)
            pending[event[1]] = []
        else:
            pending[event[1]].append(event)
    for file in (0, 1):
        tear(files[file], pending[file], grain, chance)
    return files, told


def look(files, told):
    """Opens the image; what does not hold, or nothing."""
    shutil.rmtree(data)
    os.mkdir(data, 0o700)
    for name, content in zip(NAMES, files):
        if content:
            with open(os.path.join(data, name), 'wb') as f:
                f.write(content)
    checked = subprocess.run([loop, folder, 'check'], input=''.join(told).encode(), capture_output=True)
    lines = checked.stdout.split(b'\n')
    verdict = f'{len(told)} parts, 0 lost'.encode()
    verified = subprocess.run([holdfast, 'verify', data], capture_output=True, text=True)
    if checked.returncode != 0 or not any(line.endswith(verdict) for line in lines):
        return checked.stdout[-200:].decode(errors='replace') + checked.stderr.decode()
    return '' if verified.returncode == 0 else verified.stdout + verified.stderr


subprocess.run([loop, folder, 'found'], check=True, stdout=subprocess.DEVNULL)
shutil.rmtree(secrets + '-first', ignore_errors=True)
shutil.copytree(secrets, secrets + '-first')
start = [open(os.path.join(data, n), 'rb').read() if os.path.exists(os.path.join(data, n)) else b''
         for n in NAMES]
events, said = record()
writes = sum(e[0] == b'W' for e in events)
syncs = sum(e[0] == b'S' for e in events)
print(f'# {writes} writes, {syncs} syncs, {said} parts acknowledged', flush=True)
good = [fact(1, writes > 200 and syncs > 20 and said >= 10, 'visits are recorded, write by write')]
wrong = []
random.seed(os.environ.get('HOLDFAST_SEED', '1'))
for n in range(images):
    moment = random.randrange(len(events) + 1)
    # The anchor lies on another disk and was there before: an image may not be older than it.
    shutil.rmtree(secrets)
    shutil.copytree(secrets + '-first', secrets)
    files, told = image_at(start, events, moment, (512, 4096)[n % 2], random.choice((0, 0.3, 0.7, 1)))
    found = look(files, told)
    if found:
        wrong.append(f'image {n} after {moment} of {len(events)} events: {found}')
    if n % 100 == 99:
        print(f'# {n + 1} of {images} images', flush=True)
good.append(fact(2, not wrong, f'{images} images of lost power: nothing acknowledged is missing and '
                               'verify finds nothing', '\n'.join(wrong[:5])))
print('1..2')
sys.exit(0 if all(good) else 1)
