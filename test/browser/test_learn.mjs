// What people can read about this work: for anybody, on a phone, without scripts, in the dark; nothing of the senses in a clinical
// practice; and every place that `holdfast coverage` names is there.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFileSync } from 'node:child_process';
import { inspect, open, visit } from './browser.mjs';
import { addClient, foundPractice } from './people.mjs';
import { PROGRAM, serve } from './server.mjs';
import { check, equal } from './tap.mjs';

const text = ({ page }) => page.textContent('main');
const titles = ({ page }) => page.locator('main a[href^="/learn/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));

async function readAll(reader) {
  await visit(reader, '/learn', 'learn');
  const pages = await titles(reader);
  for (const path of pages) {
    await visit(reader, path, path.slice(1).replace('/', '-'));
    check(`${path}: each line has its grade`, await reader.page.locator('ul.learn > li').count() === await reader.page.locator('ul.learn > li > details > summary').count());
  }
  return pages;
}

async function asAnybody(reader) {
  await reader.page.goto('/signin');
  await reader.page.locator('main a[href="/learn"]').click();
  equal('who is not signed in gets there from the first page', new URL(reader.page.url()).pathname, '/learn');
  const pages = await readAll(reader);
  equal('a practice of bodywork has all of them', pages.length, 14);
  await reader.page.goto('/learn/with-prostate');
  await reader.page.locator('ul.learn summary').first().click();
  await inspect(reader, 'learn-opened');
  const drawn = await reader.page.locator('figure img').evaluate((img) => img.complete && img.naturalWidth > 0);
  check('the drawing is there', drawn);
}

async function asClinic(browser) {
  const server = await serve();
  const desk = await open(browser, server.origin);
  await foundPractice(desk, server, async () => {}, 'clinical');
  await desk.page.goto('/learn');
  const pages = await titles(desk);
  equal('a clinical practice has none of the senses or of a tradition', pages.filter((p) => /sensual|tradition|dearmouring/.test(p)).length, 0);
  const words = (await Promise.all(pages.map(async (p) => (await desk.context.request.get(p)).text()))).join(' ');
  check('and no word of pleasure', !/pleasure|orgasm|sensual|tantric|lingam/i.test(words));
  equal('nor by its address', (await desk.context.request.get('/learn/sensual')).status(), 404);
  await desk.context.close();
  await server.stop();
}

// "    rule /rules/CI96": an address without a place for an id.
const placesOf = (table) => [...new Set([...table.matchAll(/^ {4}\w+ (\/[^{}\s]*)$/gm)].map((m) => m[1]))];

async function everyPlace(desk, client) {
  const table = execFileSync(PROGRAM, ['coverage'], { encoding: 'utf8' });
  equal('each of the things is told', table.match(/^L\d\d /gm).length, 22);
  const dead = [];
  for (const path of placesOf(table).filter((p) => !p.startsWith('/me/'))) {
    const status = (await desk.context.request.get(path)).status();
    if (status !== 200) dead.push(`${path}: ${status}`);
  }
  check('and every place is there', dead.length === 0, dead);
  equal('the client’s own pages by their own right', (await desk.context.request.get(`${client}`)).status(), 200);
}

export default async function run(browser) {
  const server = await serve();
  const desk = await open(browser, server.origin);
  await foundPractice(desk, server);
  const client = await addClient(desk, 'Robin');
  await everyPlace(desk, client);
  await readAll(await open(browser, server.origin, { size: 'phone', look: 'light' }));
  await asAnybody(await open(browser, server.origin, { size: 'phone', js: false, look: 'dark' }));
  await server.stop();
  await asClinic(browser);
}
