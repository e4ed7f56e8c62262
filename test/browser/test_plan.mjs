// From the questions to an agreed plan, on a desk and a phone, with scripts and without.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, open } from './browser.mjs';
import { addClient, foundPractice, makeLink, openLink } from './people.mjs';
import { answerAll, planFrom, review, ROBIN, sayTerms, sayYes, seeAge } from './plan.mjs';
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';

const path = ({ page }) => new URL(page.url()).pathname;

async function questions(phone) {
  await phone.page.goto('/me/intake/1');
  await phone.page.fill('[name="a.name_to_use"]', 'Robin');
  await phone.page.fill('[name="a.birth_date"]', '2015-05-17');
  await phone.page.locator('main button[value=next]').click();
  await inspect(phone, 'intake-minor');
  check('a minor is refused kindly', (await phone.page.textContent('main')).includes('adults only'));
  await answerAll(phone, { ...ROBIN, inf_any: 'skip' }, (name) => inspect(phone, name));
  equal('all parts lead to the thanks', path(phone), '/me/intake/done');
}

async function screening(desk, phone, client) {
  await seeAge(desk, client, '1988-05-17');
  desk.expects422 = true;
  await review(desk, client, 'Light work outside is fine.');
  await inspect(desk, 'review-open');
  desk.expects422 = false;
  equal('open questions keep a review open', path(desk), `${client}/review`);
  await answerAll(phone, ROBIN);
  await desk.page.goto(`${client}/review`);
  await inspect(desk, 'review');
  await review(desk, client, 'Light work outside is fine.');
  equal('once answered it can be signed', path(desk), `${client}/plan`);
}

async function planning(desk, client) {
  await desk.page.goto(`${client}/plan`);
  await inspect(desk, 'plan-empty');
  await planFrom(desk, client, 'holdfast-anal-massage');
  await inspect(desk, 'plan-drafted');
  check('it waits for the client', (await desk.page.textContent('main')).includes('Waits for the client'));
  desk.expects422 = true;
  await desk.page.locator('button[value=share]').click();
  await inspect(desk, 'plan-untold');
  desk.expects422 = false;
  check('before it is proposed something has to be said', await desk.page.locator('a[href$="/rules/CO08"]').count() === 1);
  await desk.page.locator('a[href$="/rules/CO08"]').click();
  await inspect(desk, 'rule-field');
  check('the rule names its source', (await desk.page.textContent('main')).includes('General Medical Council'));
  await sayTerms(desk, client, (name) => inspect(desk, name));
  equal('what is said leads back to the plan', path(desk), `${client}/plan`);
  await desk.page.locator('button[value=share]').click();
  await inspect(desk, 'plan-shared');
}

// What a camera sees of the picture on the screen.
async function scanned({ page }) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-qr-'));
  try {
    const picture = join(folder, 'qr.png');
    await page.locator('svg.qr').screenshot({ path: picture });
    return execFileSync('zbarimg', ['--quiet', '--raw', picture]).toString().trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function receipt(phone) {
  await phone.page.locator('main a[href^="/me/receipts/"]').click();
  await inspect(phone, 'receipt');
  await phone.page.locator('details', { has: phone.page.locator('.proof') }).locator('summary').click();
  const proof = await phone.page.innerText('.proof');
  equal('a phone reads the same proof from the picture', await scanned(phone), proof);
  const [file] = await Promise.all([phone.page.waitForEvent('download'), phone.page.click('main a[download]')]);
  check('the file is the same, under a name that tells nothing',
    /^receipt-[0-9a-z]{4}\.bin$/.test(file.suggestedFilename()) &&
    readFileSync(await file.path()).toString('base64') === proof);
}

async function consenting(phone) {
  await phone.page.goto('/me');
  await inspect(phone, 'me-proposal');
  await phone.page.goto('/me/consent');
  await inspect(phone, 'consent');
  equal('nothing is chosen beforehand', await phone.page.locator('.consent-row input:checked, [name^="q."]:checked').count(), 0);
  await phone.page.locator('.consent-row input[value=yes]').first().check();
  phone.expects422 = true;
  await phone.page.locator('button[value=save]').click();
  await inspect(phone, 'consent-again');
  phone.expects422 = false;
  await sayYes(phone);
  await inspect(phone, 'consent-saved');
  await receipt(phone);
  await phone.page.goto('/me');
  await inspect(phone, 'me-agreed');
}

async function agreeing(desk, client) {
  await desk.page.goto(`${client}/plan`);
  await inspect(desk, 'plan-refused');
  for (const plan = desk.page; await plan.locator('.light.red').count() > 0;) {
    const step = plan.locator('.plan-step', { has: plan.locator('.light.red') }).first();
    const lower = step.locator('button[value=lower]');
    await (await lower.count() ? lower : step.locator('button[value=remove]')).click();
  }
  await inspect(desk, 'plan-fits');
  await desk.page.locator('button[value=agree]').click();
  await inspect(desk, 'plan-agreed');
  check('the plan is agreed', await desk.page.locator('a[href$="/begin"]').count() === 1);
}

async function narrowing(phone) {
  await phone.page.goto('/me');
  await phone.page.locator('.agreed button[value=ask]').first().click();
  await inspect(phone, 'me-asked');
  await phone.page.locator('form[action="/me/none"] button').click();
  await inspect(phone, 'me-none');
  check('one tap makes everything no', (await phone.page.textContent('main')).includes('no to everything'));
}

async function onDevices(browser, js, look) {
  const server = await serve();
  const desk = await open(browser, server.origin, { js, look });
  const phone = await open(browser, server.origin, { size: 'phone', js, look });

  await foundPractice(desk, server);
  const client = await addClient(desk, 'Robin');
  await openLink(phone, await makeLink(desk, client));
  await questions(phone);
  await screening(desk, phone, client);
  await planning(desk, client);
  await consenting(phone);
  await agreeing(desk, client);
  await narrowing(phone);
  for (const device of [desk, phone]) await device.context.close();
  await server.stop();
}

export default async function run(browser) {
  await onDevices(browser, true, 'light');
  await onDevices(browser, false, 'dark');
}
