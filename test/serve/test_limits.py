#!/usr/bin/env python3
# Five tries of a client's PIN, and thirty clients in ten minutes: through the door of a real practice, by somebody who
# sends everything at once, from several tablets and sign-ins, and over a restart of the program in between.
# usage: test_limits.py HOLDFAST HOLDFAST_DEMO
# SPDX-License-Identifier: AGPL-3.0-or-later
import atexit
import concurrent.futures
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'storm'))
from hostile import SOUNDS_BROKEN, Practice, Tap, verify  # noqa: E402

PIN, AT_ONCE = '402917', 12
MIRIAM, TERESA, ROBIN = 'slow rivers carry boats', 'windows open towards may', 'amber leaves on the stairs'
BRAKE, MORE = 30, 8
SAID = {'q.CO03.others': 'nobody', 'q.CO15.offer': 'declined', 'q.CO19.need': 'no', 'q.CO19.understood': 'yes', 'q.CO29.use': 'no'}
holdfast, demo = sys.argv[1:3]
tap = Tap()
folder = tempfile.mkdtemp(prefix='holdfast-limits-')
atexit.register(shutil.rmtree, folder, ignore_errors=True)
data, secrets = os.path.join(folder, 'data'), os.path.join(folder, 'secrets')


class Who(Practice):
    """One browser more at the same program."""

    def __init__(self, login=None, password=None):
        super().__init__(holdfast, data, secrets)
        if login:
            self.send('/signin', login=login, password=password)

    def ask(self, method, path, form=None):
        self.port = served.port  # another one after each restart
        answer = super().ask(method, path, form)
        assert answer[0] != 0, (path, answer[1])
        return answer


def restart():
    global log
    served.stop()
    log += served.log
    served.start()


def tablet(client):
    """A tablet that was handed over to this client; who handed it over is signed out on it."""
    other = Who('miriam', MIRIAM)
    status, _, to = other.send(f'/c/{client}/handover', purpose='consent')
    assert (status, to) == (303, '/me/consent'), (status, to)
    return other


# --- PIN -------------------------------------------------------------------------------------------

def choose_pin(phone):
    """True if it stands then."""
    return phone.send('/account/pin', pin=PIN, again=PIN)[0] == 303 and tries_left(phone) == 5


def tries_left(phone):
    """As the client's own page tells it; 0: there is no PIN."""
    page = phone.ask('GET', '/account/pin')[1]
    wrong = re.search(r'Wrong tries since it last fitted: (\d)', page)
    return 5 - int(wrong.group(1) if wrong else 0) if '/account/pin/end' in page else 0


def yes_form(page):
    """Yes to all that is proposed, everything said, and signed."""
    form = dict(re.findall(r'name="(token|request|seen)" value="([^"]*)"', page)) | {'agree': '1', 'name': 'Robin', 'told': '1', 'go': 'save'}
    for tag in re.findall(r'<input [^>]*>', page):
        name, value = (re.search(rf'{what}="([^"]*)"', tag) for what in ('name', 'value'))
        name, value = name.group(1) if name else '', html.unescape(value.group(1)) if value else 'on'
        if name.startswith('t.') or name in SAID and value == SAID[name] or name.startswith('q.') and 'checkbox' in tag:
            form.setdefault(name, []).append(value)
        elif re.match(r'[rpc]\.', name) and value in ('yes', '4', 'skin'):
            form[name] = value
    return form


def sign(device, pin, more=''):
    """A yes to everything, signed with this PIN: 'kept', 'wrong N', 'over', or what else was answered."""
    form = yes_form(device.ask('GET', '/me/consent')[1])
    status, page, to = device.ask('POST', '/me/consent', form | {'pin': pin})
    left = re.search(r'That is not your PIN. Tries left: (\d)', page)
    if left:
        return 'wrong ' + left.group(1)
    return 'over' if 'The PIN is over' in page else 'kept' if (status, to) == (303, '/me/consent/saved') else f'{status} {to}'


def wrong_pins(n):
    return [f'{918273 + i}' for i in range(n)]


