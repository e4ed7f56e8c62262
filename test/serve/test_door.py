#!/usr/bin/env python3
# Attacks at the door of a real practice, from outside, as somebody with a socket makes them: planted
# cookies, kept sessions, split replies, redirects that lead away, links that leak, borrowed names,
# forms from elsewhere, crooked paths. Once over plain HTTP on this machine, the cookies over TLS, too.
# usage: test_door.py HOLDFAST
# SPDX-License-Identifier: AGPL-3.0-or-later
import os
import re
import shutil
import socket
import ssl
import sys
import tempfile
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'storm'))
from authority import Authority  # noqa: E402
from hostile import PASSWORD, SOUNDS_BROKEN, Practice, Tap  # noqa: E402

holdfast = sys.argv[1]
tap = Tap()
folder = tempfile.mkdtemp(prefix='holdfast-door-')
AWAY = ['//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example',
        'https://evil.example', 'javascript:alert(1)', ' //evil.example', '/\r\nSet-Cookie: holdfast=evil',
        'evil.example', '/ /evil.example', '%2f%2fevil.example', '/\u2028/evil.example']


class Reply:
    """Status 0: the connection was closed without a word."""

    def __init__(self, raw):
        head, _, self.body = raw.partition(b'\r\n\r\n')
        lines = head.decode('latin-1').split('\r\n')
        self.status = int(lines[0].split(' ')[1]) if lines[0].startswith('HTTP/') else 0
        self.headers = [tuple(line.split(': ', 1)) for line in lines[1:] if ': ' in line]
        self.text = self.body.decode(errors='replace')

    def all(self, name):
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def one(self, name):
        return (self.all(name) or [''])[0]


def ask(method, path, *headers, body=b'', host=None, cookie=None, tls=None, port=None):
    """Whatever is wished, byte by byte."""
    port = port or practice.port
    lines = [f'{method} {path} HTTP/1.1', f'Host: {host or "localhost:%d" % port}', 'Connection: close']
    lines += [f'Cookie: {cookie}'] if cookie is not None else []
    lines += headers
    lines += [f'Content-Length: {len(body)}'] if body or method == 'POST' else []
    with socket.create_connection(('127.0.0.1', port), timeout=60) as connection:
        if tls:
            connection = tls.wrap_socket(connection, server_hostname='localhost')
        connection.sendall('\r\n'.join(lines).encode('utf-8', 'surrogateescape') + b'\r\n\r\n' + body)
        raw = b''
        while part := receive(connection):
            raw += part
    return Reply(raw)


def receive(connection):
    try:
        return connection.recv(65536)
    except OSError:  # it was closed before all was read
        return b''


FORM = 'Content-Type: application/x-www-form-urlencoded'
OURS = 'Sec-Fetch-Site: same-origin'


def send(path, fields, *headers, cookie=None, **more):
    return ask('POST', path, FORM, *(headers or (OURS,)), cookie=cookie,
               body=urllib.parse.urlencode(fields).encode(), **more)


def keys(cookie, page='/clients/new'):
    return dict(re.findall(r'name="(token|request)" value="([^"]*)"', ask('GET', page, cookie=cookie).text))


def cookie_of(reply):
    given = [re.match(r'((?:__Host-)?holdfast=[^;]+)', line) for line in reply.all('Set-Cookie')]
    return next((found.group(1) for found in given if found), '')


def sign_in(cookie=None, login='ana', password=PASSWORD, **more):
    return send('/signin', {'login': login, 'password': password, **more}, cookie=cookie)


def is_in(cookie):
    return ask('GET', '/clients', cookie=cookie).status == 200


def leads_out(reply):
    return reply.one('Location').startswith('/signin')


def stays_here(place):
    return re.fullmatch(r'/(?:[!-.0-\[\]-~][!-~]*)?', place) is not None


# --- cookies ---------------------------------------------------------------------------------------

