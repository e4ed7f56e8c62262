// Real questionnaires as pages: each one that loads is answered in a browser without scripts, and what
// comes of it answers the form. They lie in $HOLDFAST_QUESTIONNAIRES; one of our own is always there.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect, open, top } from './browser.mjs';
import { checkAnswers, preview } from './forms.mjs';
import { check } from './tap.mjs';

const OWN = `${top}test/cases/forms/every-kind.json`;
const ROUNDS = 5; // of questions that open other questions

function findForms(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return findForms(path);
    return name.endsWith('.json') ? [path] : [];
  });
}

// Something for every field that is empty; runs in the page. Returns how many it filled.
function fillIn() {
  const groups = new Set();
  let filled = 0;
  const put = (e, value) => { if (e.value === '') { e.value = value; filled++; } };
  const texts = { date: '2026-01-15', time: '10:30', url: 'https://example.org/', decimal: '1.5', numeric: '2' };

  for (const e of document.querySelectorAll('main form [name]')) {
    if (/^[uw]\.|^(token|request|draft|go)$/.test(e.name)) continue;
    if (e.type === 'radio' || e.type === 'checkbox') {
      const all = [...document.getElementsByName(e.name)].filter((o) => o.value !== '');
      if (groups.has(e.name) || all.some((o) => o.checked) || all.length === 0) continue;
      groups.add(e.name);
      all[0].checked = true;
      filled++;
    } else if (e.tagName === 'SELECT') {
      if (e.value === '' && e.options.length > 1) { e.selectedIndex = 1; filled++; }
    } else {
      put(e, texts[e.type] ?? texts[e.inputMode] ?? 'words');
    }
  }
  return filled;
}

const press = (page, go) => Promise.all([page.waitForNavigation(), page.click(`main form .buttons.end button[value="${go}"]`)]);

async function answerForm(device) {
  const { page } = device;

  for (let round = 0; round < ROUNDS; round++) {
    if (await page.evaluate(fillIn) === 0) break;
    await press(page, 'again');
  }
  await press(page, 'send');
  return page.locator('pre.response').count();
}

const errorsOf = (page) => page.locator('.error li, p.error').allTextContents();

// Either it is finished and holds, or the page says at which questions it does not fit yet.
async function oneForm(device, path, name, look) {
  const served = await preview(path);
  const { page } = device;

  if (served.refused !== undefined) {
    check(`${name}: is refused with a reason`, served.refused.length > 20, [served.refused]);
    return 'refused';
  }
  try {
    const answer = await page.goto(`${served.origin}/`);
    check(`${name}: is shown`, answer.status() === 200, [answer.status()]);
    if (look) await inspect(device, `form-${name}`);
    device.expects422 = true;
    const finished = await answerForm(device) === 1;
    if (finished) {
      const said = checkAnswers(path, await page.locator('pre.response').textContent());
      check(`${name}: what was answered holds`, said.holds, [said.said]);
      return 'finished';
    }
    const errors = await errorsOf(page);
    check(`${name}: says what does not fit yet`, errors.length > 0, [await page.title()]);
    console.log(`# ${name}: ${errors.slice(0, 3).join(' | ')}`);
    return 'held back';
  } finally {
    device.expects422 = false;
    device.told.splice(0);
    served.stop();
  }
}

const nameOf = (path) => path.split('/').at(-1).replace(/\.json$/, '');

export default async function forms(browser) {
  const folder = process.env.HOLDFAST_QUESTIONNAIRES;
  const phone = await open(browser, 'http://127.0.0.1', { size: 'phone', js: false });

  check('our own form of every kind is finished', await oneForm(phone, OWN, 'every-kind', true) === 'finished');
  await phone.context.close();
  if (folder === undefined) {
    console.log('# HOLDFAST_QUESTIONNAIRES is not set: real questionnaires are left out');
    return;
  }
  const device = await open(browser, 'http://127.0.0.1', { js: false });
  const ways = [];
  for (const path of findForms(join(folder, 'q'))) ways.push(await oneForm(device, path, nameOf(path), false));
  const count = (way) => ways.filter((w) => w === way).length;
  console.log(`# ${ways.length} forms: ${count('finished')} finished, ${count('held back')} held back, ${count('refused')} refused`);
  check('most of the forms that load are finished', count('finished') > count('held back'));
  await device.context.close();
}
