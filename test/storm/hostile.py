# test/storm/hostile.py - a practice served by the real program, driven as a browser without JavaScript
# would; and TAP. Standard library only.
# SPDX-License-Identifier: AGPL-3.0-or-later
import http.client
import re
import signal
import subprocess
import urllib.parse

SOUNDS_BROKEN = ('AddressSanitizer', 'LeakSanitizer', 'runtime error', 'Assertion')
PASSWORD = 'seven quiet linden trees'


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def fact(self, name, holds, more=''):
        self.count += 1
        self.failed += not holds
        print('ok' if holds else 'not ok', self.count, '-', name, flush=True)
        if not holds:
            print('# ' + str(more)[:1500].replace('\n', '\n# '))

    def end(self):
        print(f'1..{self.count}')
        return 1 if self.failed else 0


class Practice:
    """`holdfast serve` on its own folders, and one browser that is signed in there."""

    def __init__(self, holdfast, data, secrets):
        self.holdfast, self.data, self.secrets = holdfast, data, secrets
        self.cookie, self.code, self.log, self.more = '', '', '', []

    def start(self):
        self.process = subprocess.Popen(
            [self.holdfast, 'serve', '--data', self.data, '--secrets', self.secrets, '--port', '0', *self.more],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            if line.startswith('Holdfast serves'):
                self.port = int(line.rsplit(':', 1)[1])
                break
            self.log += line
        return self

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        rest, _ = self.process.communicate(timeout=30)
        self.log += rest
        return self.process.returncode

    def setup_code(self):
        """Three lines below the address."""
        for line in self.process.stdout:
            found = re.fullmatch(r'\s+([0-9a-z]{4}(?:-[0-9a-z]{4}){3})\s*', line)
            if found:
                return found.group(1)
        return ''

    def ask(self, method, path, form=None):
        body = None if form is None else urllib.parse.urlencode(form, doseq=True)
        headers = {'Cookie': f'holdfast={self.cookie}'} if self.cookie else {}
        if body is not None:
            headers |= {'Content-Type': 'application/x-www-form-urlencoded',
                        'Sec-Fetch-Site': 'same-origin'}
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors='replace')  # a file to take along is none
        except (OSError, http.client.HTTPException) as broken:
            return 0, repr(broken), ''
        finally:
            connection.close()
        given = re.match(r'holdfast=([^;]*)', answer.getheader('Set-Cookie') or '')
        if given:
            self.cookie = given.group(1)
        return answer.status, text, answer.getheader('Location') or ''

    def send(self, path, page=None, **fields):
        """Sends the form of the page at `page`, with its token and request id."""
        keys = dict(re.findall(r'name="(token|request)" value="([^"]*)"',
                               self.ask('GET', page or path)[1]))
        return self.ask('POST', path, keys | fields)

    def type_back(self, page):
        """The groups that this page asks for, out of the code that it shows."""
        keys = dict(re.findall(r'name="(token|request|code|again)" value="([^"]*)"', page))
        groups = keys.get('code', '').split('-')
        for name in ('first', 'second'):
            asked = re.search(rf'for="{name}">\D*(\d)', page)
            keys[name] = groups[int(asked.group(1)) - 1] if asked and len(groups) > 8 else ''
        return self.ask('POST', '/setup/recovery', keys)

    def found(self):
        steps = [
            self.ask('POST', '/setup/token', {'code': self.setup_code()}),
            self.send('/setup/practice', profile='bodywork', practice='Linden', country='de'),
            self.send('/setup/owner', name='Ana', login='ana', password=PASSWORD),
        ]
        steps += [
            self.type_back(steps[-1][1]),
            self.send('/setup/safety', emergency='112', concern_name='Uta', concern_contact='030 1'),
            self.send('/credentials', what='Massage', evidence='Certificate', scope='body'),
        ]
        return [status for status, _, _ in steps]

    def add_client(self, name):
        return self.send('/clients/new', name=name, contact='kim@example.org', neutral='hello')


def verify(holdfast, data, secrets):
    return subprocess.run([holdfast, 'verify', data, '--secrets', secrets], capture_output=True,
                          text=True, timeout=120)
