#!/usr/bin/env python3
# The verifier's register says what docs/actions.md says, and it is short enough to be read. TAP.
# SPDX-License-Identifier: AGPL-3.0-or-later
import os
import re
import sys

top = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
ROLES = {'client': 1, 'practitioner': 2, 'owner': 4, 'clinician': 8, 'chaperone': 16, 'service': 32}
PASSES = {'none': 0, 'hand-over': 2, 'room': 4, 'link': 8}
PROOFS = {'machine': 0, 'shared device': 1, 'own device': 2, 'passkey': 3}
ROW = re.compile(r'^## (\d+) \w+\n\n.*?\n\nSigned by (.*?); through passes: (.*?); '
                 r'least proof (.*?)[,;].*? sealed in (\w+)', re.M | re.S)


def bits(words, names):
    return sum(names[word.strip()] for word in words.split(','))


def documented():
    with open(os.path.join(top, 'docs', 'actions.md')) as page:
        text = page.read()
    rows = {int(m[1]): (bits(m[2], ROLES), bits(m[3], PASSES), PROOFS[m[4]], m[5])
            for m in ROW.finditer(text)}
    return rows if len(rows) == len(re.findall(r'^## \d+ ', text, re.M)) else {}


def told():
    with open(os.path.join(top, 'src', 'verify', 'register.c')) as source:
        rows = re.findall(r"\{(\d+), '(.)', (\d+), (\d+), (\d+)\}", source.read())
    return {int(r[0]): (r[1], int(r[2]), int(r[3]), int(r[4])) for r in rows}


def fact(number, holds, name):
    print('ok' if holds else 'not ok', number, '-', name)
    return holds


pages, rows = documented(), told()
folder = os.path.join(top, 'src', 'verify')
lines = sum(line.strip() != '' for name in os.listdir(folder) if name.endswith(('.c', '.h'))
            for line in open(os.path.join(folder, name)))
same = pages and all(rows.get(n, ())[1:] == pages[n][:3] for n in pages) and len(rows) == len(pages)
chains = all((pages[n][3] == 'practice') == (rows[n][0] == 'p') for n in pages
             if n in rows and pages[n][3] != 'open')
includes = [line for name in os.listdir(folder) if name.endswith(('.c', '.h'))
            for line in open(os.path.join(folder, name)) if line.startswith('#include "')]
good = [
    fact(1, same, 'who may sign what is the same as in docs/actions.md'),
    fact(2, chains, 'what is sealed for the practice stands in its own chain'),
    fact(3, lines < 1000, f'the verifier is under 1,000 lines that are not blank ({lines})'),
    fact(4, set(includes) == {'#include "verify/verify.h"\n'}, 'it includes nothing of the rest'),
]
print('1..4')
sys.exit(0 if all(good) else 1)
