// Signing in as it is lived with: the screen that locks and keeps what was typed, the list of sign-ins,
// the tablet that changes hands and shows nothing by its Back button.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { inspect, open, visit } from './browser.mjs';
import { addClient, foundPractice, makeLink, openLink, OWNER, signIn } from './people.mjs';
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';

const TYPED = 'Sorrel of the late winter meadow';
const SEVEN_MINUTES_MS = 421000, TWO_MORE_MS = 125000;
const path = ({ page }) => new URL(page.url()).pathname;
const press = ({ page }, selector) => page.locator(selector).first().click();

// What the page before this one shows now, wherever it leads.
async function before(page) {
  await page.goBack().catch(() => null); // there may be nothing to go back to
  for (let i = 0; i < 20; i++) {
    await page.waitForLoadState('networkidle');
    const shown = await page.content().catch(() => null); // null: it is on its way still
    if (shown !== null) return shown;
  }
  throw new Error('the page never comes to rest');
}

async function unlock(device, password = OWNER.password) {
  await device.page.fill('[name=password]', password);
  await press(device, 'main form[action="/unlock"] button.main');
}

async function keptAndSent(device, how) {
  check(`${how}: what was typed is not to be read on the locked page`, !(await device.page.content()).includes('Sorrel'));
  check(`${how}: the page says that it is kept`, (await device.page.textContent('main')).includes('is kept here'));
  device.told.length = 0; // the browser tells its console of a 403
  await inspect(device, 'locked-with-draft');
  await unlock(device);
  check(`${how}: the password brings it back`, (await device.page.textContent('main')).includes(TYPED));
  await inspect(device, 'kept');
  await press(device, 'main form button.main');
  equal(`${how}: and it is sent`, (await device.page.textContent('h1')).includes('Sorrel'), true);
}

async function form(device) {
  await device.page.goto('/clients/new');
  await device.page.fill('[name=name]', TYPED);
  await device.page.fill('[name=contact]', 'sorrel@example.org');
  await device.page.fill('[name=neutral]', 'Thursday appointment');
}

// The script's clock, not the server's: the page hands over what was typed, and the server locks.
async function locksByItself(desk) {
  const { page } = desk;
  await page.clock.install();
  await form(desk);
  await page.clock.fastForward(SEVEN_MINUTES_MS);
  check('two minutes before the screen locks it is told', (await page.locator('#ending').textContent()).includes('locks'));
  await Promise.all([page.waitForURL('**/lock'), page.clock.fastForward(TWO_MORE_MS)]);
  await keptAndSent(desk, 'a screen that locks by itself');
  await page.clock.resume();
}

// Two pages of one browser: what is sent from one after the other locked.
async function locksBetween(desk) {
  await form(desk);
  const other = await desk.context.newPage();
  await other.goto('/account/signins');
  await other.locator('form[action="/lock"] button').click();
  equal('locked by hand, the page asks for the password', new URL(other.url()).pathname, '/unlock');
  await other.goto('/today');
  equal('and so does every other', new URL(other.url()).pathname, '/unlock');
  await other.close();
  await press(desk, 'main form[action="/clients/new"] button.main');
  await keptAndSent(desk, 'a form that was sent too late');
}

async function wrongPassword(desk) {
  await desk.page.goto('/account/signins');
  await press(desk, 'form[action="/lock"] button');
  desk.expects422 = true;
  await unlock(desk, 'seven quiet linden bees');
  check('another password unlocks nothing', (await desk.page.textContent('main')).includes('not your password'));
  await inspect(desk, 'locked-wrong');
  await unlock(desk);
  desk.expects422 = false;
  await visit(desk, '/account/signins', 'sign-ins');
}

async function endsOthers(browser, server, desk, js) {
  const other = await open(browser, server.origin, { size: 'phone', js });
  await signIn(other, OWNER);
  await visit(other, '/account/signins', 'sign-ins-two');
  equal('both browsers are listed', await other.page.locator('main li.card').count() >= 2, true);
  await press(other, 'button[value=others]');
  await desk.page.goto('/today');
  equal('ended from elsewhere, this browser signs in anew', path(desk), '/signin');
  await signIn(desk, OWNER);
  await other.context.close();
}

// Nothing of the desk comes back on the tablet, nothing of the client when it was given back.
async function backShowsNothing(desk, client, link) {
  const { page } = desk;
  const cached = (await page.goto(client)).headers()['cache-control'];
  check('pages are not kept by browsers', /no-store/.test(cached), [cached]);
  await page.goto(`${client}/handover?purpose=home`);
  await press(desk, 'main form button.main');
  equal('the tablet is the client’s', path(desk), '/me');
  for (let i = 0; i < 3; i++) {
    check(`Back, ${i + 1} times, shows nothing of the desk`, !/\/handover|\/edit|\/plan/.test(await before(page)));
  }
  desk.told.length = 0;
  await page.goto('/me');
  await press(desk, 'form[action="/me/give-back"] button');
  for (let i = 0; i < 3; i++) {
    check(`given back, Back, ${i + 1} times, shows nothing of the client`, !(await before(page)).includes('Robin'));
  }
  desk.told.length = 0;
  await openLink(desk, link);
  await press(desk, 'form[action="/signout"] button');
  for (let i = 0; i < 2; i++) {
    check(`signed out, Back, ${i + 1} times, shows no page of hers`, !(await before(page)).includes('Robin'));
  }
  desk.told.length = 0;
}

async function onDesk(browser, js, look) {
  const server = await serve();
  const desk = await open(browser, server.origin, { js, look });
  await foundPractice(desk, server);
  const client = await addClient(desk, 'Robin');
  const link = await makeLink(desk, client);
  await wrongPassword(desk);
  await endsOthers(browser, server, desk, js);
  if (js) await locksByItself(desk);
  else await locksBetween(desk);
  await backShowsNothing(desk, client, link);
  await desk.context.close();
  await server.stop();
}

export default async function run(browser) {
  await onDesk(browser, true, 'light');
  await onDesk(browser, false, 'dark');
}
