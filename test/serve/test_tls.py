#!/usr/bin/env python3
# `holdfast serve --tls` and its certificate's renewal, asked over real connections: what is spoken, what
# is refused, what people who are connected notice of a new certificate (nothing), and of a broken one.
# usage: test_tls.py HOLDFAST
# SPDX-License-Identifier: AGPL-3.0-or-later
import atexit
import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'storm'))
from authority import Authority, Served  # noqa: E402
from hostile import SOUNDS_BROKEN, Tap  # noqa: E402

holdfast = sys.argv[1]
tap = Tap()
folder = tempfile.mkdtemp(prefix='holdfast-tls-')
atexit.register(shutil.rmtree, folder, ignore_errors=True)
authority = Authority(folder)
for name in ('first', 'second', 'third', 'fourth'):
    authority.sign(name)
authority.sign('rsa', kind=('rsa:2048',))
authority.sign('over', days=-1)
authority.sign('soon', days=3)
chain, key = authority.at('now.crt'), authority.at('now.key')


def put(certificate, of_key=None):
    """As a renewing program does: each file written beside, then moved over."""
    for source, target in ((certificate + '.crt', chain), ((of_key or certificate) + '.key', key)):
        shutil.copy(authority.at(source), target + '.part')
        os.rename(target + '.part', target)


def context(low=None, high=None, ciphers=None):
    made = ssl.create_default_context(cafile=authority.at('ca.crt'))
    made.minimum_version = low or made.minimum_version
    made.maximum_version = high or made.maximum_version
    if ciphers:
        made.set_ciphers(ciphers)
    return made


def connect(of=None):
    plain = socket.create_connection(('127.0.0.1', served.port), timeout=60)
    return (of or context()).wrap_socket(plain, server_hostname='localhost')


def shown():
    """The certificate that a new connection sees, or what went wrong."""
    try:
        with connect() as tls:
            return tls.getpeercert(binary_form=True)
    except (OSError, ssl.SSLError) as broken:
        return repr(broken)


def spoken(**how):
    try:
        with connect(context(**how)) as tls:
            return tls.version(), tls.cipher()[0]
    except (OSError, ssl.SSLError, ValueError) as broken:
        return repr(broken), ''


def ask(connection, path='/setup', host=None):
    connection.request('GET', path, headers={'Host': host or f'localhost:{served.port}'})
    answer = connection.getresponse()
    answer.read()
    return answer


def https():
    return http.client.HTTPSConnection('localhost', served.port, context=context(), timeout=60)


def renew_to(name, of_key=None):
    put(name, of_key)
    served.process.send_signal(signal.SIGHUP)


# --- what is refused before anything listens ----------------------------------------------------

def refused(name, *more, says):
    done = subprocess.run([holdfast, 'serve', '--data', os.path.join(folder, 'never'), '--port', '0', *more],
                          capture_output=True, text=True, timeout=120)
    tap.fact(name, done.returncode in (1, 2) and says in done.stderr, done.stderr)


put('first')
refused('an address that others reach is refused without TLS', '--listen', '0.0.0.0', '--host', 'a.example',
        says='loopback only')
refused('an address for everybody is refused without a name', '--listen', '0.0.0.0', '--tls', chain, key,
        says='--host')
refused('a certificate with the key of another is refused', '--tls', authority.at('second.crt'), key,
        says='not that of this certificate')
os.chmod(key, 0o644)
refused('a key that everybody can read is refused', '--tls', chain, key, says='chmod')
os.chmod(key, 0o600)

# --- what is spoken -------------------------------------------------------------------------------

served = Served(holdfast, folder, '--port', '0', '--tls', chain, key, '--host', 'localhost', '--host',
                'studio.example')
tap.fact('it serves, and says until when the certificate holds', served.port > 0 and
         'the certificate holds until' in served.log, served.log)
tap.fact('it says which of its names the certificate does not speak for',
         'does not speak for studio.example' in served.log, served.log)
tap.fact('a connection sees the certificate, and its authority holds', shown() == authority.der('first'))
tap.fact('TLS 1.3 is spoken', spoken()[0] == 'TLSv1.3', spoken())
low = spoken(high=ssl.TLSVersion.TLSv1_2)
tap.fact('TLS 1.2 is spoken, with keys that are forgotten', low[0] == 'TLSv1.2' and 'ECDHE' in low[1], low)
old = subprocess.run(['openssl', 's_client', '-connect', f'localhost:{served.port}', '-tls1_1', '-cipher',
                      'ALL:@SECLEVEL=0'], input=b'', capture_output=True, timeout=60)
