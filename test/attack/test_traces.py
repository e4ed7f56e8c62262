#!/usr/bin/env python3
# Somebody walks through a practice and types a word of its own into every field of every form that there is, at the
# desk and as a client; the client chooses a PIN and takes the whole record along; the desk comes back by the recovery
# code, with a new password. Then everybody signs out. Five seconds later each of these words is looked for in the data
# base and its journal, the secrets, the log, temporary files, a backup, an export, and the memory of the program.
# Not looked for: ids of passkeys and people. They are no secrets; the data base has them as they are. A spoken word is a
# word of every day ("light"), which memory has by chance: it is looked for with what stands before it.
# usage: test_traces.py HOLDFAST HOLDFAST_DEMO
# SPDX-License-Identifier: AGPL-3.0-or-later
import atexit
import glob
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'storm'))
from hostile import Practice, Tap  # noqa: E402

PAGES, PAGES_A_KIND = 200, 3  # that one person looks at
AFTER_S = 5              # when the last has signed out
LARGEST = 1 << 30        # bytes of a mapping; beyond are the shadows of sanitizers
CHUNK, OVERLAP = 1 << 22, 128
PIN = '402917358264'     # as long as may be: six digits are met by chance
PASSWORD = 'slow rivers carry boats'
# What would end the walk, or lead where nothing is typed.
NOT_NOW = re.compile(r'/(signout|lock|unlock|recover|end|left|erase|none|reopen|leave|give-back|hand-on|handover|password)\b'
                     r'|^/(account|setup/token|signin)|/l/')
# What the program shows to everybody who comes to its door, and so keeps at hand: the house and who works in it.
SHOWN = re.compile(r'^(/setup/(safety|practice)|/people) ')
holdfast, demo = sys.argv[1:3]
tap = Tap()
folder = tempfile.mkdtemp(prefix='holdfast-traces-')
atexit.register(shutil.rmtree, folder, ignore_errors=True)
data, secrets, out, temp = (os.path.join(folder, x) for x in ('data', 'secrets', 'out', 'temp'))
for new in (data, out, temp):
    os.mkdir(new, 0o700)
os.environ['TMPDIR'] = temp
here = ['--data', data, '--secrets', secrets]
typed = {}  # word: 'PATH FIELD' where it was typed


def new_word(where):
    """Letters that no text of ours has; this process is not the one that is searched."""
    n, letters = len(typed) + 26 ** 3, ''
    while n:
        n, digit = divmod(n, 26)
        letters += 'abcdefghijklmnopqrstuvwxyz'[digit]
    word = 'zqxquell' + letters + 'wort'
    typed[word] = where
    return word


def tags_in(form):
    for tag, attributes in re.findall(r'<(input|textarea|select)\b([^>]*)>', form):
        found = {name: html.unescape(value) for name, value in re.findall(r'([a-z-]+)="([^"]*)"', attributes)}
        if 'name' in found:
            yield tag, found


def options_in(form, name):
    inside = re.search(r'<select[^>]*name="' + re.escape(name) + r'".*?</select>', form, re.S)
    return [v for v in re.findall(r'<option[^>]*value="([^"]*)"', inside.group(0) if inside else '') if v]


def value_of(form, path, tag, field, filled):
    name, kind = field['name'], field.get('type', 'text')
    if kind == 'hidden':
        return field.get('value', '')
    if tag == 'select':
        return (options_in(form, name) + [''])[0]
    if kind in ('radio', 'checkbox'):
        return field.get('value', 'on') if kind == 'checkbox' or name not in filled else None
    if kind in ('date', 'number', 'range'):
        return field.get('value') or ('2026-12-01' if kind == 'date' else field.get('min', '1'))
    word = new_word(f'{path} {name}')
    return word + '@example.org' if kind == 'email' or name in ('contact', 'mail') else word


def fill(form, path):
    filled = {}
    for tag, field in tags_in(form):
        value = value_of(form, path, tag, field, filled)
        if value is not None:
            filled.setdefault(field['name'], []).append(value)
    for name, value in re.findall(r'<button[^>]*name="([^"]+)" value="([^"]*)"', form)[-1:]:
        filled.setdefault(name, []).append(value)
    return filled


