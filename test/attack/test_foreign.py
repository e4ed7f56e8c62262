#!/usr/bin/env python3
# What is whole in itself and belongs elsewhere: receipts and exports of another practice, backups mixed from two days and
# two practices, journals of another data base beside ours. All of it is signed and sealed by the right people, so only its
# place is wrong. Each is refused, or changes nothing; none passes in silence. TAP on stdout.
# usage: test_foreign.py HOLDFAST HOLDFAST_DEMO HOLDFAST_VERIFY
# SPDX-License-Identifier: AGPL-3.0-or-later
import atexit
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'storm'))
from hostile import SOUNDS_BROKEN, Practice, Tap  # noqa: E402

holdfast, demo, verifier = sys.argv[1:4]
tap = Tap()
folder = tempfile.mkdtemp(prefix='holdfast-foreign-')
atexit.register(shutil.rmtree, folder, ignore_errors=True)
PARTS = ('data', 'keys', 'manifest')


def at(*names):
    return os.path.join(folder, *names)


def run(*words, given=''):
    return subprocess.run(words, input=given, capture_output=True, text=True, timeout=300)


def here(name):
    return ['--data', at(name, 'data'), '--secrets', at(name, 'secrets')]


def is_sound(done):
    return not any(word in done.stdout + done.stderr for word in SOUNDS_BROKEN)


def holds(name):
    return run(holdfast, 'verify', at(name, 'data'), '--secrets', at(name, 'secrets'))


def copy_of(name, new):
    shutil.rmtree(at(new), ignore_errors=True)
    shutil.copytree(at(name), at(new), ignore=lambda *_: {'out'})
    return new


def entries(name):
    with sqlite3.connect(f'file:{at(name, "data", "practice.db")}?immutable=1', uri=True) as db:
        return db.execute('SELECT seq, bytes FROM ledger_entry ORDER BY seq').fetchall()


def work_on(name, client):
    """Somebody works; the folder as it lies meanwhile, journal and all, is kept as NAME-open."""
    practice = Practice(holdfast, at(name, 'data'), at(name, 'secrets')).start()
    practice.send('/signin', login='miriam', password='slow rivers carry boats')
    status, _, _ = practice.send('/clients/new', name=client, contact='kim@example.org', neutral='hello')
    shutil.copytree(at(name, 'data'), at(name + '-open'), dirs_exist_ok=True)
    practice.stop()
    return status == 303


def back_up(name):
    return run(holdfast, 'backup', *here(name), '--to', at(name, 'out')).returncode == 0


papers = {}
for name, seed in (('ours', '1'), ('theirs', '2')):
    os.makedirs(at(name, 'out'))
    run(demo, *here(name), '--seed', seed)
    papers[name] = re.search(r'backup key\s+(\S+)', run(holdfast, 'backup', *here(name), '--new-key').stdout).group(1)
    good = [back_up(name), work_on(name, 'Kim'), back_up(name)]
    tap.fact(f'{name}: a practice with two backups, and work between them', all(good) and holds(name).returncode == 0, good)
    run(holdfast, 'export-ledger', *here(name), at(name, 'export'))
    run(holdfast, 'receipt', 'make', *here(name), '--entry', '40', at(name, 'receipt'))

# --- receipts and exports ---------------------------------------------------------------------------


def of(name, *receipts, root=None):
    return run(verifier, *(['--root', root] if root else []), at(name, 'export'), *(at(r, 'receipt') for r in receipts))


own = of('ours', 'ours')
root = re.search(r'root key: ([0-9a-f]{64})', own.stdout).group(1)
their_root = re.search(r'root key: ([0-9a-f]{64})', of('theirs').stdout).group(1)
tap.fact('a receipt of ours holds in our ledger', own.returncode == 0 and of('ours', 'ours', root=root).returncode == 0, own.stdout[-300:])
for what, done in (('a receipt of theirs', of('ours', 'theirs')), ('one of theirs beside one of ours', of('ours', 'ours', 'theirs')),
                   ('our receipt in their ledger', of('theirs', 'ours')), ('their ledger by our key', of('theirs', root=root)),
                   ('ours by theirs', of('ours', root=their_root))):
    tap.fact(f'holdfast-verify refuses {what}', done.returncode == 1 and is_sound(done), done.stdout[-300:])
for ledger, receipt, wanted in (('ours', 'ours', 0), ('ours', 'theirs', 1), ('theirs', 'ours', 1)):
    done = run(holdfast, 'receipt', 'check', *here(ledger), at(receipt, 'receipt'))
    tap.fact(f'holdfast: a receipt of {receipt} is {"taken" if wanted == 0 else "refused"} by {ledger}',
             (done.returncode != 0) == (wanted != 0) and is_sound(done), done.stdout + done.stderr)
