// The walk's first part: from an empty folder to a practice, a client and the link to her phone.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { setupToken } from './server.mjs';
import { check } from './tap.mjs';
import { canary, chooseValue, fill, goTo, isAt, press, seen } from './walk.mjs';

const MAIN = 'main button.main';

async function token(her) {
  await goTo(her, '/setup');
  await seen(her, 'setup-token');
  await fill(her, { code: 'wrong-code-here-0000' });
  const refused = await press(her, MAIN);
  check(`a wrong set-up code is refused (${her.name})`, refused.status() === 422, [refused.status()]);
  await fill(her, { code: setupToken(her.walk.server) });
  await press(her, MAIN);
  await isAt(her, `the printed code opens set-up (${her.name})`, /^\/setup\/practice$/);
}

async function practice(her) {
  await seen(her, 'setup-practice');
  await chooseValue(her, 'profile', 'bodywork');
  await fill(her, { practice: 'Quiet House' });
  await her.page.locator('[name=country]').selectOption('at');
  await press(her, MAIN);
  await seen(her, 'setup-owner');
  await fill(her, { name: 'Ana', login: 'ana', password: canary(her.walk, 'owner password') });
  await press(her, MAIN);
}

// The groups as the page shows them; two of them go back as they were written down.
async function recoveryCode(her) {
  await seen(her, 'setup-recovery');
  const groups = await her.page.locator('ol.code code').allTextContents();
  for (const name of ['first', 'second']) {
    const label = await her.page.locator(`label[for=${name}]`).textContent();
    await fill(her, { [name]: groups[Number(label.match(/\d+/)[0]) - 1] });
  }
  await press(her, MAIN);
  await isAt(her, `the recovery code is typed back (${her.name})`, /^\/setup\/safety$/);
  return groups.join('-');
}

async function safety(her) {
  await seen(her, 'setup-safety');
  await fill(her, { emergency: '144', concern_name: 'Uta M.', concern_contact: '+43 1 5550100' });
  await press(her, MAIN);
  await isAt(her, `then comes what she is trained for (${her.name})`, /^\/setup\/credentials$/);
}

async function credentials(her) {
  await seen(her, 'setup-credentials');
  await fill(her, { what: 'Massage therapist', evidence: canary(her.walk, 'evidence'),
    issued: '2024-01-10', until: '2029-01-10' });
  for (const box of await her.page.locator('[name=scope]').all()) await box.check({ force: true });
  await press(her, 'button[value=next]');
  await isAt(her, `then what is missing (${her.name})`, /^\/setup\/check$/);
  await seen(her, 'setup-check');
}

// The practitioner's own readiness: asked on Today, silence refused, nothing chosen beforehand.
async function beReady(her) {
  await press(her, 'a[href="/readiness"]');
  await seen(her, 'readiness');
  check(`nothing about readiness is chosen beforehand (${her.name})`, await her.page.locator('main :checked').count() === 0);
  const refused = await press(her, MAIN);
  check(`silence about readiness is refused (${her.name})`, refused.status() === 422, [refused.status()]);
  await seen(her, 'readiness-wrong');
  for (const yes of await her.page.locator('main [value=yes]').all()) await yes.check({ force: true });
  await press(her, MAIN);
  await isAt(her, `a yes to each leads back to Today (${her.name})`, /^\/today$/);
  check(`and Today asks no more (${her.name})`, await her.page.locator('main a.main[href="/readiness"]').count() === 0);
}

// Signed in as the owner, who practises too, in a practice that can go live.
export async function setUp(her) {
  await token(her);
  await practice(her);
  her.recovery = await recoveryCode(her);
  await safety(her);
  await credentials(her);
  await goTo(her, '/today');
  await seen(her, 'today-empty');
  await beReady(her);
}

export async function signIn(her, password = canary(her.walk, 'owner password')) {
  await goTo(her, '/signin');
  await seen(her, 'signin');
  await fill(her, { login: 'ana', password });
  return press(her, MAIN);
}

// Guessing gets slower and nobody is locked out by it: neither the name nor the machine.
export async function guess(her) {
  const took = [];
  for (let i = 0; i < 6; i++) {
    const from = Date.now();
    const refused = await signIn(her, `wrong guess ${i}`);
    took.push(Date.now() - from);
    if (refused.status() !== 422) check('a wrong password is refused', false, [refused.status()]);
  }
  await seen(her, 'signin-wait');
  check('a wrong password slows the next try', took[5] >= 1900 && took[0] < 1900, took);
  const words = await her.page.locator('main').innerText();
  check('and tells when the next counts', /\d+ seconds/.test(words), [words]);
  await signIn(her);
  await isAt(her, 'the right password still opens the door', /^\/today$/);
}

export async function addClient(her, name) {
  await goTo(her, '/clients/new');
  await seen(her, 'client-new');
  await fill(her, { name, pronoun: 'they', contact: canary(her.walk, `${name} contact`) });
  await press(her, MAIN);
  await isAt(her, `a client is added (${her.name})`, /^\/c\/[0-9a-z]+$/);
  await seen(her, 'client');
  return new URL(her.page.url()).pathname.split('/')[2];
}

// {path, word}: what is sent, and what is said aloud.
export async function makeLink(her, client) {
  await goTo(her, `/c/${client}/link`);
  await seen(her, 'link');
  await press(her, MAIN);
  await seen(her, 'link-made');
  const url = await her.page.locator('code.long').textContent();
  return { path: new URL(url).pathname, word: (await her.page.locator('p.word').textContent()).trim() };
}

export async function openLink(client, link) {
  await goTo(client, link.path);
  await seen(client, 'link-enter');
  await fill(client, { word: link.word });
  await press(client, MAIN);
  await isAt(client, `link and word open the client's page (${client.name})`, /^\/me$/);
  await seen(client, 'me-new');
}