def kind_of(path):
    """The same form for each client is one form; what is read has none."""
    path = path.split('?')[0]
    return re.sub(r'/[0-9a-z]{26}|/\d+|(?<=/learn)/.*|(?<=/rules)/.*|(?<=/measures)/.*|(?<=/answers)/.*', '/_', path)


def walk(who, start):
    """Looks at every page that can be reached, and sends every form on it once."""
    waiting, seen, sent, kinds, taken = [start], set(), set(), {}, 0
    while waiting and len(seen) < PAGES:
        page = waiting.pop(0)
        kind = kind_of(page)
        if page in seen or kinds.get(kind, 0) == PAGES_A_KIND:
            continue
        seen.add(page)
        kinds[kind] = kinds.get(kind, 0) + 1
        status, text, to = who.ask('GET', page)
        waiting += [to] if to.startswith('/') else []
        for path, form in re.findall(r'<form method="post" action="([^"]+)"[^>]*>(.*?)</form>', text, re.S):
            path = html.unescape(path)
            if NOT_NOW.search(path) or 'type="password"' in form or (kind_of(path), kind_of(page)) in sent:
                continue
            sent.add((kind_of(path), kind_of(page)))
            status, _, to = who.ask('POST', path, fill(form, path))
            taken += status in (200, 303)
            waiting += [to] if status == 303 and to.startswith('/') else []
        found = [html.unescape(x) for x in re.findall(r'href="(/[^"#]*)', text)]
        waiting += [x for x in found if not x.startswith('/assets/') and not NOT_NOW.search(x)]
    return len(seen), len(sent), taken


def in_files(words, *places):
    found = set()
    for path in (p for place in places for p in glob.glob(os.path.join(place, '**', '*'), recursive=True)):
        if os.path.isfile(path):
            with open(path, 'rb') as f:
                content = f.read()
            found |= {f'{typed.get(w, w)} in {os.path.relpath(path, folder)}' for w in words if w.encode() in content}
    return sorted(found)


def mappings(pid):
    with open(f'/proc/{pid}/maps') as f:
        for line in f:
            found = re.match(r'([0-9a-f]+)-([0-9a-f]+) rw', line)
            if found:
                start, end = (int(x, 16) for x in found.groups())
                if end - start <= LARGEST:
                    yield start, end


def in_memory(pid, words):
    """The words of fields have the same eight letters first: they are looked for, then the whole."""
    found = set()
    others = [w for w in words if not w.startswith('zqxquell')]
    with open(f'/proc/{pid}/mem', 'rb', buffering=0) as memory:
        for start, end in mappings(pid):
            for place in range(start, end, CHUNK - OVERLAP):
                try:
                    memory.seek(place)
                    piece = memory.read(min(CHUNK, end - place))
                except OSError:
                    continue
                found |= {w for w in others if w.encode() in piece}
                if b'zqxquell' in piece:
                    found |= {w for w in words if w.encode() in piece}
    return found


def keep_code(who, page):
    """Types back the recovery code that stands on the page; the code."""
    code = re.search(r'name="code" value="([^"]+)"', page)
    code = code.group(1) if code else ''
    if code:
        typed.update({code: 'the recovery code', code[:19]: 'its first four groups'})
    return code if who.type_back(page)[0] == 303 else ''


made = subprocess.run([demo, *here], capture_output=True, text=True, timeout=300)
desk = Practice(holdfast, data, secrets).start()
desk.send('/signin', login='miriam', password=PASSWORD)
pages, forms, taken = walk(desk, '/today')
print(f'# desk: {pages} pages, {forms} forms, {taken} taken, {len(typed)} words')
tap.fact('the desk looks at its pages and sends their forms', pages > 30 and taken > 10, (pages, forms, taken))
status, _, client = desk.send('/clients/new', name=new_word('/clients/new name'), contact=new_word('/clients/new contact') +
                              '@example.org', neutral=new_word('/clients/new neutral'))
