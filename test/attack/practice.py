# test/attack/practice.py - the attacked practice: a copy of its folders for each attack, what the
# real programs say of it, and the thief's tools. Standard library only.
# SPDX-License-Identifier: AGPL-3.0-or-later
import os
import shutil
import sqlite3
import subprocess

TABLES = ['ledger_head', 'ledger_entry', 'statement', 'record', 'record_wrap', 'checkpoint',
          'person_key', 'slot', 'passes', 'key_wrap', 'pack', 'tally']
MOMENTS = ['link', 'going', 'stopped', 'tablet', 'pin', 'worn', 'fifth', 'anew', 'yes', 'one', 'house', 'trained', 'code']
LEDGER = ['ledger_head', 'ledger_entry', 'statement', 'record', 'record_wrap', 'checkpoint',
          'key_wrap']

# Numbers of docs/actions.md that attacks speak of.
ACTIONS = {'key_certified': 1, 'key_ended': 2, 'delegate_certified': 3, 'delegate_ended': 4,
           'epoch_opened': 5, 'access_granted': 6, 'access_ended': 7, 'record_read': 8}


class Base:
    """The data base, as somebody has it who can write to it: rows and no key."""

    def __init__(self, folder, moments):
        self.folder, self.moments = folder, moments
        self.path = os.path.join(folder, 'data', 'practice.db')
        self.db = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        self.attached = set()

    def run(self, sql, *values):
        return self.db.execute(sql, values)

    def one(self, sql, *values):
        row = self.run(sql, *values).fetchone()
        return row[0] if row else None

    def old(self, moment):
        """An older copy, as schema `moment`."""
        if moment not in self.attached:
            path = os.path.join(self.moments, moment, 'practice.db')
            self.run(f"ATTACH '{path}' AS {moment}")
            self.attached.add(moment)
        return moment

    def put_back(self, moment, tables, tally=True):
        """These tables as they were then; with their tallies, else nobody would be fooled."""
        self.old(moment)
        self.run('BEGIN IMMEDIATE')
        for table in tables:
            self.run(f'DELETE FROM main.{table}')
            self.run(f'INSERT INTO main.{table} SELECT * FROM {moment}.{table}')
            if tally:
                self.run(f"DELETE FROM main.tally WHERE name = '{table}'")
                self.run(f"INSERT INTO main.tally SELECT * FROM {moment}.tally WHERE name = '{table}'")
        self.run('COMMIT')

    def row_back(self, moment, table, where='1'):
        """Rows that have gone since then."""
        self.old(moment)
        return self.run(f'INSERT OR IGNORE INTO main.{table} SELECT * FROM {moment}.{table} '
                        f'WHERE {where}').rowcount

    # --- what is known of the ledger ------------------------------------------------------------

    def entries(self):
        return [(seq, client, seq_here, int.from_bytes(raw[165:167], 'little'), raw)
                for seq, client, seq_here, raw in
                self.run('SELECT seq, client, client_seq, bytes FROM ledger_entry ORDER BY seq')]

    def clients(self):
        """Robin, Kim: in the order in which they came."""
        seen = []
        for _, client, _, _, _ in self.entries():
            if client != bytes(16) and client not in seen:
                seen.append(client)
        return seen

    def last(self, action, client=None):
        number = ACTIONS[action] if isinstance(action, str) else action
        return [e for e in self.entries() if e[3] == number and client in (None, e[1])][-1]

    def end_of(self, client):
        return [e for e in self.entries() if e[1] == client][-1]

    def flip(self, table, column, where, at=0, bit=1):
        value = bytearray(self.one(f'SELECT {column} FROM {table} WHERE {where}'))
        value[at] ^= bit
        self.run(f'UPDATE {table} SET {column} = ? WHERE {where}', bytes(value))

    def close(self):
        self.db.close()


