// More people than two: a clinician whom the client lets read, a name that changes, somebody who leaves.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { inspect, open, visit } from './browser.mjs';
import { OWNER, addClient, addColleague, foundPractice, makeLink, openLink, typeBack } from './people.mjs';
import { serve } from './server.mjs';
import { check, equal } from './tap.mjs';

const path = ({ page }) => new URL(page.url()).pathname;
const press = ({ page }, selector) => page.locator(selector).first().click();
const LET = 'form[action="/me/readers"] button', END = 'form[action="/me/readers/end"] button';

// Every link of these pages opens for whoever sees it.
async function leadsSomewhere(device, pages) {
  const dead = [];
  for (const from of pages) {
    await device.page.goto(from);
    const links = await device.page.locator('a[href^="/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    for (const href of new Set(links)) {
      const answer = await device.context.request.get(href, { failOnStatusCode: false });
      if (answer.status() !== 200) dead.push(`${from} -> ${href}: ${answer.status()}`);
    }
  }
  check(`every link of ${pages.join(', ')} opens`, dead.length === 0, dead);
}

async function reading(phone, cleo, client) {
  equal('before that her record is closed to the clinician', (await cleo.page.goto(client)).status(), 404);
  cleo.told.length = 0;
  await phone.page.goto('/me');
  await press(phone, LET);
  await inspect(phone, 'me-readers');
  await visit(cleo, client, 'clinician-client');
  await visit(cleo, `${client}/review`, 'clinician-review');
  await visit(cleo, `${client}/findings`, 'clinician-findings');
  await leadsSomewhere(cleo, ['/today', '/clients', client, `${client}/review`, '/setup/check']);
  await phone.page.goto('/me');
  await press(phone, END);
  equal('and is closed again when she says so', (await cleo.page.goto(client)).status(), 404);
  cleo.told.length = 0;
}

// A clinician's word on a rule: signed, shown beside it, and nobody else's to give.
async function signsARule(desk, cleo) {
  await desk.page.goto('/rules/CI60');
  equal('who is no clinician is not asked for a word on a rule', await desk.page.locator('[name=verdict]').count(), 0);
  await cleo.page.goto('/rules/CI60');
  await cleo.page.locator('details:has([name=verdict]) summary').click();
  cleo.expects422 = true;
  await press(cleo, 'form:has([name=verdict]) button');
  await inspect(cleo, 'rule-review-unsaid');
  await cleo.page.check('[name=verdict][value=objected]');
  await press(cleo, 'form:has([name=verdict]) button');
  await inspect(cleo, 'rule-review-no-words');
  check('an objection wants words', await cleo.page.locator('.error').count() > 0);
  cleo.expects422 = false;
  await cleo.page.fill('[name=words]', 'The wait is too short after surgery.');
  await press(cleo, 'form:has([name=verdict]) button');
  await inspect(cleo, 'rule-reviewed');
  await desk.page.goto('/rules/CI60');
  check('it stands on the rule’s page with the name, for everybody', /Cleo, clinician, objected on .*too short after surgery/.test(await desk.page.textContent('main')));
}

async function receipts(phone) {
  await press(phone, 'form[action="/me/receipts"] button');
  check('receipts can be hidden', /want no receipts/.test(await phone.page.textContent('main')));
  await inspect(phone, 'me-no-receipts');
  await press(phone, 'form[action="/me/receipts"] button');
  check('and shown again', !/want no receipts/.test(await phone.page.textContent('main')));
}

async function renamed(desk, client) {
  await visit(desk, `${client}/edit`, 'client-edit');
  await desk.page.fill('[name=name]', '');
  desk.expects422 = true;
  await press(desk, 'main form button.main');
  await inspect(desk, 'client-edit-wrong');
  desk.expects422 = false;
  await desk.page.fill('[name=name]', 'Robin B.');
  await press(desk, 'main form button.main');
  check('a client is called as they want to be', /Robin B\./.test(await desk.page.textContent('h1')));
}

// Who has nothing to do with clients sees no way to them.
async function chaperone(desk, device) {
  await addColleague(desk, device, 'Dora', 'chaperone');
  await visit(device, '/today', 'chaperone-today');
  await leadsSomewhere(device, ['/today', '/setup/check', '/account', '/help-now']);
}

async function untrained(desk, device) {
  await addColleague(desk, device, 'Finn', 'practitioner');
  await visit(device, '/today', 'untrained-today');
  equal('Today tells a practitioner without training where to state it',
    await device.page.locator('main a[href="/credentials"]').count(), 1);
  await press(device, 'main a[href="/credentials#profession"]');
  await device.page.selectOption('[name=profession]', 'heilpraktiker');
  await device.page.selectOption('[name=place]', 'DE');
  await press(device, 'form[action="/credentials/profession"] button');
  await device.page.goto('/today');
  equal('and their profession, until it is said', await device.page.locator('main a[href="/credentials#profession"]').count(), 0);
}

// The owner's paper: against the password alone, and with the words that the others see.
async function kit(desk) {
  const make = async (password) => {
    await desk.page.goto('/account');
    await desk.page.fill('#again-login', OWNER.login);
    await desk.page.fill('#again-password', password);
    await press(desk, 'button[name=kit]');
  };
  desk.expects422 = true; // the account page comes again with its word about the password
  await make('nine old green bottles');
  equal('the kit is not shown without the password', await desk.page.locator('ol.code').count(), 0);
  await make(OWNER.password);
  await inspect(desk, 'kit');
  desk.expects422 = false;
  const papers = await desk.page.locator('section.card code.long').allTextContents();
  equal('the kit has key words and the secret of the house', papers.length, 2);
  await typeBack(desk);
  await desk.page.goto('/people');
  check('the words on the paper are those on the page about people',
    (await desk.page.textContent('main')).includes(papers[0]), papers[0]);
}

