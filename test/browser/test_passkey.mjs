// Passkeys in a real browser with an authenticator that Chromium plays: kept in two steps, signing in,
// unlocking, ending; with the PRF extension and without. Looking with axe would take the authenticator
// away (both are sessions of the debugger): axe meets these pages as samples, in test_pages.mjs.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { open, screenshot, visit } from './browser.mjs';
import { foundPractice, OWNER } from './people.mjs';
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';

const path = ({ page }) => new URL(page.url()).pathname;
const said = ({ page }) => page.textContent('main');

async function press(device, selector, to) {
  const { page } = device;
  await Promise.all([page.waitForURL(to), page.locator(selector).first().click()]);
}

async function authenticator({ context, page }, hasPrf) {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true,
    hasUserVerification: true, isUserVerified: true, hasPrf, automaticPresenceSimulation: true } });
}

async function keepOne(desk, hasPrf) {
  await desk.page.goto('/account/passkeys');
  await screenshot(desk, `passkeys-none-${hasPrf}`);
  await press(desk, 'form[action="/account/passkeys/new"] button', '**/new');
  await screenshot(desk, `passkey-make-${hasPrf}`);
  await press(desk, 'form[data-passkey=make] button', '**/made');
  await screenshot(desk, `passkey-try-${hasPrf}`);
  await press(desk, 'form[data-passkey=use] button', '**/account/passkeys');
  await screenshot(desk, `passkeys-one-${hasPrf}`);
  const words = hasPrf ? 'Signs you in without a password' : 'Your password is still needed';
  check(`kept ${hasPrf ? 'with' : 'without'} PRF, the list says what it does`, (await said(desk)).includes(words));
}

async function comesIn(desk, hasPrf) {
  await desk.page.goto('/today');
  await press(desk, 'form[action="/signout"] button', '**/signed-out');
  await desk.page.goto('/signin');
  await screenshot(desk, `signin-passkey-${hasPrf}`);
  await press(desk, 'form[action="/signin/answer"] button', hasPrf ? '**/today' : '**/answer');
  if (hasPrf) return;
  await screenshot(desk, 'passkey-more');
  await desk.page.fill('[name=login]', OWNER.login);
  await desk.page.fill('[name=password]', OWNER.password);
  await press(desk, 'main form button.main', '**/today');
}

async function unlocks(desk, hasPrf) {
  await desk.page.goto('/account/signins');
  await press(desk, 'form[action="/lock"] button', '**/unlock');
  await screenshot(desk, `locked-passkey-${hasPrf}`);
  await press(desk, 'form[data-passkey=use] button', '**/today');
  equal('a passkey unlocks the screen, with PRF and without', path(desk), '/today');
}

async function ends(desk) {
  await desk.page.goto('/account/passkeys');
  await press(desk, 'form[action$="/end"] button', '**/account/passkeys');
  check('ended, it is not listed', (await said(desk)).includes('You have none yet'));
  await press(desk, 'form[action="/signout"] button', '**/signed-out');
  await desk.page.goto('/signin');
  await press(desk, 'form[action="/signin/answer"] button', '**/signin?passkey=no');
  check('and signs nobody in', (await said(desk)).includes('not known here'));
  await screenshot(desk, 'signin-passkey-ended');
}

async function withAuthenticator(browser, hasPrf) {
  const server = await serve();
  const desk = await open(browser, `http://localhost:${server.port}`, hasPrf ? {} : { size: 'phone', look: 'dark' });
  await authenticator(desk, hasPrf);
  await foundPractice(desk, server);
  await keepOne(desk, hasPrf);
  await comesIn(desk, hasPrf);
  await unlocks(desk, hasPrf);
  await ends(desk);
  await desk.context.close();
  await server.stop();
}

async function where(browser) {
  const server = await serve();
  const desk = await open(browser, server.origin, { js: false });
  await foundPractice(desk, server);
  await visit(desk, '/account/passkeys', 'passkeys-not-here');
  check('where browsers use none the page says so', (await said(desk)).includes('localhost'));
  const plain = await open(browser, `http://localhost:${server.port}`, { js: false });
  await plain.page.goto('/signin');
  await plain.page.fill('[name=login]', OWNER.login);
  await plain.page.fill('[name=password]', OWNER.password);
  await press(plain, 'main form[action="/signin"] button.main', '**/today');
  await visit(plain, '/account/passkeys', 'passkeys-plain');
  check('without scripts the page says what to do instead', (await plain.page.locator('noscript').first().textContent()).includes('name and password'));
  await desk.context.close();
  await plain.context.close();
  await server.stop();
}

export default async function run(browser) {
  await withAuthenticator(browser, true);
  await withAuthenticator(browser, false);
  await where(browser);
}
