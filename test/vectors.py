#!/usr/bin/env python3
# Computes the vectors of docs/formats.md from its text alone and compares them with what the
# program writes and with the kept file. TAP on stdout.
# usage: vectors.py KEEP_VECTORS KEPT_FILE
# SPDX-License-Identifier: AGPL-3.0-or-later
import hashlib
import hmac
import struct
import subprocess
import sys


def sha(b):
    return hashlib.sha256(b).digest()


def run(n, length):
    return bytes((n + i) % 256 for i in range(length))


def le(n, size):
    return n.to_bytes(size, 'little')


def key_id(key):
    return sha(b'holdfast/key-id/v1\0' + key)[:16]


def node(a, b):
    return sha(b'\1' + a + b)


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def root(leaves):  # RFC 6962, 2.1
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return node(root(leaves[:k]), root(leaves[k:]))


def path(leaves, m):  # RFC 6962, 2.1.1
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return path(leaves[:k], m) + [root(leaves[k:])]
    return path(leaves[k:], m - k) + [root(leaves[:k])]


def reference(leaf):
    digits = '0123456789abcdefghjkmnpqrstvwxyz'
    bits = int.from_bytes(leaf, 'big') >> 156
    text = ''.join(digits[bits >> (95 - 5 * i) & 31] for i in range(20))
    return '-'.join(text[i:i + 4] for i in range(0, 20, 4))


def vectors():
    entry = (b'holdfast/ledger/v1\0' + run(0x10, 16) + le(1, 4) + le(0x0102030405060708, 8) +
             run(0x20, 16) + le(9, 8) + run(0x30, 32) + run(0x50, 32) +
             struct.pack('<q', 1790000000000000) + b'\1' + run(0x70, 16) + le(65537, 4) + b'\2' +
             le(180, 2) + run(0x80, 16) + le(3, 8) + run(0x90, 16) + run(0xa0, 32) +
             run(0xc0, 32) + b'\2' + run(0xe0, 64))
    assert len(entry) == 336
    yield 'entry', entry
    yield 'entry_hash', sha(b'\0' + entry)
    leaves = [sha(bytes([i])) for i in range(7)]
    yield 'tree_root_7', root(leaves)
    yield 'tree_path_5_of_7', b''.join(path(leaves, 4))
    checkpoint = (b'holdfast/checkpoint/v1\0' + run(0x10, 16) + le(7, 8) + root(leaves) +
                  le(1790000000000001, 8) + le(1, 4) + b'\0' + run(0xe0, 64))
    assert len(checkpoint) == 156
    yield 'checkpoint', checkpoint
    receipt = (b'holdfast/receipt/v1\0' + le(len(path(leaves, 4)), 1) + b'\0' + leaves[4] + le(5, 8) +
               checkpoint[8:] + b''.join(path(leaves, 4)))
    assert len(receipt) == 210 + 32 * 3
    yield 'receipt_5_of_7', receipt
    yield 'receipt_reference', reference(leaves[4]).encode()
    yield 'key_id', key_id(run(1, 32))
    yield 'commitment', hmac.new(run(1, 32), b'the content', 'sha256').digest()
    certificate = (b'\2\1\1\0' + le(65537, 4) + run(0x10, 16) + run(0x20, 16) + run(0x30, 32) +
                   run(0x50, 32) + key_id(run(0x50, 32)) + run(0x70, 16) + run(0x80, 16) +
                   b'\2\1' + le(16, 2) + le(5, 8) + le(1790000000000000, 8) + bytes(28))
    assert len(certificate) == 200
    yield 'certificate', certificate
    yield 'epoch', (le(32, 1) + b'\1' + le(1, 2) + le(2, 4) + run(0x10, 16) + run(0x20, 16) +
                    b'\4' + bytes(7) + run(0x30, 16) + run(0x40, 32))
    grant = (le(48, 1) + b'\1' + le(1, 2) + b'\1\0' + le(16, 2) + run(0x10, 16) + run(0x20, 16) +
             run(0x30, 16) + le(1, 4) + le(2, 4) + run(0x40, 16) + run(0x50, 16) + le(3, 8) +
             le(4, 8) + run(0x60, 32) + run(0x80, 32) + bytes(32))
    assert len(grant) == 208
    yield 'grant', grant + b'\4' + bytes(3) + le(2, 4) + run(0xa0, 16)
    yield 'turn', (le(34, 1) + b'\1' + le(1, 2) + le(3, 4) + run(0x10, 16) + run(0x20, 16) +
                   le(513, 8) + bytes(8) + b'\4' + bytes(3) + le(2, 4) + run(0x30, 16))
    yield 'export_head', (b'holdfast/export/v1\0' + run(0x10, 16) + run(0x20, 32) +
                          le(0x0102, 8) + le(3, 8))
    yield 'erasure', (le(80, 1) + b'\1' + le(2, 2) + b'\2\2' + bytes(2) + run(0x10, 16) +
                      run(0x20, 16) + le(0x0102, 8) + le(4, 8) + b'DE-record'.ljust(32, b'\0') +
                      bytes(8) + le(3, 8) + le(5, 8) + le(7, 8) + le(7, 8))
    yield 'older', (le(81, 1) + b'\1' + bytes(2) + b'\2' + bytes(3) + run(0x10, 16) + run(0x20, 16) +
                    le(0x0102, 8) + le(0xf0, 8) + le(3, 8))
    yield 'proof_head', (b'holdfast/export/v2\0' + run(0x10, 16) + run(0x20, 32) +
                         le(0x0102, 8) + le(3, 8) + run(0x40, 16))


def parse(text):
    return dict(line.split() for line in text.splitlines() if line)


written = parse(subprocess.run([sys.argv[1]], capture_output=True, text=True, check=True).stdout)
kept = parse(open(sys.argv[2]).read())
count = failed = 0
for name, want in vectors():
    count += 1
    same = written.get(name) == kept.get(name) == want.hex()
    failed += not same
    print(('ok' if same else 'not ok'), count, '-', name)
count += 1
complete = written.keys() == kept.keys() and len(kept) == count - 1
print(('ok' if complete else 'not ok'), count, '-', 'there is no other vector')
print(f'1..{count}')
sys.exit(0 if failed == 0 and complete else 1)
