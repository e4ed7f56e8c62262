#!/usr/bin/env python3
# What docs/serving.md tells people to do is done: its commands and files are read from the page, only paths, ports
# and the group are others. Then somebody with bad intentions stands before each proxy.
# usage: test_guide.py HOLDFAST PAGE
# SPDX-License-Identifier: AGPL-3.0-or-later
import atexit
import ctypes
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'storm'))
from authority import Authority, Served, WAIT_S  # noqa: E402
from hostile import SOUNDS_BROKEN, Tap  # noqa: E402

NO_NEW_PRIVS, NO_WRITE_EXEC = 38, 65  # prctl
holdfast, guide = os.path.abspath(sys.argv[1]), sys.argv[2]
os.environ['PATH'] += ':/usr/sbin:/sbin'
tap = Tap()
folder = tempfile.mkdtemp(prefix='holdfast-guide-')
atexit.register(shutil.rmtree, folder, ignore_errors=True)
with open(guide) as f:
    page = f.read()


def at(*names):
    return os.path.join(folder, *names)


for name in ('etc', 'log', 'nginx', 'run', 'root', 'one', 'two', 'three'):
    os.makedirs(at(name), 0o700)


def block(kind):
    return re.search(r'```' + kind + r'\n(.*?)```', page, re.S).group(1)


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def moved(text):
    for was, now in (('/etc/holdfast', at('etc')), ('/root/authority', at('root', 'authority')),
                     ('/var/log/nginx', at('log')), (' -g holdfast', '')):
        text = text.replace(was, now)
    return text


def shell(kind):
    return subprocess.run(['bash', '-eu', '-c', moved(block('sh ' + kind))], capture_output=True, text=True)


def curl(port, path='/setup', *more, name='studio.example', ca=None):
    """As a browser that has this name in its address bar."""
    done = subprocess.run(['curl', '-sS', '-i', '--max-time', '60', '--cacert', ca or authority.at('ca.crt'), '--connect-to',
                           f'{name}:443:127.0.0.1:{port}', *more, f'https://{name}{path}'], capture_output=True)
    return done.stdout.decode(errors='replace') or done.stderr.decode(errors='replace')


def status(said):
    found = re.search(r'^HTTP/[0-9.]+ (\d+)', said)
    return int(found.group(1)) if found else 0


# --- a local authority -----------------------------------------------------------------------------

authority = Authority(at('run'))
authority.sign('proxy', host='studio.example')
for name in ('proxy.crt', 'proxy.key'):
    shutil.copy(authority.at(name), at('etc', name))
made = shell('authority')
tap.fact('the authority is made', made.returncode == 0, made.stderr)
made = shell('certificate')
tap.fact('so is the certificate', made.returncode == 0, made.stderr)
own, studio = at('root', 'authority', 'authority.crt'), at('root', 'authority', 'studio.crt')


def verifies(certificate, name):
    return subprocess.run(['openssl', 'verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', name, '-CAfile', own,
                           certificate], capture_output=True).returncode == 0


tap.fact('it holds for the studio by its authority', verifies(studio, 'studio.home.arpa'))
stolen = subprocess.run(
    ['bash', '-eu', '-c', moved(block('sh certificate').replace('studio.home.arpa', 'bank.example').replace(
        '/etc/holdfast/studio', at('run', 'stolen'))).replace('studio.', 'bank.').replace(at('run', 'bank.'), at('run', 'stolen.'))],
    capture_output=True, text=True)
bank = at('root', 'authority', 'bank.crt')
tap.fact('who steals the authority signs nothing else that holds', stolen.returncode == 0 and os.path.exists(bank) and
         not verifies(bank, 'bank.example'), stolen.stderr)
served = Served(holdfast, at('one'), '--port', '0', '--tls', at('etc', 'studio.crt'), at('etc', 'studio.key'), '--host',
                'studio.home.arpa', '--outside-port', '443')
tap.fact('a page arrives by it', status(curl(served.port, name='studio.home.arpa', ca=own)) == 200,
         curl(served.port, name='studio.home.arpa', ca=own))
tap.fact('and nothing is said against the pair', 'speak' not in served.log and 'nobody can' not in served.log, served.log)
shell('certificate')
served.process.send_signal(signal.SIGHUP)
tap.fact('the same commands again are the renewal', served.wait_for('was renewed') != '' and
         status(curl(served.port, name='studio.home.arpa', ca=own)) == 200, served.log)
served.end()

# --- the unit ----------------------------------------------------------------------------------------

unit = at('run', 'holdfast.service')
with open(unit, 'w') as f:
    f.write(block('systemd').replace('/usr/local/bin/holdfast', holdfast))
