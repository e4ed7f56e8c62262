// What a client takes along, what is erased by a wish, and the ways back: a lost phone, a stolen tablet, an older copy, a burnt machine.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, open, visit } from './browser.mjs';
import { OWNER, addClient, foundPractice, makeLink, openLink, signIn, typeBack } from './people.mjs';
import { PROGRAM, serve, verify } from './server.mjs';
import { check, equal } from './tap.mjs';

const VERIFIER = PROGRAM.replace(/main\/holdfast$/, 'verify/holdfast-verify');
const pathOf = ({ page }) => new URL(page.url()).pathname;
const press = ({ page }, selector) => page.locator(selector).first().click();
const text = ({ page }, selector = 'main') => page.textContent(selector);
const leaves = (program, ...args) => spawnSync(program, args, { encoding: 'utf8' }).status;

async function downloaded({ page }, selector, to) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator(selector).first().click()]);
  await file.saveAs(to);
  return to;
}

// --- taking along ---------------------------------------------------------------------------------

async function takesAlong(phone, folder) {
  await visit(phone, '/me/everything', 'carry-everything');
  check('the page tells the ways in that are open', /Signed in just now: 1/.test(await text(phone, '#ways')));
  const zip = await downloaded(phone, 'form[action="/me/copy"] button', join(folder, 'copy.zip'));
  equal('the file is a whole ZIP', leaves('unzip', '-tq', zip), 0);
  execFileSync('unzip', ['-q', zip, '-d', folder]);
  const copy = join(folder, 'holdfast-copy');
  equal('its sums hold', spawnSync('sha256sum', ['--quiet', '--strict', '-c', 'SHA256SUMS'], { cwd: copy }).status, 0);
  equal('holdfast-verify takes its ledger', leaves(VERIFIER, '--quiet', join(copy, 'proof', 'ledger.bin')), 0);
  check('it has a page to read', readdirSync(copy).includes('index.html'));
  await phone.page.goto('/me/everything');
  check('the copy is told afterwards', /a copy of the whole record/.test(await text(phone)));
}

// --- erasing by a wish, and its receipt -------------------------------------------------------------

async function wishes(phone) {
  await phone.page.goto('/me/everything');
  await phone.page.check('[name=wish][value=erase]');
  await press(phone, 'main form[action="/me/everything"] button');
}

async function erasesDue(desk, phone, client, folder) {
  await wishes(phone);
  await visit(desk, '/due', 'carry-due');
  check('the wish stands on the page of what is due', /Asked for/.test(await text(desk, '#wishes')));
  await desk.page.locator('#wishes [name=sure]').check();
  await press(desk, '#wishes form button');
  equal('after the signature the record shows what is left', pathOf(desk), `${client}/everything`);
  await press(desk, 'a[href*="/erasures/"]');
  await inspect(desk, 'carry-erased');
  const number = (await text(desk, 'code.reference')).trim();
  await desk.page.goto('/due');
  equal('it is not asked a second time', await desk.page.locator('#wishes').count(), 0);
  await visit(phone, '/me/everything', 'carry-gone');
  await press(phone, 'a[href^="/me/erasures/"]');
  await inspect(phone, 'carry-receipt');
  equal('the client has the same number', (await text(phone, 'code.reference')).trim(), number);
  const file = await downloaded(phone, 'a[download]', join(folder, 'receipt.bin'));
  return { number, file };
}

async function looksUp(desk, number) {
  await visit(desk, '/receipt', 'carry-find');
  await desk.page.fill('[name=number]', '0000-0000-0000-0000-0000');
  await press(desk, 'main form button');
  check('a number that nobody gave is told as such', !/records? erased|gone for good/i.test(await text(desk)));
  await desk.page.fill('[name=number]', number);
  await press(desk, 'main form button');
  await inspect(desk, 'carry-found');
  check('the number leads to its entry', /gone for good/.test(await text(desk)));
}

