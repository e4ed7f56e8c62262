// Chromium as the tests use it: what a person has in hand, and what every visited page must pass.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { check } from './tap.mjs';

export const top = fileURLToPath(new URL('../../', import.meta.url));
const load = createRequire(`${top}build/npm/node_modules/`);
const { chromium } = load('playwright-core');
const axeSource = load('axe-core').source;

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const AXE_RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
};
const SHOTS = `${top}build/shots/`;

// What a finger needs, in CSS pixels.
const LEAST = { client: 44, room: 56, stop: 96 };

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

// One person's device: size phone|desktop, look light|dark, js true|false. The room is no look of a
// device: its pages say so themselves.
export async function open(browser, origin, { size = 'desktop', look = 'light', js = true } = {}) {
  const context = await browser.newContext({
    ...SIZES[size], baseURL: origin, javaScriptEnabled: js, locale: 'en-GB',
    colorScheme: look === 'light' ? 'light' : 'dark', reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const told = [];
  const device = { context, page, told, name: `${size}-${js ? 'js' : 'nojs'}-${look}`, js, look, expects422: false };
  // Chromium tells its console of every 422, sooner or later; a test says when it wants one.
  const wanted = (text) => device.expects422 && /status of 422 /.test(text);
  page.on('console', (m) => m.type() === 'error' && !wanted(m.text()) && told.push(m.text()));
  page.on('pageerror', (e) => told.push(String(e)));
  return device;
}

export async function screenshot(device, name) {
  mkdirSync(SHOTS, { recursive: true });
  await device.page.screenshot({ path: `${SHOTS}${name}-${device.name}.png`, fullPage: true });
}

// Where scripts are off no timer ever rings, and axe waits for some: they ring at once instead.
const RING_AT_ONCE = 'window.setTimeout = (f, ms, ...args) => { Promise.resolve().then(() => f(...args)); return 0; }';

// A live page without scripts asks for itself again every few seconds: it shows what happens in the
// room now, which WCAG 2.2.1 exempts as a real-time event. Nothing else may.
const isLivePage = (problem, device, theme) => problem.startsWith('meta-refresh:') && !device.js && theme === 'room';

// axe comes in through the debugger, so the page's own policy stays as strict as it is.
async function axeProblems({ page, js }) {
  const session = await page.context().newCDPSession(page);
  const run = async (expression, awaitPromise) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate',
      { expression, awaitPromise, returnByValue: true, timeout: 20000 });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  if (!js) await run(RING_AT_ONCE, false);
  await run(axeSource, false);
  const found = await run(`axe.run(document, ${JSON.stringify(AXE_RULES)}).then((r) => r.violations.map(
    (v) => v.id + ': ' + v.help + ' ' + v.nodes.map((n) => n.target.join(' ')).join(', ')))`, true);
  await session.detach();
  return found;
}

// axe sees a page as tall as it is: what sticks to an edge covers only what can be scrolled free.
async function axeOnWholePage(device) {
  const { page } = device;
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);

  await page.setViewportSize({ width: size.width, height: Math.min(Math.max(height, size.height), 8000) });
  const problems = await axeProblems(device);
  await page.setViewportSize(size);
  return problems;
}

// Every link, button and field is large enough, or lies in a sentence, where WCAG 2.5.8 exempts it.
// A label counts with its field. Runs in the page.
function smallTargets({ least, stop }) {
  const seen = [];
  const box = (e) => e.getBoundingClientRect();
  const inSentence = (e) => e.tagName === 'A' && getComputedStyle(e).display === 'inline'
    && [...e.parentElement.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== '');
  const together = (e) => {
    const boxes = [box(e), ...[...(e.labels ?? [])].map(box)];
    const edge = (side, pick) => pick(...boxes.map((b) => b[side]));
    return { width: edge('right', Math.max) - edge('left', Math.min),
      height: edge('bottom', Math.max) - edge('top', Math.min) };
  };
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    const own = box(e);
    const isSkipLink = own.right <= 1 || own.bottom <= 0 || (own.width <= 1 && own.height <= 1);
    if (e.closest('[hidden], [inert], dialog:not([open]), svg')) continue;
    if (own.width === 0 || isSkipLink || inSentence(e)) continue;
    const size = together(e);
    const needed = e.matches('.stop') ? stop : least;
    if (size.height + 0.5 < needed || size.width + 0.5 < Math.min(needed, 44)) {
      seen.push(`${e.tagName.toLowerCase()} "${(e.textContent || e.name || '').trim().slice(0, 30)}" is `
        + `${Math.round(size.width)} x ${Math.round(size.height)}, needs ${needed}`);
    }
  }
  return seen;
}

// Wider than the screen means that somebody has to scroll sideways while reading.
const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

export async function problemsOf(device) {
  const theme = await device.page.evaluate(() => document.documentElement.dataset.theme);
  const least = theme === 'room' ? LEAST.room : LEAST.client;
  const axe = await axeOnWholePage(device);

  return {
    axe: axe.filter((problem) => !isLivePage(problem, device, theme)),
    small: await device.page.evaluate(smallTargets, { least, stop: LEAST.stop }),
    wide: await device.page.evaluate(tooWide),
    told: device.told.splice(0),
  };
}

// The four facts that hold on every page, and its picture.
export async function inspect(device, name) {
  const found = await problemsOf(device);
  const where = `${name} (${device.name})`;

  check(`${where}: axe finds nothing`, found.axe.length === 0, found.axe);
  check(`${where}: every target is large enough`, found.small.length === 0, found.small);
  check(`${where}: nothing is wider than the screen`, found.wide <= 0, [`${found.wide} px`]);
  check(`${where}: the browser reports no error`, found.told.length === 0, found.told);
  await screenshot(device, name);
}

export async function visit(device, path, name, status = 200) {
  const answer = await device.page.goto(path);

  check(`${name} (${device.name}): answers ${status}`, answer.status() === status, [answer.status()]);
  await inspect(device, name);
}
