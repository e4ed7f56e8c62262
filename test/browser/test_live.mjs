// The room's script against a server that can be told to fail: stop waits for nobody.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { open } from './browser.mjs';
import { send, servePages } from './pages.mjs';
import { check, equal } from './tap.mjs';

const GOOD = { state: 'good', seen: 17, elapsed_s: 1122, left_s: 240, checkin_due_s: 184, client_device: true };

// What the room's server has heard, and how it is to behave.
function roomServer() {
  const room = { heard: [], down: false, absent: false, silent: () => false, status: 200, now: { ...GOOD }, pages: null };

  room.answer = (request, reply) => {
    const path = new URL(request.url, 'http://x').pathname;
    if (room.down && path.startsWith('/assets/')) { request.socket.destroy(); return true; }
    if (path === '/unreachable') { send(reply, 200, 'page.html', room.pages.page('unreachable')); return true; }
    if (!path.startsWith('/s/s3/')) return false;
    if (room.down) {
      request.socket.destroy();
    } else if (room.absent) {
      send(reply, 502, 'page.html', '<h1>Bad gateway</h1>');
    } else if (request.method === 'GET' && path.endsWith('/live')) {
      send(reply, 200, 'page.html', room.pages.page('live'));
    } else if (request.method === 'GET') {
      send(reply, 200, 'now.json', JSON.stringify(room.now));
    } else {
      let body = '';
      request.on('data', (part) => { body += part; });
      request.on('end', () => {
        const tap = { path, ...Object.fromEntries(new URLSearchParams(body)) };

        room.heard.push(tap);
        if (!room.silent(tap)) send(reply, room.status, 'now.json', JSON.stringify(room.now));
      });
    }
    return true;
  };
  return room;
}

async function until(test, ms = 9000) {
  for (const from = Date.now(); Date.now() - from < ms; await new Promise((r) => { setTimeout(r, 40); }))
    if (await test()) return true;
  return false;
}

async function withRoom(browser, run) {
  const room = roomServer();
  room.pages = await servePages(room.answer);
  const device = await open(browser, room.pages.origin, {});
  await device.page.goto('/s/s3/live');
  await run(room, device.page, device);
  await device.context.close();
  room.pages.stop();
}

const isStopped = (page) => page.locator('#stop-screen').isVisible();
const stops = (room) => room.heard.filter((e) => e.value === 'stop');

async function stopIsSentOnce(room, page) {
  await page.locator('#stop').click();
  check('stop turns the screen at once', await isStopped(page));
  check('stop reaches the server', await until(() => stops(room).length > 0));
  check('stop is acknowledged on the screen', await until(() => page.locator('#stop-kept').isHidden()));
  await page.keyboard.press('Escape');
  equal('stop is sent once', stops(room).length, 1);
  check('a request id has 26 digits', /^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(stops(room)[0].request));
}

async function stopWithoutNetwork(room, page) {
  room.down = true;
  check('the page says when the connection is gone', await until(() => page.locator('#offline').isVisible()));
  await page.locator('button.good').click();
  await page.locator('#stop').click();
  check('stop works without a connection', await isStopped(page));
  equal('nothing has been heard yet', room.heard.length, 0);
  room.down = false;
  check('the stop is sent when the connection is back', await until(() => stops(room).length === 1));
  equal('what narrows is sent first', room.heard[0].value, 'stop');
}

async function stopWithNobodyBehindTheProxy(room, page) {
  room.absent = true;
  check('a proxy with nobody behind it counts as no connection', await until(() => page.locator('#offline').isVisible()));
  check('and takes the button from nobody', await page.locator('#stop').isVisible());
  await page.locator('#stop').click();
  check('stop works there', await isStopped(page));
  check('the screen says at once that it was not heard', await page.locator('#stop-unheard').isVisible());
  check('and offers no way that leads nowhere', await page.locator('#stop-onward').isHidden());
  room.absent = false;
  check('the stop is sent when somebody is there again', await until(() => stops(room).length === 1));
  check('and then nothing is left to say', await until(() => page.locator('#stop-unheard').isHidden())
    && await page.locator('#stop-onward').isVisible());
}

async function stopThatNobodyAnswers(room, page) {
  room.silent = (tap) => tap.value === 'good' || stops(room).length < 2;
  await page.locator('button.good').click();
  check('a tap hangs', await until(() => room.heard.length === 1));
  await page.locator('#stop').click();
  check('a stop does not wait behind it', await until(() => stops(room).length === 1));
  check('one that nobody answers is told', await until(() => page.locator('#stop-unheard').isVisible()));
  check('and sent until it is', await until(() => stops(room).length > 1, 30000)
    && await until(() => page.locator('#stop-unheard').isHidden()));
  equal('with one request id', new Set(stops(room).map((e) => e.request)).size, 1);
}

