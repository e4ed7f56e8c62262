#!/usr/bin/env python3
# Whole visits are recorded write by write; then the power fails at any moment: what was synced is
# there, of what was not each block of 512 bytes or 4 KiB is lost or kept by chance, in any order.
# So it is with the files of the secrets folder that move with the data base (anchor, ends, ways): a
# file that was not synced is torn, a new name that was not synced may be there or not. Each image is
# opened: nothing acknowledged is missing, nothing is taken for an older copy, and `holdfast verify`
# finds nothing. Then the disk of the data base lies and keeps less than it said: wherever the secrets
# folder knows a longer ledger, that is said and nothing but what narrows is taken. TAP.
# usage: crash_images.py VISIT_RECORDED HOLDFAST [IMAGES]
# SPDX-License-Identifier: AGPL-3.0-or-later
import atexit
import contextlib
import os
import random
import shutil
import sqlite3
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
# KEEP IN ORDER: recorded.c, files
NAMES = ('practice.db', 'practice.db-wal')
KEPT = {2: 'anchor', 3: 'ends', 4: 'ways'}
FOLDER = 5
SIZE_AT = {'anchor': 19, 'ends': 17 + 16}  # docs/formats.md: where each says how long the ledger is
LIFE_S, LINES = 60, 30


def fact(number, holds, name, more=''):
    print(('ok' if holds else 'not ok'), number, '-', name, flush=True)
    if not holds:
        print('#', str(more)[:2000].replace('\n', '\n# '))
    return holds


def record():
    """Everything that one life wrote and said, in order; it ends after a number of lines."""
    p = subprocess.Popen([loop, folder, 'run', '1'], stdout=subprocess.PIPE)
    late = threading.Timer(LIFE_S, p.kill)
    late.start()
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
    late.cancel()
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


def data_at(start, events, moment, grain, chance):
    """The two files of the data folder as a disk may hold them after the first `moment` events."""
    files, pending, told = [bytearray(x) for x in start], [[], []], []
    for event in events[:moment]:
        if event[0] == b'A':
            told.append(event[1].decode())
        elif event[1] not in (0, 1):
            continue
        elif event[0] == b'S':
            for done in pending[event[1]]:
                apply(files[event[1]], done)
            pending[event[1]] = []
        else:
            pending[event[1]].append(event)
    for file in (0, 1):
        tear(files[file], pending[file], grain, chance)
    return files, told


class Folder:
    """The secrets folder: its names, and what lies under each, as they were synced and as not yet."""

    def __init__(self, start):
        self.names = {name: [bytearray(content), []] for name, content in start.items()}
        self.at, self.pending = {}, []  # files that are being written; names that are not synced yet

    def take(self, event):
        kind, file = event[:2]
        if file == FOLDER:
            self.settle(1)
        elif kind == b'W':
            if event[2] == 0:
                self.at[file] = [bytearray(), []]
                self.pending.append((KEPT[file] + '.new', None, self.at[file]))
            self.at[file][1].append(event)
        elif kind == b'S':
            content, waiting = self.at[file]
            for done in waiting:
                apply(content, done)
            waiting.clear()
        else:  # renamed, or gone
            self.pending.append((KEPT[file] + '.new' if kind == b'R' else None, KEPT[file],
                                 self.at[file] if kind == b'R' else None))

    def settle(self, chance):
        """Each new name by itself is kept or lost."""
        for gone, name, inode in self.pending:
            if random.random() >= chance:
                continue
            if name is None:
                self.names[gone] = inode
                continue
            self.names.pop(gone, None)
            self.names.pop(name, None)
            if inode is not None:
                self.names[name] = inode
        self.pending = []

    def write(self, grain, chance):
        self.settle(chance)
        for name, (content, waiting) in self.names.items():
            left = bytearray(content)
            tear(left, waiting, grain, chance)
            with open(os.path.join(secrets, name), 'wb', opener=private) as f:
                f.write(left)
            self.names[name] = (left, [])

    def size(self):
        """How long the ledger is as far as this folder knows."""
        return max(int.from_bytes(self.names[name][0][at:at + 8], 'little') if name in self.names else 0
                   for name, at in SIZE_AT.items())


def private(path, flags):
    return os.open(path, flags, 0o600)


def secrets_at(start, events, moment, grain, chance):
    """Writes the secrets folder as a disk may hold it after the first `moment` events."""
    shutil.rmtree(secrets)
    os.mkdir(secrets, 0o700)
    kept = Folder(start)
    for event in events[:moment]:
        if event[0] != b'A' and event[1] not in (0, 1):
            kept.take(event)
    kept.write(grain, chance)
    return kept


