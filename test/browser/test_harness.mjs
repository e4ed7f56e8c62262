// The checks that every page passes can fail: each refuses a page made to be wrong.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { open, problemsOf } from './browser.mjs';
import { check, equal } from './tap.mjs';

const html = (body, head = '', theme = '') => `<!doctype html><html lang="en" data-theme="${theme}"><head><title>A page</title>
<meta name="viewport" content="width=device-width"><style>a, button { display: inline-block; min-width: 44px;
min-height: 44px }</style>${head}</head><body><main><h1>A page</h1>${body}</main></body></html>`;

const CASES = [
  { page: html('<p>Words.</p><button>Go</button>'), finds: 'nothing', in: () => 0 },
  { page: html('<input type="text">'), finds: 'a field without a name', in: (p) => p.axe.length },
  { page: html('<p style="color: #bbb">pale</p>'), finds: 'pale words', in: (p) => p.axe.length },
  { page: html('<button style="min-height: 40px">Go</button>'), finds: 'a small button', in: (p) => p.small.length },
  { page: html('<button>Go</button>', '', 'room'), finds: 'a button too small for the room', in: (p) => p.small.length },
  { page: html('<button class="stop" style="height: 60px">Stop</button>'), finds: 'a small STOP', in: (p) => p.small.length },
  { page: html('<p style="width: 3000px">wide</p>'), finds: 'a page too wide', in: (p) => Math.max(p.wide, 0) },
  { page: html('', '<script>nothing.there()</script>'), finds: 'an error in a script', in: (p) => p.told.length },
];

async function tryCase(browser, row, js) {
  const device = await open(browser, undefined, { size: 'phone', js });
  await device.page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(row.page)}`);
  const found = await problemsOf(device);
  const all = found.axe.length + found.small.length + Math.max(found.wide, 0) + found.told.length;

  if (row.finds === 'nothing')
    equal(`a good page passes (${device.name})`, all, 0);
  else
    check(`the harness finds ${row.finds} (${device.name})`, row.in(found) > 0, [JSON.stringify(found)]);
  await device.context.close();
}

export default async function harness(browser) {
  for (const row of CASES) await tryCase(browser, row, true);
  for (const row of CASES.filter((r) => !r.page.includes('<script>'))) await tryCase(browser, row, false);
}
