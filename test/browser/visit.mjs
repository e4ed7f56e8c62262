// One visit from an empty folder to a verified record, as the people in it live it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { crawl } from './crawl.mjs';
import { serve, verify } from './server.mjs';
import { check } from './tap.mjs';
import { tracesInFiles, tracesInMemory, tracesInWords } from './traces.mjs';
import { canary, goTo, person, press, seen, walkOn } from './walk.mjs';
import { agreePlan, agreeTo, answerQuestions, draftPlan, review, seeAge } from './walk_client.mjs';
import { addClient, guess, makeLink, openLink, setUp, signIn } from './walk_house.mjs';
import { begin, closeOut, comeIn, enter, loseDevice, say, sayAfter, stop, stopWithoutNetwork, work } from './walk_room.mjs';

const MEMORY_MS = 5000;

// The server is killed where it stands; whatever comes next finds all that was acknowledged.
async function crash(walk, devices) {
  if (!devices.crashes) return;
  await walk.server.kill();
  await walk.server.restart();
}

async function untilAgreed(walk, her, client, devices) {
  const id = await addClient(her, canary(walk, 'client name'));
  await crash(walk, devices);
  await openLink(client, await makeLink(her, id));
  await answerQuestions(client);
  await crash(walk, devices);
  await seeAge(her, id);
  await review(her, id);
  await crash(walk, devices);
  await draftPlan(her, id);
  await agreeTo(client);
  await crash(walk, devices);
  await agreePlan(her, id);
  return id;
}

async function inTheRoom(walk, her, client, id, devices) {
  const session = await begin(her, id, 'own');
  await enter(client, session);
  await comeIn(client);
  await crash(walk, devices);
  await work(her, client);
  await crash(walk, devices);
  await say(client);
  if (client.js) await loseDevice(client, her);
  await (client.js ? stopWithoutNetwork(client, her) : stop(client));
  await crash(walk, devices);
  await sayAfter(client, session);
  return session;
}

async function afterwards(her, client, id, session) {
  await signIn(her);
  await seen(her, 'today-open');
  await closeOut(her, session);
  await goTo(her, `/c/${id}`);
  await seen(her, 'client-closed');
  await goTo(client, '/me');
  await seen(client, 'me-closed');
  await press(client, '.agreed button[value=no]');
  await seen(client, 'me-narrowed');
}

// Everybody signs out; then nothing that anybody typed is left where it could be read.
async function leaveNothing(walk, people) {
  for (const somebody of people) {
    await goTo(somebody, somebody.role === 'client' ? '/me' : '/today');
    await press(somebody, 'form[action="/signout"] button');
    await seen(somebody, 'signed-out');
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

async function isVerified(server) {
  await server.kill();
  const { isWell, said } = verify(server);
  check('holdfast verify finds everything well', isWell, [said]);
}

// devices: {her, client, crashes}: what each has in hand, and whether the server is killed on the way.
export async function walkThrough(browser, devices) {
  const server = await serve();
  const walk = walkOn(browser, server);
  try {
    const her = await person(walk, 'practitioner', devices.her);
    const client = await person(walk, 'client', devices.client);
    await setUp(her);
    const id = await untilAgreed(walk, her, client, devices);
    const session = await inTheRoom(walk, her, client, id, devices);
    await afterwards(her, client, id, session);
    await crawl(walk, { practitioner: her, client });
    await leaveNothing(walk, [her, client]);
    if (!her.js) await guess(her);
    await isVerified(server);
  } finally {
    await server.stop();
  }
}