def planted_cookies():
    mine = cookie_of(sign_in())
    tap.fact('whoever signs in is in', is_in(mine))
    other = 'holdfast=' + '0' * (len(mine) - len('holdfast='))
    for name, both in (('before', f'{other}; {mine}'), ('behind', f'{mine}; {other}'), ('twice', f'{mine}; {mine}')):
        tap.fact(f'a second cookie of the name, {name}, and neither is believed', leads_out(ask('GET', '/clients', cookie=both)))
    tap.fact('a cookie in two lines is none', not is_in(None) and ask(
        'GET', '/clients', f'Cookie: {mine}', f'Cookie: {other}').status != 200)
    for name in ('Holdfast', 'holdfast ', '__Host-holdfast', '__Secure-holdfast', 'xholdfast'):
        tap.fact(f'the same value under the name "{name}" opens nothing', not is_in(mine.replace('holdfast', name, 1)))
    for name, value in (('cut', mine[:-1]), ('longer', mine + 'a'),
                        ('in quotes', f'holdfast="{mine[9:]}"'), ('escaped', 'holdfast=%' + mine[9:])):
        tap.fact(f'a cookie that is {name} opens nothing', not is_in(value))
    tap.fact('forty thousand bytes of cookies are refused', ask('GET', '/signin', cookie='a=' + 'b' * 40000).status in (0, 400, 413, 431))
    many = '; '.join(f'c{i}=1' for i in range(900))
    tap.fact('so are nine hundred cookies, or they are passed over', ask('GET', '/signin', cookie=many).status in (0, 200, 400, 431))
    tap.fact('and the door is open to others all the while', is_in(mine))


def kept_sessions():
    planted = 'holdfast=' + 'a' * 64
    given = cookie_of(sign_in(cookie=planted))
    tap.fact('a cookie that somebody planted before is replaced by signing in', given not in ('', planted) and is_in(given))
    tap.fact('and opens nothing afterwards', not is_in(planted))
    first = cookie_of(sign_in())
    second = cookie_of(sign_in(cookie=first))
    tap.fact('signing in anew ends the cookie of before', is_in(second) and not is_in(first))
    proved = cookie_of(send('/unlock', keys(second) | {'password': PASSWORD}, cookie=second))
    tap.fact('showing who one is gives a new cookie, and ends the one of before', is_in(proved) and not is_in(second))
    send('/signout', keys(proved), cookie=proved)
    tap.fact('signed out, the cookie opens nothing', not is_in(proved))


def cookies_over_tls():
    authority = Authority(folder)
    authority.sign('door')
    context = ssl.create_default_context(cafile=authority.at('ca.crt'))
    over = Practice(holdfast, practice.data, practice.secrets)
    over.more = ['--tls', authority.at('door.crt'), authority.at('door.key'), '--host', 'localhost']
    over.start()
    reply = send('/signin', {'login': 'ana', 'password': PASSWORD}, tls=context, port=over.port)
    line = next((line for line in reply.all('Set-Cookie') if line.startswith('__Host-holdfast=')), '')
    tap.fact('over TLS the cookie is bound to this host, over TLS, for no script and no other site',
             all(word in line for word in ('Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/')) and 'Domain' not in line, reply.headers)
    mine = cookie_of(reply)
    tap.fact('and opens', ask('GET', '/clients', cookie=mine, tls=context, port=over.port).status == 200)
    tossed = mine.replace('__Host-', '')
    tap.fact('the same without the prefix, which a neighbour could plant, opens nothing',
             ask('GET', '/clients', cookie=tossed, tls=context, port=over.port).status == 303)
    tap.fact('nor does it take the place of the one with it',
             ask('GET', '/clients', cookie=f'holdfast=evil; {mine}', tls=context, port=over.port).status == 200)
    tap.fact('the program over TLS ends well', over.stop() == 0, over.log)


# --- replies and redirects -------------------------------------------------------------------------

