// How far it is from Today to hands-on, for a client who comes back and a plan that was agreed.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';
import { chooseValue, goTo, isAt, pathOf, person, press, seen, walkOn } from './walk.mjs';
import { agreePlan, agreeTo, answerQuestions, draftPlan, review, seeAge } from './walk_client.mjs';
import { addClient, makeLink, openLink, setUp, signIn } from './walk_house.mjs';
import { tap } from './walk_room.mjs';

const MOST_TAPS = 8;
const MOST_SECONDS = 60;

// Each press or tap of either of the two, on the tablet between them.
function counted(tablet) {
  const count = { taps: 0, from: Date.now() };
  count.press = (selector) => { count.taps++; return press(tablet, selector); };
  count.tap = (selector) => { count.taps++; return tap(tablet, selector); };
  return count;
}

// From Today until the first step is permitted and begun; the tablet shows Today.
async function toHandsOn(tablet) {
  const count = counted(tablet);
  await count.press('.visit a[href$="/begin"]');
  await count.press('main button.main');
  await count.press('button.stop');
  await count.press('button[value=all]');
  await count.press('button[value=ready]');
  await seen(tablet, 'live-list');
  await count.tap('form[action$="/attests"] button');
  await count.tap('button.good');
  await count.tap('.desk ol.steps button, .desk .free button');
  await tablet.page.locator('.desk h1:not(.sr)').waitFor({ timeout: 8000 });
  return { taps: count.taps, seconds: (Date.now() - count.from) / 1000 };
}

// The first visit ends as planned, is asked about, and its note is signed.
async function endAndSign(tablet) {
  await press(tablet, 'form[action$="/end"] button');
  await isAt(tablet, 'the end of a session asks the client apart, before any note', /\/after$/);
  await chooseValue(tablet, 'different', 'no');
  await press(tablet, 'button[value=send]');
  const session = pathOf(tablet).split('/')[2];
  await signIn(tablet);
  await goTo(tablet, `/s/${session}/close`);
  await chooseValue(tablet, 'different', 'no');
  await press(tablet, 'button[value=sign]');
}

async function untilAgreed(walk, tablet, js) {
  const id = await addClient(tablet, 'Kim');
  const client = await person(walk, 'client', { size: 'phone', look: 'light', js });
  await openLink(client, await makeLink(tablet, id));
  await answerQuestions(client, { look: false });
  await seeAge(tablet, id);
  await review(tablet, id);
  await draftPlan(tablet, id);
  await agreeTo(client);
  await agreePlan(tablet, id);
  return id;
}

const SEVEN_MINUTES_MS = 421000;

// Two minutes before a sign-in ends it is told, and a touch gives it its time again.
async function endIsTold(tablet) {
  const { page } = tablet;
  if (!tablet.js) {
    check('without scripts the page says how long a sign-in lasts', (await page.locator('noscript').last().textContent()).includes('ten minutes'));
    return;
  }
  await page.clock.install();
  await goTo(tablet, '/clients/new');
  await page.locator('[name=name]').fill('half a na');
  check('a page does not begin with a warning', await page.locator('#ending').isHidden());
  await page.clock.fastForward(SEVEN_MINUTES_MS);
  check('two minutes before a sign-in ends it is told', await page.locator('#ending').isVisible());
  await seen(tablet, 'ending');
  await page.locator('#more-time').click();
  await page.locator('#ending').waitFor({ state: 'hidden', timeout: 5000 });
  equal('more time keeps what was typed', await page.inputValue('[name=name]'), 'half a na');
  await page.clock.resume();
}

async function onTablet(browser, js) {
  const server = await serve();
  const walk = walkOn(browser, server);
  try {
    const tablet = await person(walk, 'practitioner', { size: 'phone', look: 'light', js });
    await setUp(tablet);
    await endIsTold(tablet);
    await untilAgreed(walk, tablet, js);
    await goTo(tablet, '/today');
    await toHandsOn(tablet);
    await endAndSign(tablet);
    await goTo(tablet, '/today');
    await seen(tablet, 'today-returning');
    const found = await toHandsOn(tablet);
    const way = `(${js ? 'with' : 'without'} scripts, a plan of seven steps)`;
    check(`from Today to hands-on are at most ${MOST_TAPS} taps ${way}`, found.taps <= MOST_TAPS, [found.taps]);
    check(`and the program itself takes less than ${MOST_SECONDS} s of it`, found.seconds < MOST_SECONDS, [found.seconds]);
    console.log(`# ${found.taps} taps, ${found.seconds.toFixed(1)} s of the program's own time ${way}`);
    equal('the step was permitted', await tablet.page.locator('.refusal').count(), 0);
  } finally {
    await server.stop();
  }
}

export default async function taps(browser) {
  await onTablet(browser, true);
  await onTablet(browser, false);
}
