// Why was a step refused: from each place that says no, at most three clicks to the rule behind it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { inspect, open } from './browser.mjs';
import { addClient, foundPractice, makeLink, openLink, OWNER, signIn } from './people.mjs';
import { answerAll, planFrom, readyToWork, review, ROBIN, sayTerms, sayYes, seeAge } from './plan.mjs';
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';

const MOST_CLICKS = 3;
const READ = 'Read this rule and its source';
const path = ({ page }) => new URL(page.url()).pathname;

// Clicks from where the device is, counted; ends at a rule that tells its source and its review.
async function leadsToRule(device, from, links, { plan = true } = {}) {
  const { page } = device;
  for (const link of links) await link(page).click();
  check(`${from}: at most ${MOST_CLICKS} clicks to the rule (${device.name})`,
    links.length <= MOST_CLICKS && /\/rules\//.test(path(device)), [links.length, path(device)]);
  const said = await page.innerText('main');
  for (const word of ['Sources', 'How well the sources are known', 'Review'])
    check(`${from}: the rule tells “${word}” (${device.name})`, said.includes(word), [said]);
  equal(`${from}: it tells what it does to the plan at hand (${device.name})`, said.includes('to the plan of Robin'), plan);
  await inspect(device, `rule-${from.replaceAll(' ', '-')}`);
  return said;
}

const reads = (page) => page.getByRole('link', { name: READ }).first();
const byText = (text) => (page) => page.getByRole('link', { name: text, exact: true }).first();

async function fromMenu(desk) {
  await desk.page.goto('/today');
  await byText('Rules')(desk.page).click();
  await inspect(desk, 'rules');
  await desk.page.goto('/today');
  await leadsToRule(desk, 'menu', [byText('Rules'), (page) => page.locator('main a[href="/rules/CI60"]')], { plan: false });
}

// The owner makes one rule stricter, and adds one for a way of touch; neither can be made looser.
async function ownRules(desk) {
  const { page } = desk;
  const words = () => page.innerText('main');
  const unfold = (text) => page.locator('summary', { hasText: text }).click();
  await page.goto('/rules/CI45');
  await unfold('Make it stricter here');
  await page.fill('[name=days]', '14');
  await page.fill('[name=reason]', 'We wait longer here.');
  desk.expects422 = true;
  await page.locator('button[value=tighten]').click();
  await inspect(desk, 'rule-looser');
  check(`a shorter wait is refused (${desk.name})`, (await words()).includes('would not be stricter'));
  desk.expects422 = false;
  await page.fill('[name=days]', '90');
  await page.locator('button[value=tighten]').click();
  await inspect(desk, 'rule-tightened');
  check(`a longer one stands on the rule’s page (${desk.name})`, /At least 90 days[^]*Set by Ana K/.test(await words()));
  await page.goto('/rules');
  await unfold('Add a rule');
  await page.selectOption('[name=region]', 'low_back');
  await page.selectOption('[name=technique]', 'knead');
  await page.selectOption('[name=route]', 'external');
  await page.selectOption('[name=limit]', 'warm_hands');
  await page.fill('[name=reason]', 'Cold hands make it tense.');
  await page.locator('button[value=add]').click();
  await inspect(desk, 'rules-own');
  check(`an own rule names place, route, way and condition (${desk.name})`,
    /Lower back, outside, Kneading: Only if: Warm hands/.test(await words()), [await words()]);
  await page.locator('main a[href^="/rules/own."]').click();
  await inspect(desk, 'rule-own');
  check(`and has a page of its own (${desk.name})`, /Cold hands[^]*Set by Ana K/.test(await words()));
  for (const back of ['/rules/CI45', '/rules']) {
    await page.goto(back);
    await page.locator('button[value=lift]').first().click();
  }
  check(`both are taken back (${desk.name})`, !/Made stricter here|Warm hands\n/.test(await words()));
}

async function fromReview(desk, client) {
  await desk.page.goto(`${client}/review`);
  await inspect(desk, 'rules-review');
  await leadsToRule(desk, 'screening review', [reads]);
}

// Before anybody agreed, and after.
async function fromPlan(desk, client) {
  await desk.page.goto(`${client}/plan`);
  const step = (page) => page.locator('.plan-step', { hasText: 'The answers speak of' }).first()
    .getByRole('link', { name: READ }).first();
  const said = await leadsToRule(desk, 'plan', [step]);
  check('it names the step that it closes', /Step \d+, .*: not now/.test(said), [said]);
}

async function toAgreed(desk, phone, client) {
  await sayTerms(desk, client);
  await desk.page.locator('button[value=share]').click();
  await sayYes(phone);
  await desk.page.goto(`${client}/plan`);
  for (const plan = desk.page; await plan.locator('.light.red').count() > 0;) {
    const red = plan.locator('.plan-step', { has: plan.locator('.light.red') }).first();
    const lower = red.locator('button[value=lower]');
    await (await lower.count() ? lower : red.locator('button[value=remove]')).click();
  }
  await desk.page.locator('button[value=agree]').click();
}

// In the room nobody leaves the stop to read: the rule stands beside the refusal.
async function fromRoom(desk, client) {
  const { page } = desk;
  await readyToWork(desk);
  await page.goto(`${client}/begin`);
  await page.check('[name=device][value=own]');
  await page.check('[name=mode][value=steps]');
  await page.locator('main button.main').click();
  const session = path(desk).split('/')[2];
  await page.goto(`/s/${session}/live`);
  await page.locator('ol.steps button').first().click();
  const about = page.locator('.refusal details').first();
  await about.waitFor({ timeout: 8000 });
  await about.locator('summary').click();
  const said = await about.innerText();
  check(`room: one click shows the rule (${desk.name})`, /docs\/decision\.md, S\d+/.test(said), [said]);
  check(`room: and the stop is still there (${desk.name})`, await page.locator('#stop').isVisible());
  desk.told.length = 0; // the browser tells of the 409 that is wanted here
  await inspect(desk, 'rule-room');
  await page.locator('form[action$="/end"] button').click();
  return session;
}

async function fromRecord(desk, session) {
  const { page } = desk;
  await signIn(desk, OWNER);
  await page.goto(`/s/${session}/close`);
  await page.selectOption('[name=done]', '1');
  await page.check('[name=different][value=yes]');
  await page.fill('[name=different_words]', 'It was begun too early.');
  await page.locator('button[value=sign]').click();
  await inspect(desk, 'rules-record');
  await leadsToRule(desk, 'record', [(at) => at.locator('.log a[href*="/rules/"]').first()]);
  await page.goto('/today');
  await leadsToRule(desk, 'incident', [byText('Incidents'), reads]);
}

// What was agreed is narrowed on the client's own phone: the next session does not begin.
async function fromBegin(desk, phone, client) {
  await phone.page.goto('/me');
  await phone.page.locator('.agreed button[value=no]').first().click();
  await desk.page.goto(`${client}/begin`);
  await inspect(desk, 'rules-begin');
  await leadsToRule(desk, 'begin', [reads]);
}

async function onDevices(browser, js, look) {
  const server = await serve();
  const desk = await open(browser, server.origin, { size: js ? 'desktop' : 'phone', js, look });
  const phone = await open(browser, server.origin, { size: 'phone', js, look });

  await foundPractice(desk, server);
  await fromMenu(desk);
  await ownRules(desk);
  const client = await addClient(desk, 'Robin');
  await openLink(phone, await makeLink(desk, client));
  await answerAll(phone, { ...ROBIN, bowel_any: 'yes', bo_piles: 'yes' });
  await seeAge(desk, client, '1988-05-17');
  await fromReview(desk, client);
  await review(desk, client, 'Nothing at the bottom for now.');
  await planFrom(desk, client, 'holdfast-anal-massage');
  await fromPlan(desk, client);
  await desk.page.goto(`${client}/plan`);
  await toAgreed(desk, phone, client);
  const session = await fromRoom(desk, client);
  await fromRecord(desk, session);
  await fromBegin(desk, phone, client);
  for (const device of [desk, phone]) await device.context.close();
  await server.stop();
}

export default async function run(browser) {
  await onDevices(browser, true, 'light');
  await onDevices(browser, false, 'dark');
}
