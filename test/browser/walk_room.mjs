// The walk's third part: the room, from the stop that is tried first to the signed record.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { screenshot } from './browser.mjs';
import { check, equal } from './tap.mjs';
import { canary, chooseValue, fill, goTo, isAt, pathOf, press, seen } from './walk.mjs';

const TWICE_MS = 450; // two taps faster than this are one

const sessionOf = (somebody) => pathOf(somebody).split('/')[2];

// A tap in the room: the script sends it in the background, a plain form leads to the page again.
export async function tap(somebody, selector) {
  const { page } = somebody;
  if (!somebody.js) return (await press(somebody, selector)).status();
  await page.waitForTimeout(TWICE_MS);
  const [answer] = await Promise.all([
    page.waitForResponse((r) => r.request().method() === 'POST', { timeout: 10000 }),
    page.locator(selector).first().click({ timeout: 10000 }),
  ]);
  const isJson = (answer.headers()['content-type'] ?? '').includes('json');
  const seenNow = isJson ? (await answer.json()).seen : 0;
  await page.waitForFunction((n) => Number(document.getElementById('live')?.dataset.seen ?? n) >= n, seenNow,
    { timeout: 10000 }).catch(() => {});
  return answer.status();
}

const stateOf = (somebody) => somebody.page.locator('#live').getAttribute('data-state');

// What the room is, as this device shows it once it has looked again.
export async function becomes(somebody, state, fact) {
  for (const from = Date.now(); Date.now() - from < 8000; await somebody.page.waitForTimeout(200)) {
    if (!somebody.js) await goTo(somebody, pathOf(somebody));
    if (await somebody.page.locator('#live').count() === 0) break;
    if (await stateOf(somebody) === state) break;
  }
  const isThere = await somebody.page.locator('#live').count() > 0;
  equal(fact, isThere ? await stateOf(somebody) : 'stopped', state);
}

export async function begin(her, client, device) {
  await goTo(her, `/c/${client}`);
  await seen(her, 'client-ready');
  await press(her, 'a[href$="/begin"]');
  await seen(her, 'begin');
  await chooseValue(her, 'device', device);
  await press(her, 'main button.main');
  return sessionOf(her);
}

export async function enter(client, session) {
  await goTo(client, '/me');
  await seen(client, 'me-session');
  await goTo(client, `/s/${session}/live`);
  await isAt(client, 'an open session asks before it takes the screen', /\/enter$/);
  await seen(client, 'enter');
  await press(client, 'main button.main');
}

// Inside the body is asked on its own, whatever is said to all. Runs in the page.
function yesInside() {
  for (const field of document.querySelectorAll('main section input[value=yes][name^="s."]')) field.checked = true;
}

// A yes to all that forgets what is asked on its own is asked again, and nothing is lost by it.
async function insideIsAskedOnItsOwn(client) {
  if (await client.page.locator('main section input[name^="s."]').count() === 0) return;
  client.expects422 = true;
  const answer = await press(client, 'button[value=all]');
  equal(`a yes to all does not reach inside the body (${client.name})`, answer.status(), 422);
  await seen(client, 'today-yes-inside');
  client.expects422 = false;
}

// The stop is tried, the day's list is answered as a whole, and read back. Ends in the room.
export async function comeIn(client) {
  await isAt(client, `the client comes to try the stop (${client.name})`, /^\/s\/[0-9a-z]+\/rehearse$/);
  await seen(client, 'rehearse');
  await press(client, 'button.stop');
  await isAt(client, `the stop that worked leads to today's list (${client.name})`, /^\/s\/[0-9a-z]+\/today$/);
  await seen(client, 'today-yes');
  await insideIsAskedOnItsOwn(client);
  await client.page.evaluate(yesInside);
  await press(client, 'button[value=all]');
  await isAt(client, `then it is read back (${client.name})`, /^\/s\/[0-9a-z]+\/ready$/);
  await seen(client, 'today-read-back');
  await press(client, 'button[value=ready]');
  await isAt(client, `then the room is open (${client.name})`, /^\/s\/[0-9a-z]+\/live$/);
}

// Everything that the desk's page lists is so, by one tap; what is not in its list, one by one.
export async function allIsSo(her) {
  if (await her.page.locator('form[action$="/attests"]').count() > 0) await tap(her, 'form[action$="/attests"] button');
  if (await her.page.locator('form[action$="/capacity"]').count() > 0) await tap(her, 'form[action$="/capacity"] button[value=ok]');
  for (let i = 0; i < 9 && await her.page.locator('form[action$="/attest"]:not(.ask-places form) button[value=on]').count() > 0; i++)
    await tap(her, 'form[action$="/attest"]:not(.ask-places form) button[value=on]');
}