async function reloadWithNobodyThere(room, page) {
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  check('what stands in is kept', await until(() => page.evaluate(async () => await caches.match('/unreachable') !== undefined)));
  for (const [name, way] of [['no connection', 'down'], ['a proxy with nobody behind it', 'absent']]) {
    room[way] = true;
    await page.reload();
    check(`${name}: a reload shows a stop all the same`, await page.locator('#unreachable-stop').isVisible());
    room[way] = false;
    check(`${name}: the room comes back by itself`, await until(() => page.locator('#stop').isVisible(), 20000));
  }
  room.down = true;
  await page.reload();
  await page.locator('#unreachable-stop').click();
  check('the stop turns that screen at once', await page.locator('#unreachable-stopped').isVisible());
  check('and it says that no other screen shows it', /No other screen shows this stop/.test(await page.locator('#unreachable-stopped').innerText()));
  room.down = false;
  check('it is sent when somebody answers', await until(() => stops(room).length > 0, 20000));
  equal('as what it was', `${stops(room)[0].side} ${stops(room)[0].how} ${stops(room)[0].request.length}`, 'both tap 26');
  check('and the room opens stopped', await until(() => isStopped(page)));
  const kept = await page.evaluate(async () => {
    const box = await caches.open('holdfast-unreachable');
    return (await box.keys()).map((request) => new URL(request.url).pathname).sort().join(' ');
  });
  equal('the browser keeps that page and its assets, and no page of the room', kept,
    '/assets/holdfast.css /assets/icon.svg /assets/icons.svg /assets/live.js /assets/unreachable.js /unreachable');
}

async function noAnswerStops(room, page) {
  await page.locator('.desk button[value=freeze]').click();
  check('no answer turns the screen at once', await isStopped(page));
  check('and is sent as what it was', await until(() => room.heard.some((e) => e.value === 'freeze' && e.side === 'desk')));
  check('with nothing left to say about it', await until(() => page.locator('#stop-kept').isHidden())
    && await page.locator('#stop-unkept').isHidden());
}

async function stopThatNobodyMayWrite(room, page) {
  room.status = 403;
  await page.locator('#stop').click();
  check('a stop with a pass that has ended stops the screen', await isStopped(page));
  check('and the screen says that nothing was written down', await until(() => page.locator('#stop-unkept').isVisible()));
}

async function stopIsInSight(room, page) {
  for (const [width, height] of [[390, 844], [1024, 768]]) {
    await page.setViewportSize({ width, height });
    const box = await page.locator('#stop').boundingBox();
    check(`stop is whole and in sight at ${width} x ${height}`,
      box.height >= 96 && box.y >= 0 && box.y + box.height <= height, [JSON.stringify(box)]);
  }
}

async function stopSurvivesReload(room, page) {
  room.down = true;
  await page.locator('#stop').click();
  await page.waitForTimeout(200);
  room.down = false;
  room.status = 503;
  await page.reload();
  check('a page that finds a stop in its outbox opens stopped', await until(() => isStopped(page)));
  room.status = 200;
  check('and sends it until it is taken', await until(() => page.locator('#stop-kept').isHidden()));
  equal('with one request id, however often', new Set(stops(room).map((e) => e.request)).size, 1);
}

async function keysStop(room, page) {
  await page.locator('summary', { hasText: 'Mark something' }).click();
  await page.locator('#words-desk').fill('a b');
  await page.locator('#words-desk').press('Space');
  check('Space in a field is a space', !(await isStopped(page)));
  await page.locator('#words-desk').press('Escape');
  check('Escape stops from anywhere', await isStopped(page));
}

async function tapsArePosted(room, page) {
  await page.locator('button.good').click();
  await page.locator('button.less').click();
  check('a tap is posted with what the screen had seen', await until(() => room.heard.length > 0));
  await page.waitForTimeout(300);
  equal('a second tap at once is no second answer', room.heard.length, 1);
  equal('the client’s half says whose tap it was', `${room.heard[0].side} ${room.heard[0].value} ${room.heard[0].seen}`, 'client good 17');
}

async function stoppedElsewhere(room, page) {
  room.now = { ...GOOD, state: 'stopped', seen: 18 };
  check('a stop on the other device stops this screen', await until(() => isStopped(page)));
  equal('and sends nothing back', room.heard.length, 0);
}

async function silence(room, page) {
  room.now = { ...GOOD, checkin_due_s: 2 };
  check('the question comes up before it is due', await until(() => page.locator('#due').isVisible()));
  room.down = true;
  check('silence without a connection pauses here', await until(() => page.locator('.paused-words').isVisible()));
  room.down = false;
  check('and says so to the server', await until(() => room.heard.some((e) => e.value === 'pause' && e.how === 'silence')));
}

export default async function live(browser) {
  await withRoom(browser, stopIsSentOnce);
  await withRoom(browser, stopWithoutNetwork);
  await withRoom(browser, stopWithNobodyBehindTheProxy);
  await withRoom(browser, stopThatNobodyAnswers);
  await withRoom(browser, reloadWithNobodyThere);
  await withRoom(browser, noAnswerStops);
  await withRoom(browser, stopThatNobodyMayWrite);
  await withRoom(browser, stopIsInSight);
  await withRoom(browser, stopSurvivesReload);
  await withRoom(browser, keysStop);
  await withRoom(browser, tapsArePosted);
  await withRoom(browser, stoppedElsewhere);
  await withRoom(browser, silence);
}