tap.fact('TLS 1.1 is not', b'Cipher is (NONE)' in old.stdout or b'no peer certificate' in old.stdout, old.stdout)
for weak in ('AES128-SHA', 'AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES128-SHA256'):
    way = spoken(high=ssl.TLSVersion.TLSv1_2, ciphers=weak)
    tap.fact(f'{weak} is not taken', way[1] == '', way)

kept = https()
page = ask(kept)
tap.fact('every page asks the browser to stay with TLS for a year',
         page.getheader('Strict-Transport-Security') == 'max-age=31536000', page.headers)
entering = https()
entering.request('POST', '/setup/token', 'code=' + served.wait_for_code(), {
    'Host': f'localhost:{served.port}', 'Origin': f'https://localhost:{served.port}',
    'Content-Type': 'application/x-www-form-urlencoded'})
cookie = entering.getresponse().getheader('Set-Cookie') or ''
tap.fact('the pass of a browser goes over TLS to this name alone, unseen by scripts', cookie.startswith('__Host-') and
         all(f'; {word}' in cookie for word in ('Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/')) and
         'Domain' not in cookie, cookie)
missing = https()
tap.fact('so does what is not there', ask(missing, '/nowhere').getheader('Strict-Transport-Security') is not None)
tap.fact('a name that is not ours is answered 421', ask(https(), host='evil.example').status == 421)
plain = socket.create_connection(('127.0.0.1', served.port), timeout=60)
plain.sendall(b'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
told = plain.recv(100)
tap.fact('who asks in the clear hears no page', b'HTTP/1.1 2' not in told and b'html' not in told, told)

# --- a new one --------------------------------------------------------------------------------------

half = connect()
half.sendall(b'GET /setup HTTP/1.1\r\n')
renew_to('second')
tap.fact('a signal renews the certificate', served.wait_for('was renewed') != '', served.log)
tap.fact('a new connection sees the new one', shown() == authority.der('second'))
tap.fact('a connection of before goes on', ask(kept).status == 200)
half.sendall(f'Host: localhost:{served.port}\r\nConnection: close\r\n\r\n'.encode())
tap.fact('a request that was half sent is answered', half.recv(100).startswith(b'HTTP/1.1 200'))
renew_to('rsa')
served.wait_for('was renewed')
tap.fact('the kind of key may change', shown() == authority.der('rsa'))


def pound(done, failures):
    while not done.is_set():
        try:
            for connection in (kept_by_pounder, https()):
                if ask(connection).status != 200:
                    failures.append('refused')
        except (OSError, http.client.HTTPException) as broken:
            failures.append(repr(broken))
        else:
            answered.append(1)


kept_by_pounder, answered, failures, done = https(), [], [], threading.Event()
pounder = threading.Thread(target=pound, args=(done, failures))
pounder.start()
renewed = 0
for i in range(20):
    renew_to(('third', 'fourth')[i % 2])
    renewed += served.wait_for('was renewed') != ''
while len(answered) < 5 and not failures:
    time.sleep(0.01)
done.set()
pounder.join()
tap.fact('twenty renewals under requests: all are made', renewed == 20, renewed)
tap.fact('and not one request is dropped', not failures and len(answered) >= 5, failures[:3])

# --- a broken one -----------------------------------------------------------------------------------

good = authority.der('fourth')
for name, certificate, of_key in (('the key of another', 'third', 'second'), ('one whose time is over', 'over', None)):
    renew_to(certificate, of_key)
    line = served.wait_for('stays the old one')
    tap.fact(f'{name} is not taken, and that is said', line != '' and shown() == good, served.log)
with open(chain, 'w') as f:
    f.write('-----BEGIN CERTIFICATE-----\nhalf a fi')
served.process.send_signal(signal.SIGHUP)
tap.fact('half a file is not taken, and that is said', served.wait_for('stays the old one') != '' and shown() == good)
os.remove(key)
served.process.send_signal(signal.SIGHUP)
tap.fact('a file that is away is not taken, and that is said',
         served.wait_for('stays the old one') != '' and shown() == good)
put('first')
os.chmod(key, 0o644)
served.process.send_signal(signal.SIGHUP)
tap.fact('a key that everybody can read is not taken, and that is said',
         'chmod' in served.wait_for('stays the old one') and shown() == good)
tap.fact('a connection of the beginning still goes on', ask(kept).status == 200)
os.chmod(key, 0o600)
tap.fact('files that changed are noticed without a signal', served.wait_for('was renewed') != '' and
         shown() == authority.der('first'), served.log)
renew_to('soon')
served.wait_for('was renewed')
tap.fact('that its time is nearly over is told', served.wait_for('nobody can come in') != '', served.log)
tap.fact('it ends when it is told to', served.end() == 0 and
         not any(word in served.log for word in SOUNDS_BROKEN), served.log)
sys.exit(tap.end())