class Ground:
    """One practice, made once; every attack has a copy of its own."""

    def __init__(self, ground, holdfast, holdfast_verify, folder):
        self.ground, self.holdfast, self.verifier = ground, holdfast, holdfast_verify
        self.folder = folder
        self.first = os.path.join(folder, 'first')
        self.moments = os.path.join(self.first, 'moments')
        self.work = os.path.join(folder, 'work')
        os.mkdir(self.first)
        subprocess.run([ground, self.first, 'make'], check=True)
        for moment in MOMENTS:  # each a file by itself, without its journal
            db = sqlite3.connect(os.path.join(self.moments, moment, 'practice.db'))
            db.execute('PRAGMA journal_mode=DELETE')
            db.close()

    def fresh(self):
        shutil.rmtree(self.work, ignore_errors=True)
        os.mkdir(self.work)
        for part in ('data', 'secrets', 'keys'):
            source = os.path.join(self.first, part)
            copy = shutil.copytree if os.path.isdir(source) else shutil.copy
            copy(source, os.path.join(self.work, part))
        return self.work

    def base(self):
        return Base(self.work, self.moments)

    def look(self):
        return lines(subprocess.run([self.ground, self.work, 'look'], capture_output=True,
                                    text=True, timeout=120).stdout)

    def live(self):
        return Live(self.ground, self.work)

    def verify(self):
        return subprocess.run(
            [self.holdfast, 'verify', os.path.join(self.work, 'data'), '--secrets',
             os.path.join(self.work, 'secrets')], capture_output=True, text=True, timeout=120)

    def at_work(self, *words):
        """A command of the program on the attacked folders."""
        return subprocess.run([self.holdfast, *words[:-1], '--data', os.path.join(self.work, 'data'), '--secrets',
                               os.path.join(self.work, 'secrets'), words[-1]], capture_output=True, text=True, timeout=120)

    def keep_receipt(self):
        """What somebody outside has of the practice before the attack: its export, and a receipt of the last entry."""
        self.fresh()
        self.receipt, self.export = (os.path.join(self.folder, x) for x in ('receipt', 'export'))
        base = self.base()
        last = base.one('SELECT size FROM ledger_head')
        base.close()
        made = subprocess.run([self.holdfast, 'receipt', 'make', '--data', os.path.join(self.work, 'data'), '--secrets',
                               os.path.join(self.work, 'secrets'), '--entry', str(last), self.receipt], capture_output=True, timeout=120)
        self.fresh()  # giving a receipt makes a checkpoint
        return made.returncode == 0 and self.at_work('export-ledger', self.export).returncode == 0 and \
            self.outside() == 'untouched' and subprocess.run([self.verifier, self.export, self.receipt], capture_output=True, timeout=120).returncode == 0

    def outside(self):
        """What the other program makes of an export of now and that receipt: 'no export', 'refused', 'untouched' when the
        export is what it was (it holds no sealed word, no pass and no password), else 'HOLDS'."""
        out = os.path.join(self.work, 'export')
        if self.at_work('export-ledger', out).returncode != 0 or not os.path.exists(out):
            return 'no export'
        with open(out, 'rb') as now, open(self.export, 'rb') as before:
            if now.read() == before.read():
                return 'untouched'
        done = subprocess.run([self.verifier, out, self.receipt], capture_output=True, timeout=120)
        return 'HOLDS' if done.returncode == 0 else 'refused' if done.returncode in (1, 3) else 'BROKEN'


class Live:
    """The program at work, while somebody else writes to its data base."""

    def __init__(self, ground, folder):
        self.process = subprocess.Popen([ground, folder, 'live'], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def look(self):
        try:
            self.process.stdin.write('look\n')
            self.process.stdin.flush()
        except OSError:
            return None
        text = ''
        for line in self.process.stdout:
            if line == 'end\n':
                return lines(text)
            text += line
        return None

    def end(self):
        _, errors = self.process.communicate(timeout=120)
        return self.process.returncode, errors


class Seen:
    """What a look told: what opens, reads and may; and what was refused."""

    def __init__(self, can, refused, whole):
        self.can, self.refused, self.whole = can, refused, whole


def lines(text):
    every = text.splitlines()
    return Seen({x for x in every if x and x[0] != '#' and x != 'end'},
                [x for x in every if x.startswith('#')], 'end' in every or text != '')
