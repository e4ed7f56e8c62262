/* worker.js - when the practice can't be reached, a page of the room is one with a stop on it.
 *
 * A reload by an oily finger, or a proxy with nobody behind it, would else put the browser's own
 * error page where the button was. Keeps that one page and what it needs; nobody's data, ever.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
"use strict";
const BOX = "holdfast-unreachable", PAGE = "/unreachable", PATIENCE_MS = 8000;
const ABSENT = [502, 503, 504];
let isFresh = false;

async function fill() {
  const page = await fetch(PAGE, { credentials: "omit", cache: "no-store" });
  if (!page.ok) throw new Error("not there");
  const text = await page.clone().text();
  const box = await caches.open(BOX);
  await box.addAll(new Set([...text.matchAll(/(?:href|src)="(\/assets\/[^"#?]+)/g)].map((found) => found[1])));
  await box.put(PAGE, page);
}

/* What is kept is renewed once in each of this worker's lives. */
async function refresh() {
  if (isFresh) return;
  isFresh = true;
  try { await fill(); } catch { isFresh = false; }
}

function patience() {
  return new Promise((done, fail) => { setTimeout(() => fail(new Error("no answer")), PATIENCE_MS); });
}

async function orUnreachable(request) {
  try {
    const answer = await Promise.race([fetch(request), patience()]);
    if (!ABSENT.includes(answer.status)) return answer;
  } catch { /* no connection */ }
  return await caches.match(PAGE) || Response.error();
}

async function orKept(request) {
  try { return await fetch(request); } catch { return await caches.match(request, { ignoreSearch: true }) || Response.error(); }
}

addEventListener("install", (e) => { skipWaiting(); e.waitUntil(fill()); });
addEventListener("activate", (e) => e.waitUntil(clients.claim()));
addEventListener("fetch", (e) => {
  if (e.request.method !== "GET") return;
  if (e.request.mode === "navigate") {
    const answer = orUnreachable(e.request);
    e.respondWith(answer);
    e.waitUntil(answer.then(refresh));
  } else if (new URL(e.request.url).pathname.startsWith("/assets/")) {
    e.respondWith(orKept(e.request));
  }
});
