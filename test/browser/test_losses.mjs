// What docs/losses.md says of somebody of the practice: the password, the code on paper, both, a passkey. On phones.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { inspect, open, visit } from './browser.mjs';
import { COLLEAGUES_PASSWORD, OWNER, addClient, addColleague, foundPractice, makeLink, openLink, signIn, typeBack } from './people.mjs';
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';

const NEW_PASSWORD = 'four slow barges upstream';
const path = ({ page }) => new URL(page.url()).pathname;
const press = ({ page }, selector) => page.locator(selector).first().click();
const said = ({ page }) => page.textContent('main');
const codeOf = async ({ page }) => (await page.locator('ol.code code').allTextContents()).join('-');

// Chromium tells its console of every refusal, which is what is wanted here.
async function refused(device, act) {
  device.expects422 = true;
  await act();
  device.expects422 = false;
  device.told.length = 0;
}

async function recover({ page }, { login }, code, password) {
  await page.goto('/recover');
  await page.fill('[name=login]', login);
  await page.fill('[name=code]', code);
  await page.fill('[name=password]', password);
  await page.locator('main form[action="/recover"] button').click();
}

const codeIsRefused = (device, fact, who, code) => refused(device, async () => {
  await recover(device, who, code, 'seven loud market days');
  check(fact, path(device) === '/recover' && await device.page.locator('ol.code').count() === 0, [await said(device)]);
});

const passwordIsRefused = (device, fact, who) => refused(device, async () => {
  await signIn(device, who);
  equal(fact, path(device), '/signin');
});

async function isOut(device, fact) {
  await device.page.goto('/today');
  equal(fact, path(device), '/signin');
}

// --- the password -----------------------------------------------------------------------------------

async function losesPassword(phone, others, code) {
  await visit(phone, '/signin', 'losses-signin');
  await press(phone, 'main a[href="/recover"]');
  await inspect(phone, 'losses-recover');
  await codeIsRefused(phone, 'a code that nobody wrote down opens nothing', OWNER, code.replaceAll(/[0-9]/g, '7'));
  await recover(phone, OWNER, code, NEW_PASSWORD);
  await inspect(phone, 'losses-new-code');
  const next = await codeOf(phone);
  check('the code makes a new one', next.length === code.length && next !== code);
  for (const [name, device] of others) await isOut(device, `every other sign-in has ended: ${name}`);
  await refused(phone, async () => {
    await phone.page.fill('[name=first]', 'AAAA');
    await phone.page.fill('[name=second]', 'AAAA');
    await press(phone, 'main button.main');
    equal('the new code is asked for until it is typed back as it is', await codeOf(phone), next);
  });
  await typeBack(phone);
  equal('typed back, it leads to Today', path(phone), '/today');
  const [[, other]] = others;
  await passwordIsRefused(other, 'the password of before opens nothing', OWNER);
  await codeIsRefused(other, 'nor does the code a second time', OWNER, code);
  await signIn(other, { ...OWNER, password: NEW_PASSWORD });
  equal('the new password does', path(other), '/today');
  return next;
}

// --- the code on paper --------------------------------------------------------------------------------

async function askForCode({ page }, password) {
  await page.goto('/account');
  await page.fill('#again-login', OWNER.login);
  await page.fill('#again-password', password);
  await page.locator('form[action="/account/recovery"] button:not([name])').click();
}

async function losesCode(phone, found, code) {
  await visit(phone, '/account', 'losses-account');
  check('the account page says what a new password ends', /signs you out everywhere else/.test(await said(phone)));
  await refused(phone, async () => {
    await askForCode(phone, OWNER.password);
    equal('no new code without the password', await phone.page.locator('ol.code').count(), 0);
  });
  await askForCode(phone, NEW_PASSWORD);
  await inspect(phone, 'losses-code-again');
  const next = await codeOf(phone);
  await typeBack(phone);
  equal('a new code, typed back, leads on', path(phone), '/today');
  await codeIsRefused(found, 'whoever finds the old code opens nothing with it', OWNER, code);
  await recover(found, OWNER, next, 'two quiet northern lights');
  check('the new one opens', await found.page.locator('ol.code code').count() > 0);
  await isOut(phone, 'and ends the sign-in of before');
}

async function passwordAndCode(browser) {
  const server = await serve();
  const options = { size: 'phone', look: 'dark', js: false };
  const [desk, second, phone, found] = await Promise.all([0, 1, 2, 3].map(() => open(browser, server.origin, options)));
  const code = await foundPractice(desk, server);

  await signIn(second, OWNER);
  equal('signed in on two devices', path(second), '/today');
  const next = await losesPassword(phone, [['the second device', second], ['the first device', desk]], code);
  await losesCode(phone, found, next);
  for (const device of [desk, second, phone, found]) await device.context.close();
  await server.stop();
}

// --- both -----------------------------------------------------------------------------------------------

const opens = async (device, client) => (await device.context.request.get(client, { failOnStatusCode: false })).status();

