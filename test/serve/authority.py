# test/serve/authority.py - an authority of our own and what it signs, by the openssl command; and the
# program serving with it. Standard library only.
# SPDX-License-Identifier: AGPL-3.0-or-later
import os
import queue
import re
import ssl
import subprocess
import threading

WAIT_S = 120  # for something that will come; never a proof that it does not


def openssl(*words):
    subprocess.run(['openssl', *words], check=True, capture_output=True)


class Authority:
    """A folder with a root and the pairs that it has signed."""

    def __init__(self, folder):
        self.folder = folder
        openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30',
                '-subj', '/CN=A studio of nobody', '-keyout', self.at('ca.key'), '-out', self.at('ca.crt'))

    def at(self, name):
        return os.path.join(self.folder, name)

    def sign(self, name, host='localhost', days=30, kind=('ec', '-pkeyopt', 'ec_paramgen_curve:P-256')):
        """NAME.crt and NAME.key; `days` below 0: it is over."""
        with open(self.at(name + '.ext'), 'w') as f:
            f.write(f'subjectAltName=DNS:{host}\n')
        openssl('req', '-newkey', *kind, '-nodes', '-subj', '/CN=' + host, '-keyout', self.at(name + '.key'),
                '-out', self.at(name + '.csr'))
        # x509 -req takes no negative days: an end that has passed is given as an authority's own.
        if days < 0:
            self._sign_over(name)
        else:
            openssl('x509', '-req', '-in', self.at(name + '.csr'), '-CA', self.at('ca.crt'), '-CAkey',
                    self.at('ca.key'), '-CAcreateserial', '-days', str(days), '-extfile', self.at(name + '.ext'),
                    '-out', self.at(name + '.crt'))
        os.chmod(self.at(name + '.key'), 0o600)
        return self

    def _sign_over(self, name):
        for file in ('index.txt', 'index.txt.attr'):
            open(self.at(file), 'w').close()
        with open(self.at('ca.cnf'), 'w') as f:
            f.write(f'[ca]\ndefault_ca=it\n[it]\ndatabase={self.at("index.txt")}\nserial={self.at("serial")}\n'
                    f'new_certs_dir={self.folder}\ndefault_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n')
        openssl('ca', '-batch', '-config', self.at('ca.cnf'), '-create_serial', '-cert', self.at('ca.crt'),
                '-keyfile', self.at('ca.key'), '-in', self.at(name + '.csr'), '-startdate', '20200101000000Z',
                '-enddate', '20200201000000Z', '-notext', '-out', self.at(name + '.crt'))

    def der(self, name):
        with open(self.at(name + '.crt')) as f:
            return ssl.PEM_cert_to_DER_cert(f.read())


class Served:
    """`holdfast serve` on folders of its own; its lines arrive in a queue."""

    def __init__(self, holdfast, folder, *more, preexec_fn=None):
        self.process = subprocess.Popen(
            [holdfast, 'serve', '--data', os.path.join(folder, 'data'), '--secrets',
             os.path.join(folder, 'secrets'), *more],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            preexec_fn=preexec_fn)
        self.lines, self.log = queue.Queue(), ''
        threading.Thread(target=self._read, daemon=True).start()
        start = self.wait_for('Holdfast serves')
        self.port = int(start.rsplit(':', 1)[1]) if start else 0

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def wait_for_line(self, pattern):
        """The next line with this in it; '' when the program ended or was silent for long."""
        while True:
            try:
                line = self.lines.get(timeout=WAIT_S)
            except queue.Empty:
                return ''
            if line is None:
                return ''
            self.log += line
            if re.search(pattern, line):
                return line.strip()

    def wait_for(self, word):
        return self.wait_for_line(re.escape(word))

    def wait_for_code(self):
        """What lets somebody in who founds the practice; three lines below the address."""
        return self.wait_for_line(r'([0-9a-z]{4}(?:-[0-9a-z]{4}){3})')

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=WAIT_S)
        while (line := self.lines.get(timeout=WAIT_S)) is not None:
            self.log += line
        return self.process.returncode
