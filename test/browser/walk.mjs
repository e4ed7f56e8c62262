// What every walk through the program shares: people with devices, forms, canaries, links seen.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { inspect, open } from './browser.mjs';
import { check } from './tap.mjs';

const VOWELS = 'aeiou';
const CONSONANTS = 'bdfgklmnprstvz';
const some = (letters) => letters[Math.floor(Math.random() * letters.length)];

// A word that is in no dictionary and in no program: found anywhere, it came from this field.
function madeUp() {
  let word = '';
  for (let i = 0; i < 6; i++) word += some(CONSONANTS) + some(VOWELS);
  return word;
}

// A walk: one server, the people in it, the words they typed and the links they were shown.
export function walkOn(browser, server, look) {
  return { browser, server, look, canaries: new Map(), inspected: new Set(), links: new Map() };
}

// The same made-up word each time for one field, so that it can be looked for later.
export function canary(walk, field) {
  if (!walk.canaries.has(field)) walk.canaries.set(field, madeUp());
  return walk.canaries.get(field);
}

// Somebody with a device: role is a word for the crawler.
export async function person(walk, role, device) {
  const somebody = await open(walk.browser, walk.server.origin, device);
  return Object.assign(somebody, { role, walk });
}

export async function goTo(somebody, path) {
  const answer = await somebody.page.goto(path);
  await note(somebody);
  return answer;
}

// Presses something that leads to another page, and waits for that page.
export async function press(somebody, selector) {
  const { page } = somebody;
  const [answer] = await Promise.all([page.waitForNavigation({ timeout: 20000 }),
    page.locator(selector).first().click({ timeout: 10000 })]);
  await note(somebody);
  if (answer.status() >= 400) somebody.told.length = 0; // it is refused on purpose
  return answer;
}

export async function fill(somebody, values) {
  for (const [name, value] of Object.entries(values))
    await somebody.page.locator(`[name="${name}"]`).first().fill(value);
}

export const chooseValue = (somebody, name, value) => somebody.page
  .locator(`[name="${name}"][value="${value}"]`).check({ force: true });

export const pathOf = (somebody) => new URL(somebody.page.url()).pathname;

export async function isAt(somebody, name, pattern) {
  const path = pathOf(somebody);
  check(name, pattern.test(path), [`at ${path}`, await somebody.page.locator('main').innerText()]);
}

// Remembers every way out of this page, as somebody of this role was shown it.
async function note({ page, role, walk }) {
  const ways = await page.evaluate(() => [
    ...[...document.querySelectorAll('a[href]:not([href^="#"])')].map((a) => ['GET', a.href]),
    ...[...document.querySelectorAll('form')].map((f) => [f.method.toUpperCase(), f.action]),
  ]);
  for (const [method, href] of ways) {
    const url = new URL(href, page.url());
    if (url.origin === walk.server.origin)
      walk.links.set(`${role} ${method} ${url.pathname}${url.search}`, { role, method, path: url.pathname + url.search });
  }
}

// Holds what every page must pass, once for each page and kind of device.
export async function seen(somebody, name) {
  const { walk } = somebody;
  const key = `${name} ${somebody.name}`;
  await note(somebody);
  if (walk.inspected.has(key)) return;
  walk.inspected.add(key);
  await inspect(somebody, `visit-${name}`);
}
