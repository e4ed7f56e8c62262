// A client's own passkey: kept on their phone, signing in, and a yes that it confirms for exactly
// these words, with the receipt that says so. Looking with axe would take the authenticator away.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { screenshot } from './browser.mjs';
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';
import { fill, goTo, pathOf, person, press, walkOn } from './walk.mjs';
import { answerQuestions, draftPlan, review, sayChecklist, seeAge, yesToAll } from './walk_client.mjs';
import { addClient, makeLink, openLink, setUp } from './walk_house.mjs';

const OWN = { login: 'robin at home', password: 'nine slow copper kettles' };
const said = ({ page }) => page.locator('main').innerText();

async function authenticator({ context, page }) {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true,
    hasUserVerification: true, isUserVerified: true, hasPrf: true, automaticPresenceSimulation: true } });
}

async function keepsOne(client) {
  await goTo(client, '/account/passkeys');
  check('without a password of their own none is kept', await client.page.locator('form[action="/account/passkeys/new"]').count() === 0);
  await goTo(client, '/account');
  await fill(client, OWN);
  await press(client, 'form[action="/account"] button.main');
  await goTo(client, '/account/passkeys');
  await press(client, 'form[action="/account/passkeys/new"] button');
  await press(client, 'form[data-passkey=make] button');
  await press(client, 'form[data-passkey=use] button');
  await screenshot(client, 'own-passkey-kept');
  check('a client keeps a passkey', (await said(client)).includes('Signs you in without a password'));
}

async function comesIn(client) {
  await goTo(client, '/me');
  await press(client, 'form[action="/signout"] button');
  await goTo(client, '/signin');
  await press(client, 'form[action="/signin/answer"] button');
  equal('and signs in with it', pathOf(client), '/me');
}

async function sayAll(client) {
  await client.page.evaluate(yesToAll, 'yes');
  await client.page.evaluate(sayChecklist, '');
  await client.page.locator('[name=agree]').check({ force: true });
  await fill(client, { name: 'Robin' });
}

async function confirms(client) {
  await goTo(client, '/me/consent');
  await screenshot(client, 'consent-may-confirm');
  await sayAll(client);
  await fill(client, { never: 'my neck, ever' });
  await press(client, 'button[name=confirm]');
  await screenshot(client, 'confirm');
  check('what is never wanted stands among the words', (await said(client)).includes('Never: my neck, ever'));
  check('the page says exactly what the passkey signs', await client.page.locator('.readback li').count() > 0);
  const nonce = await client.page.locator('[name=nonce]').first().inputValue();
  await client.page.evaluate(() => { document.querySelector('form[data-passkey] [name=name]').value = 'Somebody else'; });
  equal('a passkey that confirmed other words confirms nothing', (await press(client, 'form[data-passkey] button')).status(), 422);
  check('and no yes is kept', (await said(client)).includes('No yes was kept'));
  await sayAll(client);
  await press(client, 'button[name=confirm]');
  check('each question is another', await client.page.locator('[name=nonce]').first().inputValue() !== nonce);
  await press(client, 'form[data-passkey] button');
  equal('confirmed, it is kept', pathOf(client), '/me/consent/saved');
  await press(client, 'a[href^="/me/receipts/"]');
  await screenshot(client, 'receipt-passkey');
  check('the receipt says that the passkey confirmed these words', (await said(client)).includes('own passkey for exactly these words'));
}

async function signsWithout(plain) {
  await goTo(plain, '/signin');
  await fill(plain, OWN);
  await press(plain, 'main form[action="/signin"] button.main');
  await goTo(plain, '/me/consent');
  await sayAll(plain);
  await press(plain, 'button[name=confirm]');
  await screenshot(plain, 'confirm-plain');
  check('without scripts the page says so', (await plain.page.locator('noscript').first().textContent()).includes('sign without one'));
  await press(plain, 'form[action="/me/consent"]:not([data-passkey]) button');
  equal('and the way without a passkey is there', pathOf(plain), '/me/consent/saved');
  await press(plain, 'a[href^="/me/receipts/"]');
  const receipt = await said(plain);
  check('whose receipt says an own device, and no passkey', receipt.includes('own device') && !receipt.includes('own passkey'), [receipt]);
}

export default async function ownPasskey(browser) {
  const server = await serve();
  const walk = walkOn(browser, { ...server, origin: `http://localhost:${server.port}`, stop: server.stop });
  try {
    const her = await person(walk, 'practitioner', { size: 'desktop' });
    await setUp(her);
    const id = await addClient(her, 'Robin');
    const client = await person(walk, 'client', { size: 'phone', look: 'dark' });
    await openLink(client, await makeLink(her, id));
    await answerQuestions(client, { look: false });
    await seeAge(her, id);
    await review(her, id);
    await draftPlan(her, id);
    await authenticator(client);
    await keepsOne(client);
    await comesIn(client);
    await confirms(client);
    await signsWithout(await person(walk, 'client', { size: 'phone', js: false }));
  } finally {
    await server.stop();
  }
}
