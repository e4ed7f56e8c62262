#!/usr/bin/env python3
# Somebody has carried everything off but the pepper and the people: data folder with its journal,
# as it lies while the program runs, backups, export, log, temporary files, and what else lies in the
# secrets folder. Every word of what people said is looked for in it. TAP on stdout.
# usage: test_stolen.py HOLDFAST HOLDFAST_DEMO SOURCE_ROOT
# SPDX-License-Identifier: AGPL-3.0-or-later
import atexit
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'storm'))
from hostile import Practice, Tap  # noqa: E402

holdfast, demo, root = sys.argv[1:4]
tap = Tap()
folder = tempfile.mkdtemp(prefix='holdfast-stolen-')
atexit.register(shutil.rmtree, folder, ignore_errors=True)
data, secrets, out, temp, loot = (os.path.join(folder, x)
                                  for x in ('data', 'secrets', 'out', 'temp', 'loot'))
for new in (data, out, temp, loot):
    os.mkdir(new, 0o700)
os.environ['TMPDIR'] = temp
here = ['--data', data, '--secrets', secrets]
LEAST = 6  # letters: shorter ones stand in any noise
CANARIES = ['zimtstern', 'Quendolina', 'quendolina@example.org', 'sternkaltes wasser']


def run(*words):
    return subprocess.run([holdfast, *words], capture_output=True, text=True, timeout=300)


def text_of(pattern):
    return ''.join(open(path, encoding='utf-8').read()
                   for path in glob.glob(os.path.join(root, pattern), recursive=True))


def pieces_of(text):
    """Words, and two words side by side, as somebody would look for them."""
    words = re.findall(r'[^\W\d_]+', text)
    pairs = re.findall(r'(?=\b([^\W\d_]+ [^\W\d_]+))', text)
    return {w.lower() for w in words if len(w) >= LEAST} | {p.lower() for p in pairs
                                                            if len(p) > LEAST + 1}


def strings_in(pattern):
    return ' | '.join(re.findall(r'"((?:[^"\\]|\\.)*)"', text_of(pattern)))


def said():
    """Whatever the demo's people are called, say and answer; what is the same in every practice
    (tables, labels of formats, the names of the packs) lies open and is none of it."""
    lies_open = (text_of('schema/**/*.sql') + strings_in('src/keep/**/*.c') +
                 ' '.join(os.listdir(os.path.join(root, 'packs')))).lower()
    return {piece for piece in pieces_of(strings_in('demo/*.c')) if piece not in lies_open}


def spell(word):
    for form in (word, word.lower(), word.capitalize(), word.upper()):
        yield form.encode()
        yield form.encode('utf-16-le')


def find(words):
    found = set()
    for path in glob.glob(os.path.join(loot, '**', '*'), recursive=True):
        if os.path.isfile(path):
            with open(path, 'rb') as f:
                content = f.read()
            found |= {f'{w} in {os.path.relpath(path, loot)}' for w in words
                      if any(s in content for s in spell(w))}
    return sorted(found)


def serve_and_type():
    """People at work: what they type lies in the journal when the thief comes."""
    practice = Practice(holdfast, data, secrets).start()
    practice.send('/signin', login='miriam', password='slow rivers carry boats')
    status, _, where = practice.send('/clients/new', name='Quendolina zimtstern',
                                     contact='quendolina@example.org', neutral='sternkaltes wasser')
    shutil.copytree(data, os.path.join(loot, 'data while it runs'))
    page = practice.ask('GET', where)[1] if where else ''
    practice.stop()
    with open(os.path.join(loot, 'log'), 'w', encoding='utf-8') as f:
        f.write(practice.log)
    return status == 303 and 'Quendolina' in page


made = subprocess.run([demo, *here], capture_output=True, text=True, timeout=300)
tap.fact('a practice is made', made.returncode == 0, made.stderr)
tap.fact('somebody types, and reads it again', serve_and_type())
os.mkdir(os.path.join(out, 'backup'))
run('backup', *here, '--new-key')
backup = run('backup', *here, '--to', os.path.join(out, 'backup'))
tap.fact('a backup is written', backup.returncode == 0, backup.stdout + backup.stderr)
export = run('export-ledger', *here, os.path.join(out, 'export'))
tap.fact('the ledger is exported', export.returncode == 0, export.stdout + export.stderr)
for stolen in (data, out, temp):
    shutil.copytree(stolen, os.path.join(loot, os.path.basename(stolen)))
shutil.copytree(secrets, os.path.join(loot, 'secrets'), ignore=lambda *_: {'service.key'})

words = said()
tap.fact('there are enough words to look for', len(words) > 100, len(words))
clear = find(sorted(words) + CANARIES)
tap.fact('no word of anybody lies open in anything', clear == [], '\n'.join(clear))
with open(os.path.join(loot, 'open'), 'w', encoding='utf-8') as f:
    f.write('said: sternkaltes wasser')
tap.fact('and one that does is found', find(CANARIES) == ['sternkaltes wasser in open'])
print(f'# {len(words) + len(CANARIES)} words, '
      f'{sum(len(files) for _, _, files in os.walk(loot))} files')
sys.exit(tap.end())