def tries_of_a_pin(phone, client):
    here, there = tablet(client), tablet(client)
    tap.fact('a client chooses a PIN on their own device', choose_pin(phone))
    tap.fact('with it a yes on the tablet is kept', sign(here, PIN) == 'kept')
    tap.fact('a wrong one keeps none, and says that four are left', sign(here, wrong_pins(1)[0]) == 'wrong 4')
    tap.fact('another tablet has the four', sign(there, wrong_pins(1)[0]) == 'wrong 3')
    restart()
    tap.fact('after a restart three are left on the phone', tries_left(phone) == 3)
    tap.fact('and on the tablet', sign(here, wrong_pins(1)[0]) == 'wrong 2')
    fresh = tablet(client)
    tap.fact('a tablet handed over anew has no more', sign(fresh, wrong_pins(1)[0]) == 'wrong 1')
    restart()
    tap.fact('the fifth ends it', sign(there, wrong_pins(1)[0]) == 'over' and tries_left(phone) == 0)
    tap.fact('then the right one opens nothing', sign(here, PIN) == 'over')
    restart()
    tap.fact('nor after a restart', sign(fresh, PIN) == 'over' and tries_left(phone) == 0)


def tries_at_once(phone, client):
    tablets = [tablet(client) for _ in range(3)]
    tap.fact('a client chooses a PIN anew', choose_pin(phone))
    form = yes_form(tablets[0].ask('GET', '/me/consent')[1])
    keys = [dict(re.findall(r'name="(token|request)" value="([^"]*)"', t.ask('GET', '/me/consent')[1])) for t in tablets]

    def one(i, pin):
        for _ in range(50):  # busy is no answer
            status, page, to = tablets[i % 3].ask('POST', '/me/consent', form | keys[i % 3] | {'pin': pin})
            if status != 503:
                return status, (re.findall(r'Tries left: (\d)', page) + ['over'])[0], to
        return 0, 'busy', ''

    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        answers = [f.result() for f in [pool.submit(one, i, pin) for i, pin in enumerate(wrong_pins(AT_ONCE))]]
    counted = sorted(left for _, left, _ in answers if left != 'over')
    tap.fact(f'of {AT_ONCE} wrong ones at once, from three tablets, five are tried and no two are one', counted == ['1', '2', '3', '4'], answers)
    tap.fact('none is kept, and the PIN is over', all(to != '/me/consent/saved' for _, _, to in answers) and tries_left(phone) == 0, answers)
    tap.fact('the right one opens nothing', sign(tablets[0], PIN) == 'over')
    page = yes_form(tablets[0].ask('GET', '/me/consent')[1])
    tap.fact('the other ways remain: a witness', tablets[0].ask('POST', '/me/consent', page | {'witness': '1'})[2] == '/me/consent/saved')
    answers = tablets[0].ask('POST', '/me/none', keys[0])
    tap.fact('and a no, with no PIN at all', answers[0] == 303, answers[0])


# --- brake -----------------------------------------------------------------------------------------

def opens(who, client, name):
    """The record, and not the page that asks why."""
    status, page, _ = who.ask('GET', f'/c/{client}')
    return status == 200 and name in page


def add_clients(desk):
    names = [f'Quell{chr(97 + i // 26)}{chr(97 + i % 26)}' for i in range(BRAKE + MORE)]
    added = [re.fullmatch(r'/c/(\w+)', desk.add_client(name)[2]) for name in names]
    return [(found.group(1), name) for found, name in zip(added, names) if found]


def rows_with_client():
    lines = subprocess.run([holdfast, 'routes'], capture_output=True, text=True, timeout=60).stdout.splitlines()
    return [(line.split()[0], line.split()[-1]) for line in lines if '/c/{client}' in line]


def is_silent(who, method, path, client, page):
    """Does this row tell nothing of a client beyond the brake? The name is in each record's head."""
    path = re.sub(r'\{[a-z]+\}', '0' * 26, path.replace('{client}', client[0]))
    keys = dict(re.findall(r'name="(token|request)" value="([^"]*)"', page))
    status, text, to = who.ask(method, path, None if method == 'GET' else keys | {'words': 'x', 'password': TERESA, 'go': 'x'})
    return status != 503 and client[1] not in text and 'kim@example.org' not in text and not text.startswith('PK')


