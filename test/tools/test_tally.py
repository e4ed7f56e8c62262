#!/usr/bin/env python3
# tools/tally counts what ran and never takes silence for success.
# SPDX-License-Identifier: AGPL-3.0-or-later
import json
import os
import subprocess
import sys
import tempfile

TALLY = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..', 'tools', 'tally'))


def suite(said, result='OK', code=0):
    return json.dumps({'name': 'a', 'stdout': said, 'stderr': 'why', 'result': result,
                       'returncode': code}) + '\n'


# (fact, files, the last line, exit code)
CASES = [
    ('all that passed is counted', {'a.tap': 'ok 1 - x\nok 2 - y\n1..2\n'}, '2 passed, 0 failed', 0),
    ('one that failed fails all', {'a.tap': 'ok 1 - x\nnot ok 2 - y\n1..2\n'}, '1 passed, 1 failed', 1),
    ('results of several files add up', {'a.tap': 'ok 1\n1..1\n', 'b.json': suite('ok 1\n1..1\n')},
     '2 passed, 0 failed', 0),
    ('a skipped one is neither', {'a.tap': 'ok 1 - x # SKIP no net\nok 2 - y\n1..2\n'},
     '1 passed, 0 failed', 0),
    ('one that stopped early fails', {'a.tap': 'ok 1 - x\n1..3\n'}, '1 passed, 1 failed', 1),
    ('one that lost its plan fails', {'a.tap': 'ok 1 - x\n'}, '1 passed, 1 failed', 1),
    ('a crash after its tests fails', {'a.json': suite('ok 1\n1..1\n', 'FAIL', -11)},
     '1 passed, 1 failed', 1),
    ('a test that ran out of time fails', {'a.json': suite('', 'TIMEOUT', -15)}, '0 passed, 1 failed', 1),
    ('a test without TAP counts as one', {'a.json': suite('hello')}, '1 passed, 0 failed', 0),
    ('a build that must not work counts as one', {'a.json': suite('', 'EXPECTEDFAIL', 1)},
     '1 passed, 0 failed', 0),
    ('a failure is counted once', {'a.json': suite('not ok 1\n1..1\n', 'FAIL', 1)},
     '0 passed, 1 failed', 1),
    ('nothing that ran is a failure', {}, '0 passed, 1 failed', 1),
]


def tally(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            with open(os.path.join(folder, name), 'w') as f:
                f.write(text)
        return subprocess.run([TALLY, folder], capture_output=True, text=True, check=False)


failures = 0
for number, (fact, files, last, code) in enumerate(CASES, 1):
    done = tally(files)
    passed = done.stdout.splitlines()[-1:] == [last] and done.returncode == code
    failures += not passed
    print('%sok %d - %s' % ('' if passed else 'not ', number, fact))
    if not passed:
        print('# exit %d: %s' % (done.returncode, (done.stdout + done.stderr).replace('\n', ' / ')))
print('1..%d' % len(CASES))
sys.exit(1 if failures else 0)