def split_replies():
    mine = cookie_of(sign_in())
    evil = 'Kim\r\nSet-Cookie: holdfast=evil\r\n\r\n<b id=evil>'
    reply = send('/clients/new', keys(mine) | {'name': evil, 'contact': 'a@example.org', 'neutral': 'hello'}, cookie=mine)
    tap.fact('a name with line ends in it sets no header', not any('evil' in value for _, value in reply.headers), reply.headers)
    where = reply.one('Location')
    if where:
        page = ask('GET', where, cookie=mine)
        tap.fact('and is text on the page', '<b id=evil>' not in page.text and not any('evil' in value for _, value in page.headers))
    for path in ('/clients%0d%0aSet-Cookie:%20holdfast=evil', '/c/%0d%0aX-Evil:%201/edit', '/%0d%0aLocation:%20//evil'):
        reply = ask('GET', path)
        tap.fact(f'{path} splits nothing', not any(re.search('evil', key + value, re.I) and key.lower() != 'location'
                                                    for key, value in reply.headers) and '\n' not in reply.one('Location'))
    reply = ask('GET', '/signin?next=/a%0d%0aSet-Cookie:%20holdfast=evil')
    tap.fact('nor does a way back with line ends in it', not reply.all('Set-Cookie'))


def ways_away():
    bad = [away for away in AWAY if not stays_here(sign_in(next=away).one('Location'))]
    tap.fact(f'signing in leads to none of {len(AWAY)} other places', bad == [], bad)
    mine = cookie_of(sign_in())
    bad = []
    for away in AWAY:
        reply = send('/unlock', keys(mine) | {'password': PASSWORD, 'next': away}, cookie=mine)
        mine = cookie_of(reply) or mine
        bad += [away] if not stays_here(reply.one('Location')) else []
    tap.fact('nor does showing who one is', bad == [], bad)
    bad = []
    for away in AWAY:
        reply = send('/lock', keys(mine) | {'at': away, 'path': away}, cookie=mine)
        bad += [away] if reply.one('Location') and not stays_here(reply.one('Location')) else []
        mine = cookie_of(sign_in())
    tap.fact('nor does locking', bad == [], bad)
    bad = [away for away in AWAY for page in ('/signin', '/unlock')
           if re.search(r'(?:href|action|src)="(?:https?:)?(?://(?!www\.wikipedia\.org/")|/\\|javascript)', ask(
               'GET', f'{page}?next={urllib.parse.quote(away)}', cookie=mine).text)]
    tap.fact('and no page makes a link of one', bad == [], bad)
    reply = ask('GET', '//evil.example/')
    tap.fact('a path with two slashes leads nowhere else', not reply.one('Location').startswith('//'), reply.headers)


