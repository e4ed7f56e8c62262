// From an empty folder to a client's own page, on a desk and a phone, with scripts and without.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { inspect, open, visit } from './browser.mjs';
import { addClient, foundPractice, makeLink, openLink, OWNER, signIn } from './people.mjs';
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';

// The browser tells its console of every 403, which is what is wanted here.
async function isRefused(device, path, fact) {
  equal(fact, (await device.page.goto(path)).status(), 403);
  device.told.length = 0;
}

async function deskPages(desk, client) {
  for (const [path, name] of [['/today', 'today'], ['/clients', 'clients'], ['/clients/new', 'client-new'],
    [client, 'client'], [`${client}/link`, 'client-link'], [`${client}/handover`, 'handover'],
    ['/credentials', 'credentials'], ['/people', 'people'], ['/account', 'account'],
    ['/setup/check', 'check'], ['/setup/packs', 'packs'], ['/backups', 'backups'],
    ['/help-now', 'help-now'], ['/privacy', 'privacy'], ['/learn', 'learn']])
    await visit(desk, path, `desk-${name}`);
}

async function backups(desk) {
  await desk.page.goto('/backups');
  check('the owner is told why there is no backup', /no backup key yet/.test(await desk.page.textContent('main')));
  await desk.page.locator('form[action="/backups"] button').click();
  await inspect(desk, 'backups-wanted');
  check('and asks for one', /in half a minute/.test(await desk.page.textContent('main')));
}

async function handedOver(desk, client) {
  const { page } = desk;

  await page.goto(`${client}/handover?purpose=home`);
  await page.locator('main form button.main').click();
  equal('the tablet opens at the client’s page', new URL(page.url()).pathname, '/me');
  await inspect(desk, 'tablet-me');
  await isRefused(desk, '/today', 'the desk is closed on it');
  await page.goto('/me');
  await page.locator('form[action="/me/give-back"] button').click();
  check('giving it back says thank you', page.url().includes('/signed-out?returned=1'));
  await inspect(desk, 'given-back');
  await page.goto('/me');
  equal('nobody can go back into it', new URL(page.url()).pathname, '/signin');
}

async function clientPages(phone, link) {
  await openLink(phone, link, (name) => inspect(phone, `phone-${name}`));
  equal('link and word open the client’s page', new URL(phone.page.url()).pathname, '/me');
  await inspect(phone, 'phone-me');
  for (const [path, name] of [['/account', 'account'], ['/help-now', 'help-now'], ['/privacy', 'privacy']])
    await visit(phone, path, `phone-${name}`);
  await isRefused(phone, '/today', 'the desk is not open to a client');
}

async function onDevices(browser, js, look) {
  const server = await serve({ backups: js });
  const desk = await open(browser, server.origin, { js, look });
  const phone = await open(browser, server.origin, { size: 'phone', js, look });

  await foundPractice(desk, server, (name) => inspect(desk, name));
  const client = await addClient(desk, 'Robin');
  await deskPages(desk, client);
  if (js) await backups(desk);
  const link = await makeLink(desk, client);
  await inspect(desk, 'link-made');
  check('a link that no other device can open says so, with the way that works', /known to this machine alone/.test(await desk.page.textContent('main')) && await desk.page.locator('main a[href$="/handover"]').count() > 0);
  await desk.page.goto('/today');
  check('who was sent a link no longer stands as not invited', /Invited; the answers have not begun/.test(await desk.page.textContent('main')));
  await clientPages(phone, link);
  await handedOver(desk, client);
  await visit(desk, '/signin', 'signin');
  await visit(desk, '/recover', 'recover');
  await signIn(desk, OWNER);
  equal('who signs in is at Today', new URL(desk.page.url()).pathname, '/today');
  await desk.context.close();
  await phone.context.close();
  await server.stop();
}

export default async function run(browser) {
  await onDevices(browser, true, 'light');
  await onDevices(browser, false, 'dark');
}
