#!/usr/bin/env python3
# Every command with input and folders that nobody would give it on purpose: a clear complaint with the
# exit code of the manual, never a crash, and nothing made that was not asked for.
# usage: test_commands.py HOLDFAST HOLDFAST_DEMO
# SPDX-License-Identifier: AGPL-3.0-or-later
import atexit
import os
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from hostile import SOUNDS_BROKEN, Tap  # noqa: E402

holdfast, demo = sys.argv[1:3]
tap = Tap()
folder = tempfile.mkdtemp(prefix='holdfast-commands-')
atexit.register(shutil.rmtree, folder, ignore_errors=True)


def path(*names):
    return os.path.join(folder, *names)


def make(name, content=b''):
    with open(path(name), 'wb') as f:
        f.write(content)
    return path(name)


def run(*command, given=b''):
    try:
        return subprocess.run(command, input=given, capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 'it hangs', b'', b'')


def refused(name, *command, given=b'', says='', code=(1, 2)):
    done = run(*command, given=given)
    said = done.stderr.decode(errors='replace')
    told = said + done.stdout.decode(errors='replace')
    tap.fact(name, done.returncode in code and says in told and told.strip() != '' and
             not any(word in said for word in SOUNDS_BROKEN), f'{done.returncode}: {told}')


bytes_of_all_kinds = bytes(range(256)) * 64
os.makedirs(path('data'), 0o700)
os.makedirs(path('empty'), 0o700)
binary, nothing = make('binary', bytes_of_all_kinds), make('nothing')

for name, given in {
    'a line that is huge': b'{"a":"' + b'x' * (5 << 20) + b'"}',
    'a line that is deep': b'[' * 100_000 + b']' * 100_000,
    'a line that is cut': b'{"facts":{"client":',
    'bytes of all kinds': bytes_of_all_kinds,
    'a NUL': b'{"facts":"\0"}',
    'text that is not UTF-8': b'{"facts":"\xff\xfe"}',
}.items():
    refused(f'decide refuses {name}', holdfast, 'decide', given=given, says='error')
for name, given in {'a wrong type': b'{"facts":7,"act":[],"now":"x"}', 'a huge number': b'{"now":1e999}'}.items():
    refused(f'decide answers {name} with a no', holdfast, 'decide', given=given, says='"deny"', code=[0])
refused('decide names a file that is not there', holdfast, 'decide', path('gone'), says='gone', code=[2])
refused('decide refuses a folder', holdfast, 'decide', path('data'))
refused('decide refuses a named file that is binary', holdfast, 'decide', '--named', f'a={binary}')
refused('decide refuses an unknown option', holdfast, 'decide', '--bogus', says='--bogus', code=[2])

refused('form refuses a file that is not there', holdfast, 'form', 'check', path('gone'), code=[2])
refused('form refuses a folder', holdfast, 'form', 'check', path('data'), code=[2])
refused('form refuses bytes of all kinds', holdfast, 'form', 'check', binary, code=[2])
make('data/form.json', b'{"resourceType":"Questionnaire","item":' + b'[{"item":' * 5000)
refused('form refuses a file that is deep', holdfast, 'form', 'check', path('data/form.json'), code=[2])
make('data/form.json', b'{"x":"' + b'y' * (8 << 20))
refused('form refuses a file that is huge', holdfast, 'form', 'check', path('data/form.json'), code=[2])
os.remove(path('data/form.json'))

refused('packs refuses a folder that is not there', holdfast, 'packs', 'check', path('gone'))
refused('packs refuses a file', holdfast, 'packs', 'check', binary)
refused('packs refuses an empty folder', holdfast, 'packs', 'check', path('empty'))
make('data/atlas.json', b'[' * 100_000)
refused('packs refuses files that are deep', holdfast, 'packs', 'check', path('data'))
make('data/atlas.json', b'{"x":"' + b'y' * (8 << 20))
refused('packs refuses files that are huge and cut', holdfast, 'packs', 'check', path('data'))
os.remove(path('data/atlas.json'))