def every_reply_is_silent():
    mine = cookie_of(sign_in())
    replies = {'a page': ask('GET', '/clients', cookie=mine), 'a stranger': ask('GET', '/clients'),
               'sign-in': ask('GET', '/signin'), 'no page': ask('GET', '/none', cookie=mine),
               'a refused form': send('/clients/new', {}, cookie=mine), 'a wrong method': ask('POST', '/none'),
               'a wrong host': ask('GET', '/', host='evil.example'), 'a link': ask('GET', '/l/' + 'a' * 64),
               'help': ask('GET', '/help-now'), 'a style sheet': ask('GET', '/assets/none.css')}
    for name, reply in replies.items():
        tap.fact(f'{name}: tells no other site where it came from, and is not sniffed',
                 reply.one('Referrer-Policy') == 'no-referrer' and reply.one('X-Content-Type-Options') == 'nosniff',
                 (reply.status, reply.headers))
        policy = reply.one('Content-Security-Policy')
        tap.fact(f'{name}: stands in no frame and loads nothing from elsewhere',
                 "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and 'unsafe' not in policy, policy)
    for name in ('a page', 'a stranger', 'sign-in', 'a refused form', 'a link', 'help'):
        tap.fact(f'{name}: is kept by no browser', 'no-store' in replies[name].one('Cache-Control'), replies[name].headers)


def one_time_links():
    mine = cookie_of(sign_in())
    where = send('/clients/new', keys(mine) | {'name': 'Kim', 'contact': 'a@example.org', 'neutral': 'hello'}, cookie=mine).one('Location')
    page = send(where + '/link', keys(mine, where + '/link'), cookie=mine, host=f'localhost:{practice.port}')
    found = re.search(r'<code class="long">([^<]+)<', page.text)
    word = re.search(r'class="word"[^>]*>([^<]+)<', page.text)
    token = found.group(1).rsplit('/', 1)[1] if found else 'none'
    tap.fact('a link is for this host alone', found is not None and found.group(1).startswith(f'http://localhost:{practice.port}/l/'), page.text[:400])
    forged = send(where + '/link', keys(mine, where + '/link'), OURS, 'X-Forwarded-Host: evil.example', 'X-Forwarded-Proto: https',
                  'Forwarded: host=evil.example', cookie=mine)
    again = re.search(r'<code class="long">([^<]+)<', forged.text)
    word2 = re.search(r'class="word"[^>]*>([^<]+)<', forged.text)
    tap.fact('whatever a header says of another host', again is not None and 'evil' not in forged.text, forged.text[:300])
    unknown, ended = ask('GET', '/l/' + 'a' * len(token)), ask('GET', f'/l/{token}')
    blank = [re.sub(r'value="[^"]*"|/l/\w+', '', reply.text) for reply in (unknown, ended)]
    tap.fact('a link that ended looks like one that never was', blank[0] == blank[1] and unknown.status == ended.status)
    tap.fact('and opens nothing', send(f'/l/{token}', {'word': word.group(1) if word else ''}).status != 303)
    token = again.group(1).rsplit('/', 1)[1] if again else 'none'
    entered = send(f'/l/{token}', {'word': word2.group(1) if word2 else ''})
    tap.fact('the right word opens, and the address has no link in it any more',
             entered.status == 303 and token not in entered.one('Location'), entered.headers)
    client = cookie_of(entered)
    shown = [ask('GET', path, cookie=client) for path in ('/me', '/account', '/help-now', entered.one('Location'))]
    tap.fact('nor has any page', all(token not in reply.text for reply in shown) and shown[0].status == 200)
    tap.fact('once used, it opens nothing', send(f'/l/{token}', {'word': word2.group(1) if word2 else ''}).status != 303)
    return client


# --- hosts, methods, forms from elsewhere ----------------------------------------------------------

def borrowed_names():
    port = practice.port
    for host in ('evil.example', f'evil.example:{port}', f'localhost:{port}@evil.example', f'localhost.evil.example:{port}',
                 f'localhost:{port}, evil.example', f'localhost:{port}/evil', ''):
        reply = ask('GET', '/signin', host=host or ' ')
        tap.fact(f'called "{host}" it does not answer', reply.status in (400, 421) and 'evil' not in reply.text, reply.status)
    tap.fact('called by two names neither', ask('GET', '/signin', 'Host: evil.example').status in (400, 421))
    tap.fact('nor with a whole address of elsewhere', ask('GET', 'http://evil.example/signin').status in (400, 404, 421))


def methods():
    mine = cookie_of(sign_in())
    for method in ('PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS', 'CONNECT', 'get', 'POSTT', 'PROPFIND'):
        reply = ask(method, '/signout', cookie=mine)
        tap.fact(f'{method} does nothing', reply.status in (0, 400, 404, 405, 501) and is_in(mine), reply.status)
    for header in ('X-HTTP-Method-Override', 'X-Method-Override', 'X-HTTP-Method'):
        tap.fact(f'GET with {header} stays GET', ask('GET', '/signout', f'{header}: POST', cookie=mine).status != 303 and is_in(mine))
    with_token = urllib.parse.urlencode(keys(mine))
    tap.fact('nor does GET with the token in its address sign out', ask('GET', f'/signout?_method=POST&{with_token}', cookie=mine).status != 303 and is_in(mine))


def forms_from_elsewhere(client):
    mine, before = cookie_of(sign_in()), None
    good = keys(mine)
    port = practice.port

    def sends(*headers, fields=None, kind=FORM):
        return ask('POST', '/signout', kind, *headers, cookie=mine, body=urllib.parse.urlencode(fields or good).encode())

    for name, headers in {
            'without a word of where it comes from': (), 'from another site': ('Sec-Fetch-Site: cross-site',),
            'from a neighbour': ('Sec-Fetch-Site: same-site',), 'typed in': ('Sec-Fetch-Site: none',),
            'with an origin of elsewhere': ('Origin: https://evil.example',), 'with no origin': ('Origin: null',),
            'with our origin over TLS': (f'Origin: https://localhost:{port}',),
            'with our name before theirs': (f'Origin: http://localhost:{port}.evil.example',),
            'with both, at odds': (OURS, 'Origin: https://evil.example'),
            'with our page as its referrer alone': (f'Referer: http://localhost:{port}/today',)}.items():
        reply = sends(*headers)
        tap.fact(f'a form {name} is refused', reply.status == 403 and is_in(mine), reply.status)
    other = cookie_of(sign_in())
    for name, fields in {'without a token': {'request': good['request']}, 'with an empty one': good | {'token': ''},
                         'with that of another browser of hers': good | {'token': keys(other)['token']},
                         'with that of a client': good | {'token': keys(client, '/account').get('token', 'none')},
                         'with a guessed one': good | {'token': '0' * 32}}.items():
        reply = sends(OURS, fields=fields)
        tap.fact(f'a form {name} is refused', reply.status == 403 and is_in(mine), reply.status)
    for kind in ('Content-Type: text/plain', 'Content-Type: multipart/form-data; boundary=x', 'Content-Type: application/json', 'X-None: 1'):
        reply = sends(OURS, kind=kind)
        tap.fact(f'a form sent as {kind} is refused', reply.status >= 400 and is_in(mine), reply.status)
    before = good
    later = cookie_of(send('/unlock', good | {'password': PASSWORD}, cookie=mine))
    mine = later
    tap.fact('a token of before one showed who one is counts no more', sends(OURS, fields=before).status == 403 and is_in(mine))
    tap.fact('and what comes from our own page goes through', sends(OURS, fields=keys(mine)).status == 303 and not is_in(mine))


def crooked_paths():
    mine = cookie_of(sign_in())
    secret = open(os.path.join(practice.secrets, 'service.key'), 'rb').read()
    where = ask('GET', '/clients', cookie=mine)
    client = re.search(r'href="(/c/\w+)"', where.text).group(1)
    paths = ['/clients/', '//clients', '/./clients', '/x/../clients', '/%63lients', '/clients%00', '/clients;x', '/clients%2f',
             '/CLIENTS', f'{client}/../../clients', f'{client}%2fedit', f'{client}/./edit', '/clients#x', '/\\clients',
             '/assets/../clients', '/assets/..%2f..%2fclients', '/clients%20', '*']
    for path in paths:
        tap.fact(f'"{path}" is no way round the sign-in', ask('GET', path).status != 200)
    for path in ('/assets/../../../secrets/service.key', '/assets/..%2f..%2f..%2fsecrets%2fservice.key', '/assets/%2e%2e/practice.db',
                 '/../../etc/passwd', '/assets/....//....//etc/passwd', '/assets/' + urllib.parse.quote(practice.secrets, safe='') + '%2fservice.key'):
        reply = ask('GET', path, cookie=mine)
        tap.fact(f'"{path}" leads out of no folder', reply.status in (400, 404) and b'root:' not in reply.body and secret[:16] not in reply.body, reply.status)
    tap.fact('a path of nine thousand letters is refused', ask('GET', '/' + 'a' * 9000, cookie=mine).status in (400, 414, 431))


practice = Practice(holdfast, os.path.join(folder, 'data'), os.path.join(folder, 'secrets')).start()
tap.fact('a practice is founded', practice.found() == [303, 303, 200, 303, 303, 303])
planted_cookies()
kept_sessions()
split_replies()
ways_away()
every_reply_is_silent()
her_client = one_time_links()
borrowed_names()
methods()
forms_from_elsewhere(her_client)
crooked_paths()
tap.fact('the program ends well', practice.stop() == 0 and not any(word in practice.log for word in SOUNDS_BROKEN), practice.log)
cookies_over_tls()
shutil.rmtree(folder)
sys.exit(tap.end())
