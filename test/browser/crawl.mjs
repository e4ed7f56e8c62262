// Every way out that somebody was shown leads somewhere, and leads nobody else there.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { check } from './tap.mjs';

// Answers of a page or an act that is there; a form sent without its token is refused with 403.
const THERE = { GET: [200, 303], POST: [200, 303, 403, 422] };

const isPublic = (path) => /^\/($|assets\/|help-now|learn|privacy|signin|recover|signed-out|l\/|setup(\/token)?$)/.test(path);

function ask(context, { method, path }) {
  const options = { maxRedirects: 0, failOnStatusCode: false };
  return method === 'GET' ? context.request.get(path, options) : context.request.post(path, { ...options, form: {} });
}

// First-run set-up is over for good, and a program never signs itself out.
const isOver = (path) => /^\/(setup(\/(token|practice|owner|recovery))?|signout)$/.test(path);

// A stranger is sent to sign in, or told that there is nothing.
async function isClosed(context, link) {
  const answer = await ask(context, link);
  const goesTo = answer.headers().location ?? '';
  return [403, 404].includes(answer.status()) || (answer.status() === 303 && goesTo.startsWith('/signin'));
}

// people: {role: device}, each still signed in.
export async function crawl(walk, people) {
  const stranger = await walk.browser.newContext({ baseURL: walk.server.origin });
  const dead = [];
  const open = [];
  for (const link of walk.links.values()) {
    if (isOver(link.path)) continue;
    const answer = await ask(people[link.role].context, link);
    if (!THERE[link.method].includes(answer.status())) dead.push(`${link.role} ${link.method} ${link.path}: ${answer.status()}`);
    if (!isPublic(link.path) && !await isClosed(stranger, link)) open.push(`${link.method} ${link.path}`);
  }
  check(`all ${walk.links.size} ways out of the pages lead somewhere`, dead.length === 0, dead);
  check('none of them is open to a stranger', open.length === 0, open);
  await stranger.close();
}
