// Instruments, as the people live them: the owner adds a text and names who reads; the client answers on a phone without
// scripts, in the dark; one answer leads to help at once, and stands first on the desk until somebody says they saw it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { inspect, open, top, visit } from './browser.mjs';
import { addClient, foundPractice, makeLink, openLink } from './people.mjs';
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';

const LINE = '0800 111 0 111', HOURS = 'on working days before ten';
const measures = JSON.parse(readFileSync(`${top}packs/measures.json`, 'utf8')).action;
const ours = (of, name) => of.extension.filter((e) => e.url.replace('urn:holdfast:', '') === name);
const number = (of, name) => ours(of, name)[0].valueInteger;

// The shape of an instrument, with none of its sentences.
function formOf(id, { without = 0 } = {}) {
  const measure = measures.find((m) => m.id === id);
  const runs = ours(measure, 'items').flatMap((run) => Array(number(run, 'count')).fill({ least: number(run, 'least'), most: number(run, 'most') }));
  const item = runs.map(({ least, most }, i) => ({
    linkId: `q${i + 1}`, text: `Question ${i + 1}`, type: 'choice', required: true,
    code: [{ system: 'http://loinc.org', code: ours(measure, 'codes')[i].valueString }],
    answerOption: Array.from({ length: most - least + 1 }, (_, n) => ({ valueInteger: least + n })),
  }));
  item.splice(runs.length - without);
  return JSON.stringify({ resourceType: 'Questionnaire', url: `urn:test:${id}`, version: '1', status: 'active', title: 'Test', item });
}

const path = ({ page }) => new URL(page.url()).pathname;
const press = ({ page }, selector) => page.locator(selector).first().click();
const text = ({ page }) => page.textContent('main');

async function addText(desk, form) {
  await desk.page.locator('details:has(textarea[name=form]) summary').click();
  await desk.page.fill('textarea[name=form]', form);
  await press(desk, 'form[action="/measures/phq-9/text"] button');
}

async function switchOn(desk) {
  await desk.page.goto('/setup/check');
  await press(desk, 'a[href="/measures"]');
  await inspect(desk, 'measures');
  await visit(desk, '/measures/phq-9', 'measure-no-text');
  desk.expects422 = true;
  await addText(desk, formOf('phq-9', { without: 3 }));
  await inspect(desk, 'measure-refused');
  check('a text that lacks a question is refused by the name of the item', /item 8 is missing/.test(await text(desk)));
  await desk.page.goto('/measures/phq-9');
  await addText(desk, formOf('phq-9'));
  await inspect(desk, 'measure-off');
  await press(desk, 'button[name=to][value=on]');
  await inspect(desk, 'measure-no-reader');
  check('without a reader and hours it is not asked', /choose who reads/.test(await text(desk)));
  await desk.page.check('[name=reader][value=own]');
  await desk.page.fill('[name=hours]', HOURS);
  await desk.page.fill('[name=crisis]', LINE);
  await press(desk, 'button[name=to][value=on]');
  await inspect(desk, 'measure-on');
  check('now it says who reads it and when', (await text(desk)).includes(HOURS));
}

// A question by its words, an answer by its own.
const choose = ({ page }, question, answer) =>
  page.locator('fieldset', { has: page.locator('legend', { hasText: question }) }).last()
    .locator('label', { has: page.getByText(answer, { exact: true }) }).locator('input').check();

async function answerCheckIn(phone, pain) {
  await phone.page.goto('/me/answers/check-in');
  await choose(phone, 'How much pain', String(pain));
  await choose(phone, 'How low is your mood', '2');
  await press(phone, 'button[name=go][value=send]');
}

async function answers(phone) {
  await phone.page.goto('/me');
  await press(phone, 'a[href="/me/answers"]');
  await inspect(phone, 'asks');
  await visit(phone, '/me/answers/check-in', 'ask-check-in');
  phone.expects422 = true;
  await press(phone, 'button[name=go][value=send]');
  await inspect(phone, 'ask-empty');
  await answerCheckIn(phone, 7);
  equal('the answers are kept', path(phone), '/me/answers');
  await answerCheckIn(phone, 4);
  await inspect(phone, 'asks-answered');
  check('the client sees the own numbers', /Pain: 4/.test(await text(phone)));
  await visit(phone, '/me/safety', 'safety');
}

