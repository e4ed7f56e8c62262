#!/usr/bin/env python3
# Each row of the loss matrix (docs/losses.md) names tests, and each of them is run somewhere. TAP on stdout.
# SPDX-License-Identifier: AGPL-3.0-or-later
import os
import re
import sys

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
WANTED = ['password', 'recovery code', 'both', 'passkey', 'pepper', 'owner dies', 'practitioner dies',
          'practitioner leaves', 'tablet', 'machine, stolen', 'secrets folder', 'data folder', 'backup key']


def run_somewhere():
    for folder, _, names in os.walk(os.path.join(root, 'test')):
        for name in names:
            if name.endswith('.c'):
                with open(os.path.join(folder, name), encoding='utf-8') as source:
                    yield from re.findall(r'RUN\((test_\w+)\)', source.read())


def rows():
    with open(os.path.join(root, 'docs', 'losses.md'), encoding='utf-8') as page:
        table = page.read().split('## What is lost', 1)[1]
    for line in table.splitlines():
        if line.startswith('|') and not line.startswith(('|---', '| lost')):
            yield [cell.strip() for cell in line.strip('|').split('|')]


count = failed = 0


def fact(holds, name):
    global count, failed
    count += 1
    failed += not holds
    print('ok' if holds else 'not ok', count, '-', name)


known, table = set(run_somewhere()), list(rows())
for row in table:
    named = re.findall(r'`(test_\w+)`', row[-1])
    fact(len(row) == 5 and all(row), f'"{row[0]}" has all its cells')
    fact(bool(named), f'"{row[0]}" names a test')
    for test in named:
        fact(test in known, f'{test} is run')
for what in WANTED:
    fact(any(what in row[0] for row in table), f'there is a row for: {what}')
print(f'1..{count}')
sys.exit(failed > 0)
