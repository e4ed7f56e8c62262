// From an invited client to an agreed plan, as the people do it: questions, review, plan, consent.
// SPDX-License-Identifier: AGPL-3.0-or-later

const next = (page) => page.locator('main button[value=next]').click();

// Answers one part: every choice "no" unless `yes` or `other` names it.
async function answerPart(page, answers) {
  for (const name of new Set(await page.locator('main input[type=radio]').evaluateAll(
    (all) => all.map((radio) => radio.name)))) {
    const value = answers[name.slice(2)] ?? 'no';
    if (value !== '') await page.locator(`[name="${name}"][value="${value}"]`).check();
  }
  for (const [id, text] of Object.entries(answers)) {
    const line = page.locator(`input[type=text][name="a.${id}"], input[type=date][name="a.${id}"], textarea[name="a.${id}"]`);
    if (await line.count()) await line.fill(text);
  }
}

export const ROBIN = {
  name_to_use: 'Robin', birth_date: '1988-05-17', contact_channel: 'email', contact_detail: 'robin@example.org',
  never: 'Nobody touches my neck.', reason: 'A tight pelvic floor.', chaperone: 'no', organ_anus: 'yes',
  organ_rectum: 'yes', organ_penis: 'yes', organ_prostate: 'yes', organ_testis: 'yes', organ_scrotum: 'yes',
  organ_testis_side: 'both', organ_foreskin: 'no', mind_stop: 'yes',
};

// Goes through every part; a part that asks more is answered again. Ends at the thanks.
export async function answerAll({ page }, answers, look = async () => {}) {
  await page.goto('/me/intake');
  await look('intake-start');
  await page.locator('main a.main').click();
  for (let i = 0; i < 20 && !page.url().endsWith('/done'); i++) {
    await answerPart(page, answers);
    await look(`intake-${i + 1}`);
    await next(page);
  }
  await look('intake-done');
}

export async function seeAge({ page }, client, born) {
  await page.goto(`${client}/review`);
  await page.fill('[name=born]', born);
  await page.fill('[name=document]', 'Passport');
  await page.locator('form[action$="/age"] button').click();
}

export async function review({ page }, client, sentence) {
  await page.goto(`${client}/review`);
  await page.fill('[name=sentence]', sentence);
  await page.locator('button[name=go][value=plan]').click();
}

export async function planFrom({ page }, client, pack) {
  await page.goto(`${client}/plan`);
  await page.check(`[name=pack][value="${pack}"]`);
  await page.locator('button[value=pack]').click();
}

// The checklist of consent: nobody else is there, no teaching, no interpreter. Leads back to the plan.
const TERMS = {
  'CO03.others': 'nobody', 'CO04.words': 'To settle.', 'CO06.inside': 'One finger, water-based lubricant, no tool.',
  'CO08.sessions': 'This one, then we talk.', 'CO08.cost': '85 for an hour.', 'CO12.other': 'Only outside, exercises at home, or waiting.',
  'CO15.who': 'Nora Lind, trained', 'CO18.plan': 'Behind the screen, I am out meanwhile; a sheet covers the rest.',
  'CO19.talk': 'English', 'CO19.need': 'no', 'CO27.own': 'yes', 'CO29.use': 'no',
};
const TOLD = { 'CO15.offer': 'declined', 'CO19.understood': 'yes' };

async function answerAsks(page, answers) {
  for (const field of await page.locator('main [name^="q."]').all()) {
    const type = await field.getAttribute('type');
    const value = answers[(await field.getAttribute('name')).slice(2)];
    if (type === 'checkbox') await field.check();
    else if (type === 'radio') {
      if (await field.getAttribute('value') === value) await field.check();
    } else await field.fill(value);
  }
}

export async function sayTerms({ page }, client, look = async () => {}, other = {}) {
  await page.goto(`${client}/terms`);
  await look('terms');
  await answerAsks(page, { ...TERMS, ...other });
  await page.locator('form[action$="/terms"] button.main').click();
}

// Yes to everything on the page that has a yes, with the pressure that was proposed.
export async function sayYes({ page }, { dots = '2', name = 'Robin', told = {} } = {}) {
  await page.goto('/me/consent');
  for (const part of await page.locator('main details:not([open]) > summary').all())
    if (await part.isVisible()) await part.click();
  for (const row of await page.locator('.consent-row').all()) {
    const yes = row.locator('input[value=yes]');
    if (!await yes.count()) continue;
    await yes.check();
    await row.locator(`input[name^="p."][value="${dots}"]`).check();
    for (const way of await row.locator('input[name^="t."]').all()) await way.check();
  }
  await answerAsks(page, { ...TOLD, ...told });
  await page.check('[name=agree]');
  await page.fill('[name=name]', name);
  await page.locator('button[name=go][value=save]').click();
}

// A yes to each question about the practitioner's own readiness.
export async function readyToWork({ page }) {
  await page.goto('/readiness');
  for (const yes of await page.locator('main [value=yes]').all()) await yes.check({ force: true });
  await page.locator('main form button.main').click();
}