// Our own questions, too: whom nothing was switched on for is not left alone with it.
async function heavy(phone) {
  await visit(phone, '/me/answers/after-day', 'ask-after-day');
  await choose(phone, 'How upset or burdened', '9');
  await choose(phone, 'Has there been bleeding', 'Yes');
  await press(phone, 'button[name=go][value=send]');
  equal('very high distress leads to help at once', path(phone), '/me/safety');
  await inspect(phone, 'safety-distress');
  const said = await text(phone);

  check('with all that was said: help, and a doctor', /need not carry it alone/.test(said) && /needs a doctor today/.test(said));
  check('with the numbers, and that the practitioner is told', said.includes('112') && /practitioner is told/.test(said));
}

async function alarm(phone) {
  await visit(phone, '/me/answers/phq-9', 'ask-phq');
  await choose(phone, /^Question 9/, '1');
  await press(phone, 'button[name=go][value=send]');
  equal('question 9 leads to help at once, whatever else is blank', path(phone), '/me/safety');
  await inspect(phone, 'safety-crisis');
  const said = await text(phone);

  check('with the crisis line, the emergency line, and somebody outside', said.includes(LINE) && said.includes('112') && said.includes('030 123456'));
  check('and says honestly who reads it and when', said.includes('Ana K.') && said.includes(HOURS) && /Nobody here sees it at once/.test(said));
}

async function seenToo(desk, client) {
  check('the other answer still stands first', /An answer needs somebody now/.test(await text(desk)));
  await desk.page.goto(`${client}/answers`);
  await desk.page.fill('[name=words]', 'Rang; bleeding has stopped, seen by a doctor.');
  await press(desk, `form[action="${client}/answers/seen"] button`);
}

async function seen(desk, client) {
  await visit(desk, '/today', 'today-alarm');
  await press(desk, `a[href="${client}/answers"]`);
  await inspect(desk, 'client-answers-alarm');
  check('the change is told with its source', /2 points is one that people notice/.test(await text(desk)));
  check('and drawn beside its numbers', await desk.page.locator('svg.chart').count() > 0);
  desk.expects422 = true;
  await press(desk, `form[action="${client}/answers/seen"] button`);
  await inspect(desk, 'client-answers-no-words');
  await desk.page.fill('[name=words]', 'Rang at once; a friend is with them.');
  await press(desk, `form[action="${client}/answers/seen"] button`);
  await inspect(desk, 'client-answers-seen');
  await desk.page.goto('/today');
  await seenToo(desk, client);
  await desk.page.goto('/today');
  check('then it stands on the desk no more', !/An answer needs somebody now/.test(await text(desk)));
}

async function held(phone, desk, client) {
  await phone.page.goto('/me/answers/phq-9');
  for (const question of [1, 2]) await choose(phone, new RegExp(`^Question ${question}\\b`), '3');
  await press(phone, 'button[name=go][value=send]');
  await inspect(phone, 'asks-held');
  check('whose answers became worse is told what holds, and that it is no fault', /Nothing intimate for now/.test(await text(phone)) && /did nothing wrong/.test(await text(phone)));
  await desk.page.goto(`${client}/answers`);
  await inspect(desk, 'client-answers-held');
  check('the practitioner reads that everything intimate is refused, and by whom it ends', /Held: nothing intimate/.test(await text(desk)) && /A clinician who does not do this work/.test(await text(desk)));
  await press(desk, 'a[href="/rules/RISE.phq-9"]');
  await inspect(desk, 'rule-rise');
  const rule = await text(desk);

  check('one click leads to the rule with its points and its source', /rises by 5 points/.test(rule) && /not read/.test(rule));
  check('which says how well it is known, and that nobody has reviewed it', /a rule of the house/.test(rule) && /No clinician has reviewed/.test(rule));
}

export default async function measuresTest(browser) {
  const server = await serve();
  const desk = await open(browser, server.origin);
  const phone = await open(browser, server.origin, { size: 'phone', look: 'dark', js: false });

  await foundPractice(desk, server);
  const client = await addClient(desk, 'Robin');
  await openLink(phone, await makeLink(desk, client));
  await switchOn(desk);
  await answers(phone);
  await heavy(phone);
  await alarm(phone);
  await seen(desk, client);
  await held(phone, desk, client);
  await phone.context.close();
  await desk.context.close();
  await server.stop();
}