for command in (['verify'], ['serve', '--port', '0', '--data']):
    name = command[0]
    refused(f'{name} refuses a file for a folder', holdfast, *command, binary)
    refused(f'{name} refuses a path that is too long', holdfast, *command, '/' + 'x' * 5000)
    refused(f'{name} refuses secrets inside of the data', holdfast, *command, path('data'),
            '--secrets', path('data', 'secrets'))
    os.makedirs(path('open'), exist_ok=True)
    os.chmod(path('open'), 0o755)
    refused(f'{name} refuses secrets that others can enter', holdfast, *command, path('data'),
            '--secrets', path('open'))
    refused(f'{name} refuses a file for the secrets', holdfast, *command, path('data'), '--secrets',
            nothing)
    refused(f'{name} refuses an option without its value', holdfast, *command, path('data'),
            '--secrets', code=[2])
refused('verify refuses a folder that is not there', holdfast, 'verify', path('gone'), code=[2])
refused('verify refuses an empty folder', holdfast, 'verify', path('empty'), says='practice.db', code=[2])
refused('verify takes its folder as --data, too', holdfast, 'verify', '--data', path('empty'), says='practice.db', code=[2])
refused('doctor refuses a folder that is not there', holdfast, 'doctor', '--data', path('gone'), says='practice.db', code=[2])
refused('doctor refuses an empty folder', holdfast, 'doctor', '--data', path('empty'), says='practice.db', code=[2])
refused('doctor refuses a path that is too long', holdfast, 'doctor', '--data', '/' + 'x' * 5000, code=[2])
refused('doctor refuses no folder at all', holdfast, 'doctor', code=[2])
tap.fact('and none of them has made a data base', not os.path.exists(path('data', 'practice.db')))

shutil.rmtree(path('data'))
os.makedirs(path('data'), 0o700)
for name, content in {'that is binary': bytes_of_all_kinds, 'that is cut': b'SQLite format 3\0' + b'\1' * 50,
                      'that is empty': b''}.items():
    make('data/practice.db', content)
    refused(f'serve does not found a practice beside a data base {name}', holdfast, 'serve', '--data',
            path('data'), '--secrets', path('new'), '--port', '0', says='secrets')
    refused(f'doctor misses a practice in a data base {name}', holdfast, 'doctor', '--data', path('data'),
            '--secrets', path('new'), says='missing', code=[1])
    refused(f'verify refuses a data base {name}', holdfast, 'verify', path('data'), '--secrets', path('new'))
os.remove(path('data/practice.db'))

for port in ('-1', '65536', 'banana', '', '99999999999999999999'):
    refused(f'serve refuses the port "{port}"', holdfast, 'serve', '--data', path('data'), '--port', port,
            code=[2])
refused('serve refuses an address that others reach without TLS', holdfast, 'serve', '--data', path('data'),
        '--secrets', path('new1'), '--port', '0', '--listen', '0.0.0.0')
refused('serve refuses an address that is none', holdfast, 'serve', '--data', path('data'), '--secrets',
        path('new1'), '--port', '0', '--listen', 'banana')
refused('serve refuses a certificate without its key', holdfast, 'serve', '--data', path('data'),
        '--tls', binary, code=[2])
for certificate in (path('gone'), binary, nothing, path('empty')):
    refused(f'serve refuses {os.path.basename(certificate)} for a certificate', holdfast, 'serve', '--data',
            path('data'), '--secrets', path('new1'), '--port', '0', '--tls', certificate, certificate)
refused('serve refuses a certificate of its own behind a proxy that has one', holdfast, 'serve', '--data', path('data'),
        '--tls', binary, binary, '--behind-tls', '--host', 'a.example', code=[2])
refused('serve refuses a proxy without a name that browsers use', holdfast, 'serve', '--data', path('data'),
        '--secrets', path('new1'), '--port', '0', '--behind-tls', says='--host')
refused('serve refuses more names than it knows room for', holdfast, 'serve', '--data', path('data'),
        *(['--host', 'a.example'] * 40), code=[2])

for seed in ('-1', 'banana', '99999999999999999999'):
    refused(f'the demo refuses the seed {seed}', demo, '--data', path('d'), '--secrets', path('s'), '--seed',
            seed, code=[2])
refused('the demo refuses an unknown option', demo, '--bogus', '1', code=[2])
make('data/practice.db', b'something of somebody')
refused('the demo writes over nothing', demo, '--data', path('data'), '--secrets', path('s'))
with open(path('data/practice.db'), 'rb') as f:
    tap.fact('and what was there is there', f.read() == b'something of somebody')
sys.exit(tap.end())