def thirty_clients():
    desk = Who('teresa', TERESA)
    clients = add_clients(desk)
    tap.fact(f'{BRAKE + MORE} clients are added', len(clients) == BRAKE + MORE)
    others = [Who('teresa', TERESA) for _ in range(3)]

    def one(i):
        for _ in range(50):
            status, page, to = others[i % 3].ask('GET', f'/c/{clients[i][0]}')
            if status != 503:
                return status == 200 and clients[i][1] in page
        return None

    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        opened = list(pool.map(one, range(len(clients))))
    tap.fact(f'of {BRAKE + MORE} at once, through three sign-ins, {BRAKE} open', opened.count(True) == BRAKE and None not in opened, opened)
    beyond = [c for c, did in zip(clients, opened) if not did]
    tap.fact('the sign-in that read none is held up, too', not any(opens(desk, *c) for c in beyond))
    tap.fact('a new sign-in as well', not any(opens(Who('teresa', TERESA), *c) for c in beyond[:2]))
    restart()
    tap.fact('after a restart no more open', not any(opens(desk, *c) for c in beyond))
    page = desk.ask('GET', '/reading')[1]
    rows = rows_with_client()
    loud = [f'{method} {path}' for method, path in rows if not is_silent(desk, method, path, beyond[0], page)]
    tap.fact(f'none of the {len(rows)} rows about a client tells of one beyond it', len(rows) > 30 and loud == [], loud)
    tap.fact('nor is the next one any nearer', not opens(desk, *beyond[1]))
    tap.fact('the list of names stays', beyond[0][1] in desk.ask('GET', '/clients')[1])
    found = desk.ask('GET', '/clients?q=' + beyond[0][1])[1]
    tap.fact('the search in it finds names, and no address', beyond[0][1] in found and 'kim@example.org' not in found)
    refused, said = refuses_to_take_along(beyond[0])
    tap.fact('the command that writes a record to take along does not', refused and 'too many clients' in said, said)
    tap.fact('without a word nobody goes on', desk.send('/reading', words=' ')[0] == 422 and not opens(desk, *beyond[0]))
    tap.fact('with one she does', desk.send('/reading', words='The health office asks.')[0] == 303 and opens(desk, *beyond[0]))
    owner = Who('miriam', MIRIAM)
    tap.fact('and the owner reads why', 'The health office asks.' in owner.ask('GET', '/reading')[1])


def refuses_to_take_along(client):
    """Is this record refused to the command on the same folders, and in which words?"""
    out = os.path.join(folder, 'copy.zip')
    done = subprocess.run([holdfast, 'export-client', '--data', data, '--secrets', secrets, '--login', 'teresa', '--client', client[0], out],
                          capture_output=True, text=True, input=TERESA + '\n', timeout=120)
    return done.returncode != 0 and not os.path.exists(out), done.stderr


made = subprocess.run([demo, '--data', data, '--secrets', secrets], capture_output=True, text=True, timeout=300)
log = ''
served = Practice(holdfast, data, secrets).start()
desk, phone = Who('miriam', MIRIAM), Who('robin', ROBIN)
found = re.search(r'<a[^>]*href="/c/(\w+)"[^>]*>[^<]*Robin', desk.ask('GET', '/clients')[1])
tap.fact('the practice and a client are there', made.returncode == 0 and found is not None, made.stderr[-300:])
tries_of_a_pin(phone, found.group(1))
tries_at_once(phone, found.group(1))
thirty_clients()
served.stop()
log += served.log
tap.fact('the program has ended well each time', not any(word in log for word in SOUNDS_BROKEN), log[-800:])
last = verify(holdfast, data, secrets)
tap.fact('and the ledger is whole', last.returncode == 0, last.stdout + last.stderr)
sys.exit(tap.end())