// A colleague's client: the owner reads nothing and erases what was asked for all the same.
async function erasesUnread(browser, desk, server, options) {
  const jonas = await open(browser, server.origin, options);
  const phone = await open(browser, server.origin, { ...options, size: 'phone' });

  await desk.page.goto('/people');
  await desk.page.fill('[name=name]', 'Jonas');
  await desk.page.check('[name=role][value=practitioner]');
  await press(desk, 'main form[action="/people"] button.main');
  await openLink(jonas, { path: new URL(await text(desk, 'code.long')).pathname, word: await text(desk, '.word') });
  await jonas.page.fill('[name=login]', 'jonas');
  await jonas.page.fill('[name=password]', 'nine old green bottles');
  await press(jonas, 'main form[action="/account"] button.main');
  await typeBack(jonas);
  const client = await addClient(jonas, 'Ursel');
  await openLink(phone, await makeLink(jonas, client));
  await wishes(phone);
  equal('the owner can not open the record', (await desk.context.request.get(client, { failOnStatusCode: false })).status(), 404);
  await visit(desk, '/due', 'carry-due-closed');
  check('the wish is told without the name', !/Ursel/.test(await text(desk)) && await desk.page.locator('#wishes form').count() === 1);
  await desk.page.locator('#wishes [name=sure]').check();
  await press(desk, '#wishes form button');
  equal('and the owner is back where such wishes stand', pathOf(desk), '/due');
  equal('this one stands there no more', await desk.page.locator('#wishes').count(), 0);
  await phone.page.goto('/me/everything');
  check('the client reads what became of it', /Answered: Partly/.test(await text(phone, '#asked')));
  await jonas.context.close();
  await phone.context.close();
}

// --- ways back --------------------------------------------------------------------------------------

async function losesPhone(browser, desk, phone, client, server, options) {
  const next = await open(browser, server.origin, { ...options, size: 'phone' });

  await openLink(next, await makeLink(desk, client));
  equal('a new link opens the record on another phone', pathOf(next), '/me');
  check('it is the same record', /Robin/.test(await text(next, 'h1')));
  await phone.page.goto('/me');
  equal('the lost phone opens nothing any more', pathOf(phone), '/signin');
  await phone.context.close();
  return next;
}

// Handed over and carried off: a new link ends that pass as well.
async function losesTablet(browser, desk, client, server, options) {
  const tablet = await open(browser, server.origin, options);

  await signIn(tablet, OWNER);
  await tablet.page.goto(`${client}/handover?purpose=home`);
  await press(tablet, 'main form button.main');
  equal('the tablet is the client’s', pathOf(tablet), '/me');
  await desk.page.goto(`${client}/everything`);
  check('the desk sees that one is out', /tablet that was handed over: 1/.test(await text(desk, '#ways')));
  const link = await makeLink(desk, client);
  await tablet.page.goto('/me');
  equal('a new link ends what it could open', pathOf(tablet), '/signin');
  await tablet.context.close();
  return link;
}

// --- an older copy ----------------------------------------------------------------------------------

// Something is asked after the copy was made; then somebody puts the copy back.
async function isPutBack(phone, server, folder) {
  const older = join(folder, 'older');

  await server.kill();
  cpSync(server.data, older, { recursive: true });
  await server.restart();
  await wishes(phone);
  await server.kill();
  rmSync(server.data, { recursive: true });
  cpSync(older, server.data, { recursive: true });
  await server.restart();
}

