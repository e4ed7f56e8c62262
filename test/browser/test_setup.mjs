// Set-up that goes wrong: a button pressed twice, a wrong group typed back, a browser closed too soon.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { inspect, open } from './browser.mjs';
import { beginSetup, OWNER, ownerForm, signIn, typeBack } from './people.mjs';
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';

const path = ({ page }) => new URL(page.url()).pathname;
const groupsOf = ({ page }) => page.locator('ol.code code').allTextContents();
const send = ({ page }) => page.locator('main form button.main').first().click();

// What a second click on the same form sends while the first one is on its way.
async function sendTwice({ page, context }, origin) {
  const fields = await page.locator('form[action="/setup/owner"]').evaluate((form) => Object.fromEntries(new FormData(form)));
  const first = await context.request.post('/setup/owner', { form: fields, maxRedirects: 0, headers: { origin } });
  equal('the owner’s form is taken', first.status(), 200);
  return first.text();
}

async function twice(browser) {
  const server = await serve();
  const desk = await open(browser, server.origin);

  await beginSetup(desk, server);
  await ownerForm(desk);
  const before = await desk.context.cookies();
  const first = await sendTwice(desk, server.origin);
  await desk.context.clearCookies();
  await desk.context.addCookies(before); // the first answer never came: its cookie neither
  await send(desk);
  equal('sent twice, the form shows a recovery code again', (await groupsOf(desk)).length, 9);
  check('it is another code than the one that got lost', !first.includes((await groupsOf(desk)).join('-')));
  await typeBack(desk);
  equal('and typing that one back goes on', path(desk), '/setup/safety');
  await desk.context.close();
  await server.stop();
}

async function tooSoon(browser, js, look) {
  const server = await serve();
  const desk = await open(browser, server.origin, { size: 'phone', js, look });
  const notice = () => desk.page.locator('main .notice a[href="#recovery"]').count();

  desk.expects422 = true;
  await beginSetup(desk, server);
  await desk.page.fill('[name=name]', 'Ana');
  await desk.page.fill('[name=login]', 'ana');
  await desk.page.fill('[name=password]', 'abcdefghijklmn');
  await send(desk);
  await inspect(desk, 'setup-owner-weak');
  check('a weak password is refused with what would fit', /four words/.test(await desk.page.textContent('#password-error')));
  await ownerForm(desk);
  await send(desk);
  const pepper = await desk.page.textContent('code.long');
  await desk.page.fill('[name=first]', 'wrong');
  await desk.page.fill('[name=second]', 'wrong');
  await send(desk);
  await inspect(desk, 'setup-recovery-wrong');
  equal('a wrong group shows the code again', (await groupsOf(desk)).length, 9);
  equal('and the secret for the safe', await desk.page.textContent('code.long'), pepper);
  await desk.page.goto('/today');
  await inspect(desk, 'account-arriving');
  equal('left before that, every page leads to where a code is made', path(desk), '/account');
  equal('which says so', await notice(), 1);
  await signIn(desk, OWNER);
  equal('after signing in anew, too', path(desk), '/account');
  await desk.page.fill('#again-login', OWNER.login);
  await desk.page.fill('#again-password', OWNER.password);
  await desk.page.locator('form[action="/account/recovery"] button:not([name=kit])').click();
  await typeBack(desk);
  await desk.page.goto('/today');
  equal('until a code is typed back', path(desk), '/today');
  await desk.context.close();
  await server.stop();
}

export default async function run(browser) {
  await twice(browser);
  await tooSoon(browser, true, 'light');
  await tooSoon(browser, false, 'dark');
}