// A good that was tapped on a screen from before the pause.
async function lateGood(client, from) {
  const answer = await client.context.request.post(from.action, { form: from.fields, maxRedirects: 0,
    headers: { Accept: 'application/json', Origin: client.walk.server.origin } });
  equal(`a good from before the pause is refused (${client.name})`, answer.status(), 409);
}

const formOf = (client) => client.page.locator('form.signals').evaluate((form) => ({
  action: form.action, fields: { ...Object.fromEntries(new FormData(form)), value: 'good', request: form.dataset.request ?? form.querySelector('[name=request]').value },
}));

export async function work(her, client) {
  await goTo(her, pathOf(her));
  await seen(her, 'live-before');
  await seen(client, 'live-client-before');
  await allIsSo(her);
  check(`one tap says that all the desk's page lists is so (${her.name})`,
    await her.page.locator('form[action$="/attests"], form[action$="/capacity"]').count() === 0);
  await tap(client, 'button.good');
  await becomes(her, 'good', `the client's good reaches the desk (${client.name})`);
  await tap(her, 'form[action$="/step"] button');
  await becomes(her, 'good', `a step begins (${her.name})`);
  await seen(her, 'live-desk');
  await seen(client, 'live-client');
  await tap(client, 'button.less');
  const before = await formOf(client);
  await tap(her, '.desk button[value=pause]');
  await becomes(client, 'paused', `a pause at the desk pauses the client's screen (${client.name})`);
  await seen(client, 'live-client-paused');
  await lateGood(client, before);
  await becomes(client, 'paused', `and it stays paused (${client.name})`);
  await tap(client, 'button.good');
  await becomes(her, 'good', `a new good goes on (${client.name})`);
}

const unfold = (somebody, selector) => somebody.page.locator(selector).evaluate((part) => { part.open = true; });

export async function say(client) {
  const { page } = client;
  await unfold(client, 'details.tension');
  await page.locator('form[action$="/tension"] [value="6"]').check({ force: true });
  await tap(client, 'form[action$="/tension"] button[value=now]');
  await unfold(client, 'details:has(#words-client)');
  await page.locator('#words-client').fill(canary(client.walk, 'own words'));
  await tap(client, 'form[action$="/mark"] button');
}

export async function stop(client) {
  if (client.js) {
    await client.page.locator('#stop').click();
    check(`stop turns the screen at once (${client.name})`, await client.page.locator('#stop-screen').isVisible());
  } else {
    await press(client, '#stop');
  }
  await seen(client, 'stopped-client');
}

// The client's phone is gone without a word: hands hold still, and only the client goes on.
export async function loseDevice(client, her) {
  const path = pathOf(client);
  await client.page.close();
  await becomes(her, 'still', 'when the client’s phone is gone, hands hold still');
  check('and the desk says so', await her.page.locator('#lost').isVisible());
  await tap(her, '.desk button[value=still]');
  await becomes(her, 'still', 'nothing that the desk taps goes on');
  await seen(her, 'live-lost');
  client.page = await client.context.newPage();
  await goTo(client, path);
  await becomes(client, 'still', 'the phone that comes back finds it still');
  await tap(client, 'button.good');
  await becomes(her, 'good', 'and the client’s own good goes on');
}

export async function stopWithoutNetwork(client, her) {
  await client.context.setOffline(true);
  await client.page.waitForTimeout(300);
  const from = Date.now();
  await client.page.locator('#stop').click();
  await client.page.locator('#stop-screen').waitFor({ state: 'visible', timeout: 2000 });
  check(`without a network stop shows at once (${client.name})`, Date.now() - from < 1000, [Date.now() - from]);
  await screenshot(client, 'visit-stopped-offline');
  await becomes(her, 'good', 'nothing has arrived yet');
  await client.context.setOffline(false);
  client.told.length = 0; // the browser told of what it could not send
  await her.page.locator('#stop-screen').waitFor({ state: 'visible', timeout: 15000 }).catch(() => {});
  check('it is delivered when the network is back', await her.page.locator('#stop-screen').isVisible());
}

export async function sayAfter(client, session) {
  await goTo(client, `/s/${session}/after`);
  await seen(client, 'after');
  await chooseValue(client, 'different', 'no');
  await fill(client, { own_word: canary(client.walk, 'own word after') });
  await press(client, 'button[value=send]');
  await seen(client, 'after-sent');
}

export async function closeOut(her, session) {
  await goTo(her, `/s/${session}/close`);
  await seen(her, 'close');
  await fill(her, { a: canary(her.walk, 'assessment'), p: canary(her.walk, 'plan note') });
  await unfold(her, 'details:has([name=private_note])');
  await fill(her, { private_note: canary(her.walk, 'private note') });
  await chooseValue(her, 'different', 'no');
  await press(her, 'button[value=sign]');
  await isAt(her, `the note is signed (${her.name})`, /^\/s\/[0-9a-z]+\/record$/);
  await seen(her, 'record');
}
