// The walk's second part: the client's answers, what the practitioner makes of them, and what both
// agree on.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { check } from './tap.mjs';
import { canary, chooseValue, fill, goTo, isAt, pathOf, press, seen } from './walk.mjs';

// Where another answer than "no" is the one that leads on.
const ANSWERS = { mind_stop: 'yes', organ_anus: 'yes', organ_rectum: 'yes', contact_channel: 'phone' };

// One answer for each question with choices that is on this page. Runs in the page.
function choose(answers) {
  for (const field of document.querySelectorAll('main input[type=radio][name^="a."]')) {
    const question = field.name.slice(2);
    if (field.value === (answers[question] ?? 'no')) field.checked = true;
  }
}

async function answerPart(client, born) {
  const { page, walk } = client;
  await page.evaluate(choose, ANSWERS);
  for (const field of await page.locator('main [name^="a."]:not([type=radio]):not([type=checkbox])').all()) {
    const name = await field.getAttribute('name');
    const isDate = await field.getAttribute('type') === 'date';
    await field.fill(isDate ? born : canary(walk, name === 'a.name_to_use' ? 'client name' : `answer ${name}`));
  }
}

export async function answerQuestions(client, { born = '1988-04-12', look = true } = {}) {
  await goTo(client, '/me/intake');
  if (look) await seen(client, 'intake');
  await press(client, 'main .button.main');
  while (/^\/me\/intake\/\d+$/.test(pathOf(client))) {
    if (look) await seen(client, `intake-${pathOf(client).split('/').pop()}`);
    await answerPart(client, born);
    const { page } = client;
    const before = await page.locator('main').innerText();
    const answer = await press(client, 'button[value=next]');
    if (answer.status() >= 400 || before === await page.locator('main').innerText()) break;
  }
  await seen(client, pathOf(client).endsWith('/done') ? 'intake-done' : 'intake-end');
}

export async function seeAge(her, client) {
  await goTo(her, `/c/${client}/review`);
  await seen(her, 'review-before-age');
  if (await her.page.locator('[name=born]').isHidden()) await her.page.locator('details:has([name=born]) summary').click();
  await fill(her, { born: '1988-04-12', document: canary(her.walk, 'document') });
  await press(her, 'form[action$="/age"] button');
}

export async function review(her, client) {
  await goTo(her, `/c/${client}/review`);
  await seen(her, 'review');
  await fill(her, { sentence: canary(her.walk, 'review sentence') });
  await press(her, 'button[value=plan]');
  await isAt(her, `after the review comes the plan (${her.name})`, /^\/c\/[0-9a-z]+\/plan$/);
}

export async function draftPlan(her, client, pack = 'holdfast-grounding') {
  await goTo(her, `/c/${client}/plan`);
  await seen(her, 'plan-empty');
  await chooseValue(her, 'pack', pack);
  await press(her, 'button[value=pack]');
  await seen(her, 'plan-draft');
  await sayTerms(her, client);
  await press(her, 'button[value=share]');
  await seen(her, 'plan-shared');
}

// The checklist of consent, so that the plan may go on: nobody else, no teaching, no chaperone. Runs in
// the page.
export function sayChecklist(words) {
  const choices = {
    'q.CO03.others': 'nobody', 'q.CO15.offer': 'declined', 'q.CO19.need': 'no', 'q.CO19.understood': 'yes', 'q.CO29.use': 'no',
  };
  for (const field of document.querySelectorAll('main [name^="q."]')) {
    if (field.type === 'checkbox') field.checked = true;
    else if (field.type === 'radio') field.checked = field.value === choices[field.name];
    else field.value = words;
  }
}

export async function sayTerms(her, client) {
  await goTo(her, `/c/${client}/terms`);
  await seen(her, 'terms');
  await her.page.evaluate(sayChecklist, canary(her.walk, 'terms'));
  await press(her, 'form[action$="/terms"] button.main');
  await isAt(her, `what has to be said is said (${her.name})`, /^\/c\/[0-9a-z]+\/plan$/);
}

// Yes to everything that is proposed, as it is proposed. Runs in the page.
export function yesToAll(answer) {
  for (const row of document.querySelectorAll('main .consent-row')) {
    const pick = (name, value) => row.querySelector(`input[name="${name}.${row.dataset.key}"][value="${value}"]`);
    const yes = pick('r', answer);
    if (yes === null) continue;
    yes.checked = true;
    for (const box of row.querySelectorAll(`input[name="t.${row.dataset.key}"]`)) box.checked = true;
    for (const name of [['p', '4'], ['c', 'skin']]) {
      const field = pick(...name);
      if (field !== null) field.checked = true;
    }
  }
}

// `sign`: what the page asks of a handed-over tablet.
export async function agreeTo(client, sign = async () => {}) {
  await goTo(client, '/me/consent');
  await seen(client, 'consent');
  await fill(client, { never: canary(client.walk, 'never') });
  await client.page.evaluate(yesToAll, 'yes');
  await client.page.evaluate(sayChecklist, '');
  await client.page.locator('[name=agree]').check({ force: true });
  await fill(client, { name: canary(client.walk, 'client name') });
  await sign();
  const answer = await press(client, 'button[value=save]');
  check(`the client's choices are kept (${client.name})`, answer.status() === 200,
    [answer.status(), await client.page.locator('main').innerText()]);
  await seen(client, 'consent-saved');
}

export async function agreePlan(her, client) {
  await goTo(her, `/c/${client}/plan`);
  await seen(her, 'plan-consented');
  await press(her, 'button[value=agree]');
  await seen(her, 'plan-agreed');
}
