// One visit from an empty folder to a verified record, as the people in it live it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { serve } from './server.mjs';
import { canary, person, walkOn } from './walk.mjs';
import { addClient, makeLink, openLink, setUp } from './walk_house.mjs';

const WAYS = [
  { her: { size: 'desktop', look: 'light', js: true }, client: { size: 'phone', look: 'light', js: true } },
  { her: { size: 'desktop', look: 'light', js: false }, client: { size: 'phone', look: 'dark', js: false } },
];

async function walkThrough(browser, devices) {
  const server = await serve();
  const walk = walkOn(browser, server);
  try {
    const her = await person(walk, 'practitioner', devices.her);
    await setUp(her);
    const client = await person(walk, 'client', devices.client);
    const id = await addClient(her, canary(walk, 'client name'));
    await openLink(client, await makeLink(her, id));
  } finally {
    await server.stop();
  }
}

export default async function visit(browser) {
  for (const devices of WAYS) await walkThrough(browser, devices);
}