async function letsRead(phone, reader) {
  await phone.page.goto('/me');
  await press(phone, 'form[action="/me/readers"] button');
  check(`the client lets ${reader} read`, await phone.page.locator('form[action="/me/readers/end"]').count() === 1);
}

async function hasLeft(desk) {
  await desk.page.goto('/people');
  await desk.page.locator('main a[href$="/left"]', { hasText: 'Cleo' }).click();
  await inspect(desk, 'losses-leaving');
  check('the owner reads before how many clients nobody else could read', /\b1\b/.test(await desk.page.textContent('.card.strong h2')));
  await refused(desk, async () => {
    await press(desk, 'form[action$="/left"] button[type=submit]');
    check('and has to say so', await desk.page.locator('.error').count() === 1);
  });
  await desk.page.check('[name=alone]');
  await press(desk, 'form[action$="/left"] button[type=submit]');
  check('then she has left', path(desk) === '/people' && !/Cleo/.test(await said(desk)));
}

async function losesBoth(desk, cleo, next, phone) {
  const robin = await addClient(desk, 'Robin');
  const code = await addColleague(desk, cleo, 'Cleo', 'practitioner', 'clinician');
  const ursel = await addClient(cleo, 'Ursel');

  await openLink(phone, await makeLink(desk, robin));
  await letsRead(phone, 'Cleo');
  equal('before, she reads both: her own client', await opens(cleo, ursel), 200);
  equal('before, she reads both: who let her in', await opens(cleo, robin), 200);
  await hasLeft(desk);
  await isOut(cleo, 'who has left is out where she was');
  await passwordIsRefused(cleo, 'her password of before opens nothing', { login: 'cleo', password: COLLEAGUES_PASSWORD });
  await codeIsRefused(cleo, 'nor does her code, should it be found', { login: 'cleo' }, code);
  await addColleague(desk, next, 'Cleo', 'practitioner', 'clinician');
  equal('added anew, she comes in under the same name', (await next.page.goto('/today')).status() === 200 && path(next), '/today');
  equal('and reads nobody yet', await opens(next, robin), 404);
  await letsRead(phone, 'the new keys');
  await visit(next, robin, 'losses-let-in');
  check('the new keys read who lets them in', /Robin/.test(await next.page.textContent('h1')));
  equal('what she alone could read stays closed', await opens(next, ursel), 404);
}

async function both(browser) {
  const server = await serve();
  const [desk, cleo, next, phone] = await Promise.all([0, 1, 2, 3].map(() => open(browser, server.origin, { size: 'phone' })));

  await foundPractice(desk, server);
  await losesBoth(desk, cleo, next, phone);
  for (const device of [desk, cleo, next, phone]) await device.context.close();
  await server.stop();
}

// --- a passkey --------------------------------------------------------------------------------------------

// A phone's own authenticator, played by Chromium; looking with axe would take it away.
async function authenticator({ context, page }) {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
    isUserVerified: true, automaticPresenceSimulation: true } });
  return { session, authenticatorId };
}

async function goTo(device, selector, to) {
  await Promise.all([device.page.waitForURL(to), press(device, selector)]);
}

async function keepPasskey(device) {
  await device.page.goto('/account/passkeys');
  await goTo(device, 'form[action="/account/passkeys/new"] button', '**/new');
  await goTo(device, 'form[data-passkey=make] button', '**/made');
  await goTo(device, 'form[data-passkey=use] button', '**/account/passkeys');
}

// The phone is gone, and its key with it; `finder` has both.
async function isFound({ session, authenticatorId }, finder) {
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
  await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  const there = await authenticator(finder);
  for (const credential of credentials)
    await there.session.send('WebAuthn.addCredential', { authenticatorId: there.authenticatorId, credential });
  return credentials.length;
}

const tries = async (device, to) => {
  await device.page.goto('/signin');
  await goTo(device, 'form[action="/signin/answer"] button', to);
};

async function losesPasskey(her, finder) {
  await keepPasskey(her);
  const keys = await isFound(await her.authenticator, finder);
  equal('one key is lost', keys, 1);
  await tries(finder, '**/answer');
  check('until she takes it off it says who she is, and the password is wanted', await finder.page.locator('[name=password]').count() === 1);
  await goTo(her, 'form[action="/signout"] button', '**/signed-out');
  await signIn(her, OWNER);
  equal('she signs in with the password', path(her), '/today');
  await her.page.goto('/account/passkeys');
  await goTo(her, 'form[action$="/end"] button', '**/account/passkeys');
  check('and takes the key off', /You have none yet/.test(await said(her)));
  await tries(finder, '**/signin?passkey=no');
  check('whoever finds it is nobody here', /not known here/.test(await said(finder)));
}

async function passkey(browser) {
  const server = await serve();
  const [her, finder] = await Promise.all([0, 1].map(() => open(browser, `http://localhost:${server.port}`, { size: 'phone' })));

  her.authenticator = await authenticator(her);
  await foundPractice(her, server);
  await losesPasskey(her, finder);
  await her.context.close();
  await finder.context.close();
  await server.stop();
}

export default async function run(browser) {
  await passwordAndCode(browser);
  await both(browser);
  await passkey(browser);
}
