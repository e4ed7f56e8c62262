// Every page with invented people, on phone and desktop, light and dark, with and without scripts.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { open, visit } from './browser.mjs';
import { servePages } from './pages.mjs';

const DEVICES = [
  { size: 'phone', look: 'light', js: false },
  { size: 'desktop', look: 'light', js: true },
  { size: 'phone', look: 'dark', js: true },
];

async function look(browser, pages, row) {
  const device = await open(browser, pages.origin, row);
  for (const name of pages.names) await visit(device, `/${name}.html`, `page-${name}`);
  await device.context.close();
}

export default async function everyPage(browser) {
  const pages = await servePages();
  try {
    for (const row of DEVICES) await look(browser, pages, row);
  } finally {
    pages.stop();
  }
}