def put_down(files):
    shutil.rmtree(data)
    os.mkdir(data, 0o700)
    for name, content in zip(NAMES, files):
        if content:
            with open(os.path.join(data, name), 'wb') as f:
                f.write(content)


def open_it(told):
    """What the practice says of what was acknowledged, and what verify says."""
    checked = subprocess.run([loop, folder, 'check'], input=''.join(told).encode(), capture_output=True)
    verified = subprocess.run([holdfast, 'verify', data], capture_output=True, text=True)
    return checked, verified


def look(files, told):
    """Opens the image; what does not hold, or nothing."""
    put_down(files)
    checked, verified = open_it(told)
    lines = checked.stdout.split(b'\n')
    verdict = f'{len(told)} parts, 0 lost'.encode()
    if checked.returncode != 0 or not any(line.endswith(verdict) for line in lines):
        return checked.stdout[-200:].decode(errors='replace') + checked.stderr.decode()
    if any(line.endswith(b'narrow') for line in lines):
        return 'is taken for an older copy'
    return '' if verified.returncode == 0 else verified.stdout + verified.stderr


def is_newer(files, kept):
    """Does the secrets folder know a longer ledger than the data base holds?"""
    aside = os.path.join(folder, 'aside')
    shutil.rmtree(aside, ignore_errors=True)
    os.mkdir(aside)
    for name, content in zip(NAMES, files):
        with open(os.path.join(aside, name), 'wb') as f:
            f.write(content)
    with contextlib.closing(sqlite3.connect(os.path.join(aside, NAMES[0]))) as db:
        return kept.size() > db.execute('SELECT size FROM ledger_head').fetchone()[0]


def look_at_older(files):
    """The same of an image whose data base is the older one."""
    put_down(files)
    checked, verified = open_it([])
    if not any(line.endswith(b'narrow') for line in checked.stdout.split(b'\n')):
        return 'an older data base is taken for the newest\n' + checked.stderr.decode()
    return '' if verified.returncode == 1 else 'verify finds nothing'


def progress(n, all):
    if n % 100 == 99:
        print(f'# {n + 1} of {all} images', flush=True)


subprocess.run([loop, folder, 'found'], check=True, stdout=subprocess.DEVNULL)
first = {n: open(os.path.join(secrets, n), 'rb').read() for n in os.listdir(secrets)}
start = [open(os.path.join(data, n), 'rb').read() if os.path.exists(os.path.join(data, n)) else b''
         for n in NAMES]
events, said = record()
writes = sum(e[0] == b'W' and e[1] in (0, 1) for e in events)
syncs = sum(e[0] == b'S' for e in events)
moved = {KEPT[e[1]]: sum(o[:2] == (b'R', e[1]) for o in events) for e in events if e[0] == b'R'}
print(f'# {writes} writes, {syncs} syncs, {said} parts acknowledged; written anew: {moved}', flush=True)
good = [fact(1, writes > 200 and syncs > 20 and said >= 10 and set(moved) == set(KEPT.values()),
             'visits are recorded, write by write, and the files of the secrets folder with them')]
wrong = []
random.seed(os.environ.get('HOLDFAST_SEED', '1'))
for n in range(images):
    moment, grain = random.randrange(len(events) + 1), (512, 4096)[n % 2]
    secrets_at(first, events, moment, grain, random.choice((0, 0.3, 0.7, 1)))
    files, told = data_at(start, events, moment, grain, random.choice((0, 0.3, 0.7, 1)))
    found = look(files, told)
    if found:
        wrong.append(f'image {n} after {moment} of {len(events)} events: {found}')
    progress(n, images)
good.append(fact(2, not wrong, f'{images} images of lost power: nothing acknowledged is missing, none is '
                               'taken for an older copy, and verify finds nothing', '\n'.join(wrong[:5])))
wrong, newer = [], 0
for n in range(images // 4):
    moment, earlier = sorted(random.randrange(len(events) + 1) for _ in range(2))[::-1]
    kept = secrets_at(first, events, moment, 4096, 1)
    files, told = data_at(start, events, earlier, 4096, random.choice((0, 1)))
    if is_newer(files, kept):
        newer += 1
        found = look_at_older(files)
        if found:
            wrong.append(f'image {n}, {earlier} beside {moment} of {len(events)} events: {found}')
    progress(n, images // 4)
good.append(fact(3, not wrong and newer > images // 20,
                 f'{newer} images with a data base older than the secrets folder knows: each says so and '
                 'takes only what narrows', '\n'.join(wrong[:5])))
print('1..3')
sys.exit(0 if all(good) else 1)