with open(at('ours', 'export'), 'rb') as a, open(at('theirs', 'export'), 'rb') as b, open(at('spliced'), 'wb') as out:
    first, second = a.read(), b.read()
    out.write(first[:len(first) // 2] + second[len(second) // 2:])
done = run(verifier, at('spliced'))
tap.fact('and a ledger of two halves', done.returncode in (1, 3) and is_sound(done), done.stdout[-300:])

# --- backups ------------------------------------------------------------------------------------------


def mixed(**parts):
    """A folder with one archive, its three files from where they are said to be: PART = (practice, number)."""
    shutil.rmtree(at('mix'), ignore_errors=True)
    os.mkdir(at('mix'))
    for part, (name, number) in parts.items():
        shutil.copy(at(name, 'out', f'holdfast-{number:08}.{part}'), at('mix', f'holdfast-{2:08}.{part}'))
    shutil.copy(at('ours', 'out', 'holdfast-erased'), at('mix', 'holdfast-erased'))
    return run(holdfast, 'restore', '--from', at('mix'), '--check', *here('ours'), given=papers['ours'] + '\n')


newest = {part: ('ours', 2) for part in PARTS}
done = mixed(**newest)
whole = done.returncode == 0 and 'every row holds' in done.stdout
tap.fact('what was not mixed is restored', whole, done.stdout + done.stderr)
for part in PARTS:
    for name, number in (('ours', 1), ('theirs', 2), ('theirs', 1)):
        done = mixed(**(newest | {part: (name, number)}))
        tap.fact(f'the {part} of backup {number} of {name} in one of ours is refused', done.returncode in (1, 2) and
                 done.stderr.strip() != '' and 'every row holds' not in done.stdout and is_sound(done), done.stdout + done.stderr)
for name, number, what in (('theirs', 2, 'their whole backup'), ('ours', 1, 'the one before under the newest number')):
    done = mixed(**{part: (name, number) for part in PARTS})
    tap.fact(f'{what} is refused', done.returncode in (1, 2) and done.stderr.strip() != '' and is_sound(done), done.stdout + done.stderr)
shutil.rmtree(at('mix'))
os.mkdir(at('mix'))
for part in PARTS:
    shutil.copy(at('ours', 'out', f'holdfast-{1:08}.{part}'), at('mix'))
    shutil.copy(at('theirs', 'out', f'holdfast-{2:08}.{part}'), at('mix'))
shutil.copy(at('ours', 'out', 'holdfast-erased'), at('mix'))
done = run(holdfast, 'restore', '--from', at('mix'), '--check', *here('ours'), given=papers['ours'] + '\n')
tap.fact('their second as the one after our first is refused', done.returncode in (1, 2) and is_sound(done), done.stdout + done.stderr)
done = run(holdfast, 'restore', '--from', at('ours', 'out'), '--check', *here('ours'), given=papers['theirs'] + '\n')
tap.fact('so is their paper for ours', done.returncode in (1, 2) and is_sound(done), done.stdout + done.stderr)

# --- journals beside the data base -----------------------------------------------------------------------


def hot_journal(source, target):
    """A rollback journal as a power cut leaves it, from a copy that is not sealed by anybody: pages of SOURCE."""
    shutil.copy(at(source, 'data', 'practice.db'), at('hot.db'))
    maker = subprocess.run([sys.executable, '-c', f'''
import os, sqlite3
db = sqlite3.connect({at('hot.db')!r}, isolation_level=None)
db.execute('PRAGMA journal_mode=DELETE'); db.execute('PRAGMA cache_size=1')
db.execute('BEGIN IMMEDIATE'); db.execute('UPDATE ledger_entry SET bytes = zeroblob(400)'); db.execute('DELETE FROM record')
os._exit(0)'''])
    shutil.copy(at('hot.db-journal'), target)
    return maker.returncode == 0


PLANTED = {
    'the journal of another practice': lambda d: shutil.copy(at('theirs-open', 'practice.db-wal'), d + '-wal'),
    'its index alone': lambda d: shutil.copy(at('theirs-open', 'practice.db-shm'), d + '-shm'),
    'both': lambda d: [shutil.copy(at('theirs-open', 'practice.db' + x), d + x) for x in ('-wal', '-shm')],
    'our own journal of an earlier day': lambda d: [shutil.copy(at('ours-open', 'practice.db' + x), d + x) for x in ('-wal', '-shm')],
    'the hot journal of another practice': lambda d: hot_journal('theirs', d + '-journal'),
    'noise for a journal': lambda d: open(d + '-wal', 'wb').write(bytes(range(256)) * 64),
}
before = entries('ours')
for what, plant in PLANTED.items():
    name = copy_of('ours', 'planted')
    plant(at(name, 'data', 'practice.db'))
    first = holds(name)
    practice = Practice(holdfast, at(name, 'data'), at(name, 'secrets')).start()
    came_in = practice.send('/signin', login='miriam', password='slow rivers carry boats')[0] if hasattr(practice, 'port') else 0
    practice.stop()
    last = holds(name)
    try:
        kept = entries(name)[:len(before)] == before
    except sqlite3.Error:
        kept = False
    told = first.returncode != 0 and last.returncode != 0
    print(f'# {what:40} | {"changes nothing" if kept and not told else "is found" if told else "SILENT"}')
    tap.fact(f'{what} changes nothing, or is found', (kept and last.returncode == 0 or told) and is_sound(first) and is_sound(last) and
             not any(w in practice.log for w in SOUNDS_BROKEN), f'{kept} {came_in} {first.returncode} {last.returncode}\n' + last.stderr)
    tap.fact(f'{what}: what is broken lets nobody work', not told or came_in != 303, practice.log)
sys.exit(tap.end())
