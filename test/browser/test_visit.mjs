// One visit from an empty folder to a verified record, as the people in it live it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { crawl } from './crawl.mjs';
import { serve } from './server.mjs';
import { check } from './tap.mjs';
import { tracesInFiles, tracesInMemory, tracesInWords } from './traces.mjs';
import { canary, goTo, person, press, walkOn } from './walk.mjs';
import { addClient, guess, makeLink, openLink, setUp } from './walk_house.mjs';

const WAYS = [
  { her: { size: 'desktop', look: 'light', js: true }, client: { size: 'phone', look: 'light', js: true } },
  { her: { size: 'desktop', look: 'light', js: false }, client: { size: 'phone', look: 'dark', js: false } },
];
const MEMORY_MS = 5000;

// Everybody signs out; then nothing that anybody typed is left where it could be read.
async function leaveNothing(walk, people) {
  for (const somebody of people) {
    await goTo(somebody, somebody.role === 'client' ? '/me' : '/today');
    await press(somebody, 'form[action="/signout"] button');
  }
  await new Promise((done) => { setTimeout(done, MEMORY_MS); });
  const where = [
    ['no file', tracesInFiles], ['nothing the server says', tracesInWords], ['no memory of the server', tracesInMemory],
  ];
  for (const [name, traces] of where) {
    const found = traces(walk.server, walk.canaries);
    check(`${name} holds a word of the ${walk.canaries.size} that were typed`, found.length === 0, found);
  }
}

async function walkThrough(browser, devices) {
  const server = await serve();
  const walk = walkOn(browser, server);
  try {
    const her = await person(walk, 'practitioner', devices.her);
    await setUp(her);
    const client = await person(walk, 'client', devices.client);
    const id = await addClient(her, canary(walk, 'client name'));
    await openLink(client, await makeLink(her, id));
    await crawl(walk, { practitioner: her, client });
    await leaveNothing(walk, [her, client]);
    if (!her.js) await guess(her);
  } finally {
    await server.stop();
  }
}

export default async function visit(browser) {
  for (const devices of WAYS) await walkThrough(browser, devices);
}