async function goesOn(desk, phone, client) {
  await signIn(desk, OWNER);
  await visit(desk, '/today', 'carry-older-today');
  check('every page says that it is an older copy', /stands on an older copy/.test(await text(desk)));
  desk.told.length = 0;
  await desk.page.goto(`${client}/edit`);
  await desk.page.fill('[name=name]', 'Somebody');
  await press(desk, 'main form button.main');
  check('what is not taken says why', /only stop, no and taking back count/.test(await text(desk)));
  desk.told.length = 0; // the browser tells its console of the 500
  await desk.page.goto('/today');
  await press(desk, 'main a[href="/older"]');
  await inspect(desk, 'carry-older');
  check('the owner reads how much is missing', /at least: [1-9]/.test(await text(desk)));
  await desk.page.check('[name=sure]');
  await press(desk, 'form[action="/older"] button');
  equal('going on signs everybody out', pathOf(desk), '/signin');
  await signIn(desk, OWNER);
  check('then everything is taken again', !/stands on an older copy/.test(await text(desk)));
  await visit(desk, '/older', 'carry-older-none');
  await desk.page.goto(client);
  check('and the record says what is missing', /an older copy of its records/.test(await text(desk)));
  await openLink(phone, await makeLink(desk, client));
  equal('the client comes in by a new link', pathOf(phone), '/me');
}

// --- another machine --------------------------------------------------------------------------------

function backUp(server, folder) {
  const to = join(folder, 'backups');
  const place = ['--data', server.data, '--secrets', server.secrets];
  const sheet = execFileSync(PROGRAM, ['backup', ...place, '--new-key'], { encoding: 'utf8' });
  const read = (name) => sheet.match(new RegExp(`^ *${name} +(\\S+)$`, 'm'))[1];

  mkdirSync(to);
  execFileSync(PROGRAM, ['backup', ...place, '--to', to]);
  return { to, paper: `${read('backup key')}\n${read('pepper')}\n` };
}

async function burns(server, folder, { to, paper }) {
  await server.kill();
  server.data = join(folder, 'there');
  server.secrets = join(folder, 'there-secrets');
  execFileSync(PROGRAM, ['restore', '--from', to, '--data', server.data, '--secrets', server.secrets], { input: paper });
  await server.restart();
}

async function comesBack(desk, phone, client) {
  await desk.page.goto('/today');
  equal('nobody is signed in on the other machine', pathOf(desk), '/signin');
  await signIn(desk, OWNER);
  equal('the password is the one they had', pathOf(desk), '/today');
  await visit(desk, client, 'carry-older-client');
  check('the desk reads that something may be missing', /an older copy of its records/.test(await text(desk)));
  await phone.page.goto('/me');
  equal('nor is the client', pathOf(phone), '/signin');
  await openLink(phone, await makeLink(desk, client));
  await visit(phone, '/me', 'carry-older-me');
  check('the client reads it, too', /an older copy of its records/.test(await text(phone)));
  await phone.page.goto('/me/everything');
  check('what was erased is still erased', /erased for good/.test(await text(phone)));
}

async function onDevices(browser, js, look) {
  const server = await serve();
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-carry-'));
  const options = { js, look };
  const desk = await open(browser, server.origin, options);
  let phone = await open(browser, server.origin, { ...options, size: 'phone' });

  await foundPractice(desk, server);
  const client = await addClient(desk, 'Robin');
  await openLink(phone, await makeLink(desk, client));
  await takesAlong(phone, folder);
  const receipt = await erasesDue(desk, phone, client, folder);
  await looksUp(desk, receipt.number);
  if (js) await erasesUnread(browser, desk, server, options);
  await isPutBack(phone, server, folder);
  await goesOn(desk, phone, client);
  phone = await losesPhone(browser, desk, phone, client, server, options);
  await openLink(phone, await losesTablet(browser, desk, client, server, options));
  await burns(server, folder, backUp(server, folder));
  await comesBack(desk, phone, client);
  for (const device of [desk, phone]) await device.context.close();
  await server.kill();
  const place = ['--data', server.data, '--secrets', server.secrets];
  equal('the receipt of the erasure is of this ledger', leaves(PROGRAM, 'receipt', 'check', ...place, receipt.file), 0);
  const whole = verify(server);
  check('and it holds', whole.isWell, [whole.said]);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

export default async function run(browser) {
  await onDevices(browser, true, 'light');
  await onDevices(browser, false, 'dark');
}