if shutil.which('systemd-analyze'):
    said = subprocess.run(['systemd-analyze', 'verify', unit], capture_output=True, text=True)
    tap.fact('systemd understands every line of the unit', 'holdfast.service' not in said.stderr, said.stderr)
    said = subprocess.run(['systemd-analyze', 'security', '--offline=true', '--threshold=20', unit], capture_output=True, text=True)
    tap.fact('and finds it safer than 2.0 of 10', said.returncode == 0, said.stdout[-300:] + said.stderr)
words = re.search(r'ExecStart=\S+ serve (.*)', block('systemd')).group(1).split()
options = set(re.findall(r'--[a-z-]+', subprocess.run([holdfast, 'help', 'serve'], capture_output=True, text=True).stdout))
tap.fact('every option of its line is one', {w for w in words if w.startswith('--')} <= options, words)


def as_the_unit():
    libc = ctypes.CDLL(None)
    libc.prctl(NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(NO_WRITE_EXEC, 1, 0, 0, 0)  # a kernel before 6.3 knows it not, and goes on without


if '__asan_init' not in subprocess.run(['nm', '-D', holdfast], capture_output=True, text=True).stdout:
    served = Served(holdfast, at('three'), '--port', '0', '--tls', at('etc', 'proxy.crt'), at('etc', 'proxy.key'), '--host',
                    'studio.example', '--outside-port', '443', preexec_fn=as_the_unit)
    tap.fact('it serves where no memory may be written and run', status(curl(served.port)) == 200)
    served.end()

# --- proxies ------------------------------------------------------------------------------------------


def answers_of(port, raw):
    """All that comes back for these bytes, over TLS."""
    context = ssl.create_default_context(cafile=authority.at('ca.crt'))
    said = b''
    try:
        with context.wrap_socket(socket.create_connection(('127.0.0.1', port), timeout=60), server_hostname='studio.example') as s:
            s.sendall(raw)
            while piece := s.recv(65536):
                said += piece
    except OSError as broken:
        return said + repr(broken).encode()
    return said


HEAD = b'POST /signin HTTP/1.1\r\nHost: studio.example\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n'
INNER = b'GET /nowhere HTTP/1.1\r\nHost: studio.example\r\nX-Smuggled: yes\r\nConnection: close\r\n\r\n'
SMUGGLED = {
    'two opinions about the length': HEAD + b'Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n' % (len(INNER) + 5),
    'two lengths': HEAD + b'Content-Length: 0\r\nContent-Length: %d\r\n\r\n' % len(INNER),
    'a coding with a tab': HEAD + b'Content-Length: %d\r\nTransfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n' % (len(INNER) + 5),
    'a coding of two': HEAD + b'Content-Length: %d\r\nTransfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n' % (len(INNER) + 5),
    'a space before the colon': HEAD + b'Content-Length : %d\r\n\r\n' % len(INNER),
    'a length with a sign': HEAD + b'Content-Length: +%d\r\n\r\n' % len(INNER),
    'a folded line': HEAD + b'X-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length: %d\r\n\r\n' % len(INNER),
    'a bare line feed': HEAD + b'X-A: b\nTransfer-Encoding: chunked\r\nContent-Length: %d\r\n\r\n0\r\n\r\n' % (len(INNER) + 5),
}


def smuggles(port, start):
    """Does the next person get an answer that is not theirs? The program's connections are kept and shared by a
    proxy, so what it left unread in one would be somebody else's request."""
    said = answers_of(port, start + INNER)
    return b'HTTP/1.1 500' in said or any(status(curl(port)) != 200 for _ in range(3))


def stand_before(name, port, served):
    page_ = curl(port)
    tap.fact(f'{name}: a page arrives over TLS', status(page_) == 200, page_[:300])
    tap.fact(f'{name}: it stays with TLS, said once', page_.lower().count('strict-transport-security') == 1, page_[:900])
    tap.fact(f'{name}: it is kept by nobody', 'cache-control: no-store' in page_.lower(), page_[:900])
    taken = curl(port, '/setup/token', '-H', 'Sec-Fetch-Site: same-origin', '-d', 'code=' + served.code)
    tap.fact(f'{name}: a form is taken, and the pass is for TLS and this name alone', status(taken) == 303 and
             re.search(r'(?im)^set-cookie: __Host-holdfast=.*secure', taken), taken[:600])
    with_origin = curl(port, '/setup/token', '-H', 'Origin: https://studio.example', '-d', 'code=wrong')
    tap.fact(f'{name}: an old browser that names its origin is known as ours', status(with_origin) in (303, 422), with_origin[:200])
    for other in ('https://evil.example', 'https://studio.example.evil', 'https://tea.studio.example', 'http://studio.example'):
        said = curl(port, '/setup/token', '-H', f'Origin: {other}', '-d', 'code=wrong')
        tap.fact(f'{name}: {other} posts nothing', status(said) == 403, said[:200])
    for header in ('X-Forwarded-Host: evil.example', 'Forwarded: host=evil.example', 'X-Original-URL: /today'):
        said = curl(port, '/', '-H', header)
        tap.fact(f'{name}: {header.split(":")[0]} leads nobody elsewhere', 'evil' not in said, said[:300])
    said = curl(port, '/setup', '-H', 'Host: evil.example')
    tap.fact(f'{name}: a name that is not ours shows no page', 'setup' not in said and '<form' not in said, said[:300])
    for what, size, wanted in (('200 kB come through to the program', 200_000, (400,)), ('2 MB do not', 2_000_000, (0, 413, 502))):
        with open(at('run', 'big'), 'w') as f:
            f.write('a=' + 'x' * size)
        said = curl(port, '/setup/token', '-H', 'Sec-Fetch-Site: same-origin', '-H', 'Expect:', '--data-binary', '@' + at('run', 'big'))
        tap.fact(f'{name}: {what}', status(said) in wanted and (status(said) != 400 or 'nosniff' in said), said[:200])
    for what, start in SMUGGLED.items():
        tap.fact(f'{name}: {what}: nothing is smuggled in', not smuggles(port, start), answers_of(port, start + INNER)[:600])
    for path in ('//evil.example/', '/%2e%2e/%2e%2e/etc/passwd', '/..%2fassets/live.js', '/assets/..%2f..%2fpacks%2fatlas.json',
                 '/setup%00', '/%0d%0aSet-Cookie:%20a=b', '/setup;x=/today'):
        said = curl(port, path, '--path-as-is')
        head = said.split('\r\n\r\n')[0].lower()
        tap.fact(f'{name}: {path} is nothing', status(said) in (400, 404, 301, 308) and 'evil' not in head and
                 'set-cookie' not in head, said[:300])
    slow = [socket.create_connection(('127.0.0.1', port), timeout=60) for _ in range(200)]
    for s in slow:
        s.sendall(b'\x16\x03\x01')
    tap.fact(f'{name}: who hangs on by two hundred slow hands shuts nobody out', status(curl(port)) == 200)
    for s in slow:
        s.close()
    curl(port, '/l/zimtsternlink4711')
    left = subprocess.run(['grep', '-rl', 'zimtsternlink', folder], capture_output=True, text=True).stdout
    tap.fact(f'{name}: no file remembers a one-time link', left == '', left)
    served.process.terminate()
    served.process.wait(timeout=WAIT_S)
    tap.fact(f'{name}: it says 502 when the program is away', status(curl(port)) == 502)


def wait_for_port(port):
    for _ in range(WAIT_S * 10):
        try:
            socket.create_connection(('127.0.0.1', port), timeout=5).close()
            return True
        except OSError:
            time.sleep(0.1)
    return False


def nginx(port, inside):
    text = moved(block('nginx')).replace('listen 443', f'listen 127.0.0.1:{port}').replace('127.0.0.1:7433', f'127.0.0.1:{inside}')
    with open(at('nginx', 'nginx.conf'), 'w') as f:
        f.write(('user root;\n' if os.geteuid() == 0 else '') + f'daemon off;\npid {at("nginx", "pid")};\nerror_log {at("log", "main")} crit;\n'
                'events {}\nhttp {\n' + ''.join(f'{kind}_temp_path {at("nginx", kind)};\n' for kind in (
                    'client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi')) + text + '}\n')
    return ['nginx', '-p', at('nginx'), '-c', at('nginx', 'nginx.conf')]


def caddy(port, inside):
    text = moved(block('caddyfile')).replace('{\n    servers', f'{{\n    admin off\n    auto_https disable_redirects\n    https_port {port}\n'
                                             '    servers', 1).replace('127.0.0.1:7433', f'127.0.0.1:{inside}')
    with open(at('run', 'Caddyfile'), 'w') as f:
        f.write(text)
    return ['caddy', 'run', '--config', at('run', 'Caddyfile'), '--adapter', 'caddyfile']


for name, made in (('nginx', nginx), ('caddy', caddy)):
    if not shutil.which(name):
        tap.fact(f'{name} # SKIP is not installed', True)
        continue
    os.makedirs(at('behind-' + name), 0o700)
    served = Served(holdfast, at('behind-' + name), '--port', '0', '--behind-tls', '--host', 'studio.example')
    served.code = served.wait_for_code()
    port = free_port()
    proxy = subprocess.Popen(made(port, served.port), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ | {
        'HOME': at('run'), 'XDG_DATA_HOME': at('run'), 'XDG_CONFIG_HOME': at('run')}) if served.port else None
    if tap.fact(f'{name} takes the file as it stands', wait_for_port(port)) is not False:
        stand_before(name, port, served)
    proxy.terminate()
    proxy.wait(timeout=WAIT_S)
    served.process.kill()
    tap.fact(f'{name}: the program behind it is unharmed', not any(w in served.log for w in SOUNDS_BROKEN), served.log)
sys.exit(tap.end())
