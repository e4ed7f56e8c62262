// The people of a practice, as their devices: founding it, adding a client, opening the link.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { setupToken } from './server.mjs';

export const OWNER = { name: 'Ana K.', login: 'ana', password: 'seven quiet linden trees' };

const send = (page, name = 'main') => page.locator(`main form button.${name}`).first().click();

// From the printed token to the owner's empty form.
export async function beginSetup({ page }, server, look = async () => {}, profile = 'bodywork') {
  await page.goto('/');
  await look('setup-token');
  await page.fill('[name=code]', setupToken(server));
  await send(page);
  await look('setup-practice');
  await page.check(`[name=profile][value=${profile}]`);
  await page.fill('[name=practice]', 'Linden');
  await page.selectOption('[name=country]', 'de');
  await send(page);
  await look('setup-owner');
}

// Filled in, not sent.
export async function ownerForm({ page }) {
  for (const field of ['name', 'login', 'password']) await page.fill(`[name=${field}]`, OWNER[field]);
}

// Two groups of the recovery code go back as they were written down; returns the code.
export async function typeBack({ page }) {
  const groups = await page.locator('ol.code code').allTextContents();
  for (const field of ['first', 'second']) {
    const label = await page.textContent(`label[for=${field}]`);
    await page.fill(`[name=${field}]`, groups[Number(label.match(/\d+/)[0]) - 1]);
  }
  await send(page);
  return groups.join('-');
}

// After each page `look(name)` may inspect it. Leaves the owner on the check page; returns the code.
export async function foundPractice(device, server, look = async () => {}, profile = 'bodywork') {
  const { page } = device;

  await beginSetup(device, server, look, profile);
  await ownerForm(device);
  await send(page);
  await look('setup-recovery');
  const code = await typeBack(device);
  await look('setup-safety');
  await page.fill('[name=emergency]', '112');
  await page.fill('[name=concern_name]', 'Uta M.');
  await page.fill('[name=concern_contact]', '030 123456');
  await send(page);
  await look('setup-credentials');
  await page.selectOption('[name=profession]', 'heilpraktiker');
  await page.selectOption('[name=place]', 'DE');
  await page.fill('[name=papers]', 'Permission of the district office, seen by Uta M.');
  await page.locator('form[action="/credentials/profession"] button').click();
  await page.fill('[name=what]', 'Massage therapist');
  await page.fill('[name=evidence]', 'Certificate 4711, Example School');
  for (const scope of ['body', 'intimate', 'anal']) await page.check(`[name=scope][value=${scope}]`);
  await page.locator('button[value=next]').click();
  await look('setup-check');
  return code;
}

export async function signIn({ page }, { login, password }) {
  await page.goto('/signin');
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', password);
  await send(page);
}

// Returns the client's path, "/c/ID"; the device shows the overview.
export async function addClient({ page }, name) {
  await page.goto('/clients/new');
  await page.fill('[name=name]', name);
  await page.fill('[name=contact]', 'robin@example.org');
  await page.fill('[name=neutral]', 'Thursday appointment');
  await send(page);
  return new URL(page.url()).pathname;
}

// {path, word} of a one-time link for the client; the device shows it.
export async function makeLink({ page }, client) {
  await page.goto(`${client}/link`);
  await send(page);
  const url = await page.textContent('code.long');
  return { path: new URL(url).pathname, word: await page.textContent('.word') };
}

export async function openLink({ page }, link, look = async () => {}) {
  await page.goto(link.path);
  await look('link-enter');
  await page.fill('[name=word]', link.word);
  await send(page);
}

export const COLLEAGUES_PASSWORD = 'nine old green bottles';

// Somebody of the practice, on a device of their own, with a password and a code on paper; returns the code.
export async function addColleague(desk, device, name, ...roles) {
  await desk.page.goto('/people');
  await desk.page.fill('[name=name]', name);
  for (const role of roles) await desk.page.check(`[name=role][value=${role}]`);
  await desk.page.locator('main form[action="/people"] button.main').click();
  await openLink(device, { path: new URL(await desk.page.textContent('code.long')).pathname,
    word: await desk.page.textContent('.word') });
  await device.page.fill('[name=login]', name.toLowerCase());
  await device.page.fill('[name=password]', COLLEAGUES_PASSWORD);
  await device.page.locator('main form[action="/account"] button.main').click();
  return typeBack(device);
}
