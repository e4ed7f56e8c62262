// A session without power: the page that is printed before it, on one side of A4, and what is entered from it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { inspect, open, visit } from './browser.mjs';
import { addClient, foundPractice, makeLink, openLink } from './people.mjs';
import { answerAll, planFrom, review, ROBIN, sayTerms, sayYes, seeAge } from './plan.mjs';
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';

const text = ({ page }) => page.textContent('main');

async function agreedPlan(desk, phone, client) {
  await answerAll(phone, { ...ROBIN, hard_moment: 'I go quiet. Give me a blanket.' });
  await seeAge(desk, client, '1988-05-17');
  await review(desk, client, 'Light work outside is fine.');
  await planFrom(desk, client, 'holdfast-full-body-massage');
  check('what the client never wants stands above the plan, in their own words', /no rule reads them.*Nobody touches my neck/s.test(await text(desk)));
  await visit(desk, `${client}/paper`, 'paper-before');
  check('before it is agreed nothing stands on it', /No session may begin/.test(await text(desk)) && await desk.page.locator('.paper tbody tr').count() === 0);
  await sayTerms(desk, client);
  await desk.page.locator('button[value=share]').click();
  await sayYes(phone);
  await desk.page.goto(`${client}/plan`);
  while (await desk.page.locator('.light.red').count() > 0) {
    const step = desk.page.locator('.plan-step', { has: desk.page.locator('.light.red') }).first();
    const lower = step.locator('button[value=lower]');
    await (await lower.count() ? lower : step.locator('button[value=remove]')).click();
  }
  await desk.page.locator('button[value=agree]').click();
}

// As a printer gets it: the browser's own PDF, whose page objects are counted.
async function sheets({ page }) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
}

async function printed(desk, client, js) {
  await desk.page.goto('/today');
  await desk.page.locator(`.visit a[href="${client}/paper"]`).click();
  await inspect(desk, 'paper');
  const said = await text(desk);

  check('what is agreed stands on it, with its ceiling', await desk.page.locator('.paper tbody tr .dots').count() > 0);
  check('with the stop, and how a hard moment looks', /hands off at once/.test(said) && said.includes('Give me a blanket'));
  check('with what is never to be, in the client’s own words', said.includes('Nobody touches my neck'));
  if (js) equal('it fits on one side of A4', await sheets(desk), 1);
}

// It was held on paper: one line was done, at the other the client said no.
async function entered(desk, phone, client) {
  await desk.page.goto(client);
  await desk.page.locator(`a[href="${client}/on-paper"]`).click();
  await inspect(desk, 'on-paper');
  await desk.page.locator('details:has([name=day]) summary').click();
  desk.expects422 = true;
  await desk.page.locator(`form[action="${client}/on-paper"] button.main`).click();
  await inspect(desk, 'on-paper-again');
  desk.expects422 = false;
  check('without a day nothing is kept, and the field says so', /Please give the day/.test(await text(desk)));
  await desk.page.fill('[name=day]', new Date(Date.now() - 86400000).toISOString().slice(0, 10));
  await desk.page.fill('[name=began]', '14:05');
  await desk.page.locator('[name=done][value="1"]').check();
  await desk.page.locator('[name=no][value="2"]').check();
  for (const name of ['stopped', 'client_different', 'different'])
    await desk.page.locator(`[name=${name}][value=no]`).check();
  await desk.page.locator(`form[action="${client}/on-paper"] button.main`).click();
  await inspect(desk, 'on-paper-entered');
  check('it stands there as entered from paper, by whom', /Session on paper of .*14:05.*entered by Ana K\./.test(await text(desk)));
  await desk.page.goto(`${client}/paper`);
  check('and what the client said no to on paper is agreed no more', /Planned, but not now|No session may begin/.test(await text(desk)));
}

async function seenOnPaper(desk, phone, client) {
  await desk.page.goto(`${client}/on-paper`);
  await desk.page.locator('details:has([name=consent_day]) summary').click();
  await desk.page.fill('[name=consent_day]', new Date(Date.now() - 30 * 86400000).toISOString().slice(0, 10));
  await desk.page.fill('[name=consent_words]', 'Back and legs, firm.');
  await desk.page.locator(`form[action="${client}/on-paper/consent"] button.main`).click();
  await desk.page.goto(`${client}/plan`);
  check('a consent that was seen on paper says that it opens nothing', /It opens nothing until it is said here/.test(await text(desk)));
  await phone.page.goto('/me');
  await phone.page.locator('a[href="/me/on-paper"]').click();
  await inspect(phone, 'on-paper-client');
  const said = await text(phone);

  check('the client reads all of it', said.includes('Back and legs, firm.') && /Session on paper/.test(said) && /nothing of it counts as a yes of yours/.test(said));
}

async function narrowed(desk, phone, client) {
  await phone.page.goto('/me');
  await phone.page.locator('form[action="/me/none"] button').click();
  await visit(desk, `${client}/paper`, 'paper-none');
  check('a no that was said since stands on it at once', /Everything\. Nothing is touched/.test(await text(desk)));
  equal('and nothing else is agreed', await desk.page.locator('.paper tbody tr').count(), 0);
}

async function onDevices(browser, device) {
  const server = await serve();
  const desk = await open(browser, server.origin, device);
  const phone = await open(browser, server.origin, { size: 'phone' });

  await foundPractice(desk, server);
  const client = await addClient(desk, 'Robin');
  await openLink(phone, await makeLink(desk, client));
  await agreedPlan(desk, phone, client);
  await printed(desk, client, device.js);
  await entered(desk, phone, client);
  await seenOnPaper(desk, phone, client);
  await narrowed(desk, phone, client);
  for (const of of [desk, phone]) await of.context.close();
  await server.stop();
}

export default async function run(browser) {
  await onDevices(browser, { size: 'phone', js: false, look: 'dark' });
  await onDevices(browser, { js: true });
}