// The practitioner asks, the client says yes on a phone of their own, the colleague reads, the client ends it.
async function shared(desk, cleo, client, phone) {
  const status = async () => (await cleo.context.request.get(client, { failOnStatusCode: false })).status();
  await visit(desk, `${client}/share`, 'share');
  desk.expects422 = true;
  await press(desk, 'main form[action$="/share"] button.main');
  await inspect(desk, 'share-wrong');
  desk.expects422 = false;
  await desk.page.locator('label', { hasText: 'Cleo' }).click();
  await desk.page.locator('label', { hasText: 'second look' }).click();
  await desk.page.fill('[name=days]', '14');
  await desk.page.fill('[name=words]', 'About the scar.');
  await press(desk, 'main form[action$="/share"] button.main');
  await inspect(desk, 'share-waits');
  equal('a question lets nobody read', await status(), 404);
  await visit(phone, '/me', 'me-asked');
  await press(phone, 'form[action="/me/share"] button[value=yes]');
  await inspect(phone, 'me-shared');
  equal('the client says yes, and the colleague reads', await status(), 200);
  await press(phone, 'form[action="/me/share/end"] button');
  equal('and the client ends it', await status(), 404);
}

// Somebody who cares for a client hands it on, and the client is told by whom.
async function handedOn(desk, gwen, client, phone) {
  await addColleague(desk, gwen, 'Gwen', 'practitioner');
  await visit(desk, `${client}/hand-on`, 'hand-on');
  desk.expects422 = true;
  await press(desk, 'main form button.main');
  await inspect(desk, 'hand-on-wrong');
  desk.expects422 = false;
  await desk.page.locator('label', { hasText: 'Gwen' }).click();
  await desk.page.fill('[name=words]', 'I move away in May.');
  await press(desk, 'main form button.main');
  const gone = await desk.context.request.get(client, { failOnStatusCode: false });
  equal('who handed a client on and stopped reading finds no record', gone.status(), 404);
  await gwen.page.goto(client);
  check('the colleague finds it', /Robin/.test(await gwen.page.textContent('h1')));
  await visit(phone, '/me', 'me-handed-on');
  check('the client reads who cares now, and why', /Gwen[^]*I move away in May/.test(await phone.page.textContent('main')));
}

async function leaving(desk, cleo) {
  await desk.page.goto('/people');
  await inspect(desk, 'people-words');
  await desk.page.locator('main a[href$="/left"]', { hasText: 'Cleo' }).click();
  await inspect(desk, 'leaving');
  await press(desk, 'form[action$="/left"] button[type=submit]');
  check('who has left is not listed', !/Cleo/.test(await desk.page.textContent('main')));
  await cleo.page.goto('/today');
  equal('and is signed out where she was', path(cleo), '/signin');
}

// The client asks, the practice sees it on Today, an owner signs, and both see what is left.
async function erasing(desk, phone, client) {
  await visit(phone, '/me/everything', 'me-everything');
  phone.expects422 = true;
  await press(phone, 'main form[action="/me/everything"] button');
  await inspect(phone, 'me-everything-nothing-chosen');
  phone.expects422 = false;
  await phone.page.check('[name=wish][value=erase]');
  await phone.page.fill('#words', 'I would like to be forgotten.');
  await press(phone, 'main form[action="/me/everything"] button');
  check('what was asked has its day', /To be answered by/.test(await phone.page.textContent('#asked')));
  await visit(desk, '/today', 'today-asked');
  await press(desk, `main a[href="${client}/everything"]`);
  await inspect(desk, 'everything-asked');
  await desk.page.check('[name=sure]');
  await press(desk, 'form[action$="/everything/erase"] button');
  await inspect(desk, 'everything-erased');
  check('what is gone is told', /erased for good/.test(await desk.page.textContent('main')));
  equal('and nothing more can be erased', await desk.page.locator('#erase').count(), 0);
  await visit(phone, '/me/everything', 'me-everything-erased');
  check('the client reads the answer', /Answered: Partly/.test(await phone.page.textContent('#asked')));
}

async function onDevices(browser, js, look) {
  const server = await serve();
  const [desk, cleo, dora, finn, gwen] = await Promise.all([0, 1, 2, 3, 4].map(() => open(browser, server.origin, { js, look })));
  const phone = await open(browser, server.origin, { size: 'phone', js, look });

  await foundPractice(desk, server);
  const client = await addClient(desk, 'Robin');
  await openLink(phone, await makeLink(desk, client));
  await addColleague(desk, cleo, 'Cleo', 'clinician');
  await reading(phone, cleo, client);
  await signsARule(desk, cleo);
  await receipts(phone);
  await renamed(desk, client);
  await leadsSomewhere(desk, ['/today', '/clients', client, `${client}/review`, '/people', '/setup/check', '/help-now']);
  await chaperone(desk, dora);
  await untrained(desk, finn);
  await erasing(desk, phone, client);
  await kit(desk);
  await shared(desk, cleo, client, phone);
  await handedOn(desk, gwen, client, phone);
  await leaving(desk, cleo);
  for (const device of [desk, cleo, dora, finn, gwen, phone]) await device.context.close();
  await server.stop();
}

export default async function run(browser) {
  await onDevices(browser, true, 'light');
  await onDevices(browser, false, 'dark');
}