link = desk.send(f'{client}/link')[1]
guest = Practice(holdfast, data, secrets)
guest.port = desk.port
way, word = re.search(r'/l/[0-9A-Za-z_-]+', link), re.search(r'<p class="word">([^<]+)', link)
typed |= {word.group(0): 'the spoken word as it was shown', 'word=' + word.group(1): 'the spoken word as it was sent'}
typed[way.group(0)[3:]] = 'the link'
status, _, to = guest.send(way.group(0), word=html.unescape(word.group(1)))
before = len(typed)
pages, forms, taken = walk(guest, to or '/me')
print(f'# client: {pages} pages, {forms} forms, {taken} taken, {len(typed) - before} words')
tap.fact('a client answers, and sends what there is', status == 303 and taken > 2, (status, to, pages, forms, taken))
status = guest.send('/account/pin', pin=PIN, again=PIN)[0]
typed |= {PIN: 'the PIN', PASSWORD: 'the password'}
tap.fact('the client chooses a PIN', status == 303 and '/account/pin/end' in guest.ask('GET', '/account/pin')[1], status)
status, copy, _ = guest.send('/me/copy', page='/me/everything')
sums = re.findall(r'([0-9a-f]{64})  ', copy)
typed |= {s: 'a line of the sums of the copy' for s in sums[:3]}
tap.fact('and takes along a copy in which the own words stand', status == 200 and copy.startswith('PK') and sums != [] and
         any(w in copy for w in typed if w.startswith('zqxquell')), (status, len(copy), len(sums)))
status, page, _ = desk.send('/account/recovery', page='/account', login='miriam', password=PASSWORD)
first = keep_code(desk, page)
word = new_word('a new password')
status, page, _ = desk.send('/recover', login='miriam', code=first, password=word)
tap.fact('the desk comes back by a recovery code', first != '' and status == 200 and keep_code(desk, page) not in ('', first),
         (first, status))
tap.fact('thirty fields and more have a word of their own', len(typed) > 30, len(typed))
can_look = os.geteuid() == 0
named = [w for w, where in typed.items() if where == '/clients/new name']
tap.fact('what was typed is there for who may read it', any(w in desk.ask('GET', '/clients')[1] for w in named))
tap.fact('the search finds what has no such beginning' + ('' if can_look else ' # SKIP only root may look'),
         not can_look or in_memory(os.getpid(), [PIN]) == {PIN})
tap.fact('the search finds a word in the memory while it is at hand' + ('' if can_look else ' # SKIP only root may look'),
         not can_look or in_memory(desk.process.pid, [w for w, x in typed.items() if SHOWN.match(x)] + named) != set() or
         not any(SHOWN.match(x) for x in typed.values()))

out_status = [guest.send('/signout', page='/me')[0], desk.send('/signout', page='/today')[0]]
tap.fact('both sign out', out_status == [303, 303], out_status)
time.sleep(AFTER_S)
private = [w for w, where in typed.items() if not SHOWN.match(where)]
left = sorted(typed[w] for w in in_memory(desk.process.pid, private)) if can_look else []
tap.fact('five seconds later the memory has none of it' + ('' if can_look else ' # SKIP only root may look'), left == [], left)
clear = in_files(typed, data, secrets, temp)
tap.fact('no file of the practice has, with its journal open, nor a temporary one', clear == [], '\n'.join(clear))
os.mkdir(os.path.join(out, 'backup'))
subprocess.run([holdfast, 'backup', *here, '--new-key'], capture_output=True, timeout=120)
backup = subprocess.run([holdfast, 'backup', *here, '--to', os.path.join(out, 'backup')], capture_output=True, text=True, timeout=120)
export = subprocess.run([holdfast, 'export-ledger', *here, os.path.join(out, 'ledger')], capture_output=True, text=True, timeout=120)
tap.fact('a backup and an export are made', backup.returncode == 0 and export.returncode == 0, backup.stderr + export.stderr)
desk.stop()
clear = in_files(typed, folder)
tap.fact('nor has a backup, an export or anything else when the program has ended', clear == [], '\n'.join(clear))
tap.fact('no temporary file is left', os.listdir(temp) == [], os.listdir(temp))
tap.fact('nor what it told its operator', not any(w in desk.log for w in typed),
         [x for w, x in typed.items() if w in desk.log])
with open(os.path.join(out, 'open'), 'w') as f:
    f.write('some ' + private[0] + ' here')
tap.fact('and a file that has is found', len(in_files(typed, out)) == 1)
sys.exit(tap.end())
