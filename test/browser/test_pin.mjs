// A client's PIN: chosen on the own phone, typed on the tablet, and what the receipt says of it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';
import { fill, goTo, isAt, person, press, seen, walkOn } from './walk.mjs';
import { agreeTo, answerQuestions, draftPlan, review, seeAge } from './walk_client.mjs';
import { addClient, makeLink, openLink, setUp } from './walk_house.mjs';

const PIN = '402917';
const OTHER = '402918';

async function choosePin(client) {
  await goTo(client, '/account');
  await press(client, 'a[href="/account/pin"]');
  await seen(client, 'pin-none');
  await fill(client, { pin: '123456', again: '123456' });
  equal('an easy PIN is not taken', (await press(client, 'form[action="/account/pin"] button')).status(), 422);
  await seen(client, 'pin-easy');
  await fill(client, { pin: PIN, again: PIN });
  await press(client, 'form[action="/account/pin"] button');
  await seen(client, 'pin-there');
  check('there is a PIN then', await client.page.locator('form[action="/account/pin/end"]').count() === 1);
}

async function handOver(tablet, id) {
  await goTo(tablet, `/c/${id}/handover?purpose=consent`);
  await press(tablet, 'main button.main');
}

// Neither PIN nor witness: nothing is agreed to; a wrong one says how many tries are left.
async function refused(tablet) {
  await goTo(tablet, '/me/consent');
  await tablet.page.locator('.consent-row [value=yes]').first().check({ force: true });
  await tablet.page.locator('[name=agree]').check({ force: true });
  await fill(tablet, { name: 'Robin' });
  equal('without PIN and witness a yes is not kept', (await press(tablet, 'button[value=save]')).status(), 422);
  await seen(tablet, 'consent-pin-needed');
  await fill(tablet, { pin: OTHER });
  equal('with a wrong PIN neither', (await press(tablet, 'button[value=save]')).status(), 422);
  check('it says how many tries are left', (await tablet.page.locator('#how').innerText()).includes('4'));
  check('the PIN is not sent back', await tablet.page.locator('#pin').inputValue() === '');
  await seen(tablet, 'consent-pin-wrong');
}

async function receiptSays(tablet, words) {
  await press(tablet, 'a[href^="/me/receipts/"]');
  await seen(tablet, 'receipt-pin');
  check(`the receipt says: ${words}`, (await tablet.page.locator('main').innerText()).includes(words));
}

async function giveBack(tablet) {
  await goTo(tablet, '/me');
  await press(tablet, 'form[action="/me/give-back"] button');
  await tablet.page.goBack();
  check('Back shows nothing of the client', !(await tablet.page.locator('body').innerText()).includes('Robin'));
  await goTo(tablet, '/me');
  await isAt(tablet, 'nobody is in then', /^\/signin$/);
}

async function walkIt(browser, js) {
  const server = await serve();
  const walk = walkOn(browser, server);
  try {
    const her = await person(walk, 'practitioner', { size: 'desktop', look: 'dark', js });
    await setUp(her);
    const id = await addClient(her, 'Robin');
    const client = await person(walk, 'client', { size: 'phone', look: js ? 'dark' : 'light', js });
    await openLink(client, await makeLink(her, id));
    await choosePin(client);
    await answerQuestions(client, { look: false });
    await seeAge(her, id);
    await review(her, id);
    await draftPlan(her, id);
    await handOver(her, id);
    await refused(her);
    await agreeTo(her, () => fill(her, { pin: PIN }));
    await receiptSays(her, 'with the client’s own PIN');
    await giveBack(her);
  } finally {
    await server.stop();
  }
}

export default async function pin(browser) {
  await walkIt(browser, true);
  await walkIt(browser, false);
}
