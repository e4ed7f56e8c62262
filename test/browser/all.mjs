// Runs every test_*.mjs beside it, one browser for all. Names on the command line pick some.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readdirSync } from 'node:fs';
import { launch } from './browser.mjs';
import { end, flow } from './tap.mjs';

const here = new URL('.', import.meta.url);
const picked = process.argv.slice(2);
const files = readdirSync(here).filter((f) => /^test_.*\.mjs$/.test(f)).sort()
  .filter((f) => picked.length === 0 || picked.some((name) => f.includes(name)));

const browser = await launch();
for (const file of files) {
  console.log(`# ${file}`);
  const { default: run } = await import(new URL(file, here));
  await flow(file, () => run(browser));
}
await browser.close();
process.exit(end() ? 0 : 1); // a flow that hung still holds its page
