// The tablet that changes hands, and two browsers on one client: what each may, and what it sees.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';
import { chooseValue, goTo, isAt, pathOf, person, press, seen, walkOn } from './walk.mjs';
import { agreePlan, agreeTo, answerQuestions, draftPlan, review, seeAge } from './walk_client.mjs';
import { addClient, makeLink, openLink, setUp, signIn } from './walk_house.mjs';
import { comeIn } from './walk_room.mjs';

async function handOver(tablet, client, purpose) {
  await goTo(tablet, `/c/${client}/handover?purpose=${purpose}`);
  await seen(tablet, 'handover');
  await press(tablet, 'main button.main');
}

async function giveBack(tablet) {
  await goTo(tablet, '/me');
  await press(tablet, 'form[action="/me/give-back"] button');
  await goTo(tablet, '/me');
  await isAt(tablet, 'nobody can go back into a tablet that was given back', /^\/signin$/);
  await signIn(tablet);
}

// On a shared device nobody can say yes to what is intimate, and nobody can make the page say it.
async function intimateIsNotOffered(tablet) {
  await goTo(tablet, '/me/consent');
  await seen(tablet, 'consent-tablet');
  const rows = tablet.page.locator('.consent-row');
  const without = await rows.evaluateAll((all) => all.filter((row) => row.querySelector('[value=yes]') === null).length);
  check('on a shared tablet intimate rows offer no yes', without > 0, [`${await rows.count()} rows`]);
  await tablet.page.evaluate(() => document.querySelectorAll('.consent-row').forEach((row) => {
    const answer = row.querySelector('[value=no]');
    if (row.querySelector('[value=yes]') === null) Object.assign(answer, { value: 'yes', checked: true });
  }));
  await tablet.page.locator('[name=agree]').check({ force: true });
  await tablet.page.locator('[name=name]').fill('Robin');
  const answer = await press(tablet, 'button[value=save]');
  check('a yes that was forced in is refused', answer.status() >= 400, [answer.status()]);
}

// What the client takes back on the phone counts on the desk's page that was open before.
async function narrowedElsewhere(her, client, id) {
  await goTo(her, `/c/${id}/begin`);
  await goTo(client, '/me');
  await press(client, '.agreed button[value=no]');
  const answer = await press(her, 'main button.main');
  equal('a yes taken back in one browser denies the start in the other', answer.status(), 409);
  await seen(her, 'begin-denied');
  await goTo(client, '/me/consent');
  await agreeTo(client);
}

async function onOneTablet(her, id) {
  await agreePlanAgain(her, id);
  await goTo(her, `/c/${id}/begin`);
  await chooseValue(her, 'device', 'shared');
  await press(her, 'main button.main');
  await comeIn(her);
  await seen(her, 'live-tablet');
  await her.page.locator('#stop').click();
  check('stop on the shared tablet shows at once', await her.page.locator('#stop-screen').isVisible());
  await seen(her, 'stopped-tablet');
}

async function agreePlanAgain(her, id) {
  await goTo(her, `/c/${id}/plan`);
  if (await her.page.locator('button[value=agree]').count() > 0) await press(her, 'button[value=agree]');
  check('the plan stands again', await her.page.locator('a[href$="/begin"]').count() > 0, [pathOf(her)]);
}

export default async function tablet(browser) {
  const server = await serve();
  const walk = walkOn(browser, server);
  try {
    const her = await person(walk, 'practitioner', { size: 'desktop', look: 'dark' });
    await setUp(her);
    const id = await addClient(her, 'Robin');
    await handOver(her, id, 'intake');
    await answerQuestions(her, { look: false });
    await giveBack(her);
    await seeAge(her, id);
    await review(her, id);
    await draftPlan(her, id, 'holdfast-anal-massage');
    await handOver(her, id, 'consent');
    await intimateIsNotOffered(her);
    await giveBack(her);
    const other = await addClient(her, 'Kim');
    const client = await person(walk, 'client', { size: 'phone', look: 'dark' });
    await openLink(client, await makeLink(her, other));
    await answerQuestions(client, { look: false });
    await seeAge(her, other);
    await review(her, other);
    await draftPlan(her, other);
    await agreeTo(client);
    await agreePlan(her, other);
    await narrowedElsewhere(her, client, other);
    await onOneTablet(her, other);
  } finally {
    await server.stop();
  }
}
