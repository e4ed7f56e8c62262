// A client who wants a chaperone, and a companion without an account: named before, confirmed by the client alone.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { inspect, open } from './browser.mjs';
import { addClient, foundPractice, makeLink, openLink } from './people.mjs';
import { answerAll, planFrom, readyToWork, review, ROBIN, sayTerms, sayYes, seeAge } from './plan.mjs';
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';

const text = ({ page }) => page.textContent('main');
const path = ({ page }) => new URL(page.url()).pathname;

async function agreedPlan(desk, phone, client) {
  await answerAll(phone, ROBIN);
  await seeAge(desk, client, '1988-05-17');
  await review(desk, client, 'Light work outside is fine.');
  await planFrom(desk, client, 'holdfast-anal-massage');
  await sayTerms(desk, client, async () => {}, { 'CO15.who': 'Nora Lind, trained\nKim' });
  await desk.page.locator('button[value=share]').click();
  await sayYes(phone, { told: { 'CO15.offer': 'accepted' } });
  await desk.page.goto(`${client}/plan`);
  while (await desk.page.locator('.light.red').count() > 0) {
    const step = desk.page.locator('.plan-step', { has: desk.page.locator('.light.red') }).first();
    const lower = step.locator('button[value=lower]');
    await (await lower.count() ? lower : step.locator('button[value=remove]')).click();
  }
  await desk.page.locator('button[value=agree]').click();
}

// One tablet between both: it begins with the stop, dressed.
async function intoTheRoom(tablet, client) {
  await readyToWork(tablet);
  await tablet.page.goto(`${client}/begin`);
  await tablet.page.locator('main button.main').click();
  await tablet.page.locator('button.stop').first().click();
  await tablet.page.locator('button[value=all]').click();
  await tablet.page.locator('button[value=ready]').click();
  await tablet.page.waitForURL(/\/live$/);
  await inspect(tablet, 'live-chaperone');
}

async function companion(tablet) {
  await tablet.page.locator('a[href$="/chaperone"]').first().click();
  await inspect(tablet, 'chaperone-companion');
  check('it names whom the client agreed to, and keeps the stop', /Kim/.test(await text(tablet)) && await tablet.page.locator('.stop-bar button.stop').count() === 1);
  tablet.expects422 = true;
  await tablet.page.fill('[name=name]', 'Alex');
  await tablet.page.check('[name=is_so]');
  await tablet.page.locator('form[action$="/companion"] button').click();
  await inspect(tablet, 'chaperone-not-agreed');
  check('somebody else is refused', /has not agreed to this person/.test(await text(tablet)));
  await tablet.page.fill('[name=name]', 'Kim');
  await tablet.page.locator('form[action$="/companion"] button').click();
  await inspect(tablet, 'chaperone-unsaid');
  check('without the client’s word nobody is there', /the client has to say that it is so/.test(await text(tablet)));
  tablet.expects422 = false;
  await tablet.page.fill('[name=name]', 'Kim');
  await tablet.page.check('[name=is_so]');
  await tablet.page.locator('form[action$="/companion"] button').click();
  equal('the client’s word brings the companion', path(tablet).endsWith('/live'), true);
  check('from then on anybody may say that they have left', await tablet.page.locator('form[action$="/attest"] input[value=chaperone]').count() > 0);
}

export default async function run(browser) {
  const server = await serve();
  const tablet = await open(browser, server.origin, { size: 'phone', look: 'dark', js: false });
  const phone = await open(browser, server.origin, { size: 'phone' });

  await foundPractice(tablet, server);
  const client = await addClient(tablet, 'Robin');
  await openLink(phone, await makeLink(tablet, client));
  await agreedPlan(tablet, phone, client);
  await intoTheRoom(tablet, client);
  await companion(tablet);
  for (const of of [tablet, phone]) await of.context.close();
  await server.stop();
}
