/* live.js - the room: clock, pulse, and a stop that waits for nobody.
 *
 * Every tap is written into this tablet's outbox first and sent then; the outbox is sent again until
 * the server has answered, and the server counts each request id once. Stop changes the screen before
 * anything is sent. The page itself is the server's: when something happened elsewhere, it is fetched
 * anew. Without this file the same buttons post the same forms. Protocol: docs/live.md.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
"use strict";
const PULSE_MS = 2000, RETRY_MS = 5000, HEARD_MS = 2000, TWICE_MS = 400, GRACE_S = 90;
const $ = (id) => document.getElementById(id);
const base = $("live") ? "/s/" + $("live").dataset.session : null;
const STOPS = ["stop", "freeze"];
const NARROWS = [...STOPS, "pause", "less", "still", "impaired", "off"];

let stopped = false, offline = false, sending = false, quiet = false, lastTap = -TWICE_MS;
let started, leftFrom, dueFrom, db = null, memory = [];

/* --- the outbox: {path, body, at, stop}; no names in it, only what was tapped --- */

function openBox() {
  return new Promise((done) => {
    let ask;
    try { ask = indexedDB.open("holdfast-room", 1); } catch { done(); return; }
    ask.onupgradeneeded = () => ask.result.createObjectStore("box", { autoIncrement: true });
    ask.onsuccess = () => { db = ask.result; done(); };
    ask.onerror = () => done(); /* no storage here: memory has to do */
  });
}

function boxDo(mode, work) {
  return new Promise((done, fail) => {
    const t = db.transaction("box", mode, { durability: "strict" });
    const ask = work(t.objectStore("box"));
    t.oncomplete = () => done(ask && ask.result);
    t.onerror = t.onabort = () => fail(t.error);
  });
}

async function boxAdd(entry) {
  try { if (db) { await boxDo("readwrite", (s) => s.add(entry)); return; } } catch { /* full: memory */ }
  memory.push(entry);
}

async function boxAll() {
  const rows = [];
  if (db) await new Promise((done) => {
    const cursor = db.transaction("box").objectStore("box").openCursor();
    cursor.onsuccess = () => {
      const c = cursor.result;
      if (!c) { done(); return; }
      rows.push({ key: c.key, ...c.value });
      c.continue();
    };
    cursor.onerror = () => done();
  });
  const all = rows.concat(memory).filter((e) => e.path.startsWith(base + "/"));
  return all.sort((a, b) => b.rank - a.rank); /* what narrows goes first; else as tapped */
}

async function boxDrop(entry) {
  if (entry.key === undefined) memory = memory.filter((e) => e !== entry);
  else await boxDo("readwrite", (s) => s.delete(entry.key));
}

/* --- sending --- */

/* 128 random bits as 26 digits of Crockford base32, as the server writes ids. */
function newId() {
  const digits = "0123456789abcdefghjkmnpqrstvwxyz";
  let n = 0n, text = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) n = n << 8n | BigInt(byte);
  for (let i = 0; i < 26; i++, n >>= 5n) text = digits[Number(n & 31n)] + text;
  return text;
}

/* A proxy that finds nobody behind it answers, too: that is no connection, and never a page to go to,
 * for the button would go with this one. */
function isAbsent(answer) {
  return answer.status >= 500 || answer.status === 429;
}

async function post(entry) {
  const body = new URLSearchParams(entry.body);
  body.set("token", document.querySelector("input[name=token]").value);
  body.set("ago_ms", String(Math.max(0, Date.now() - entry.at)));
  const answer = await fetch(entry.path, {
    method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(8000),
  });
  if (isAbsent(answer)) throw new Error("again");
  await boxDrop(entry); /* taken, or refused for good: both are answers */
  return answer;
}

function stopHeard(answer) {
  $("stop-kept").hidden = true;
  $("stop-unkept").hidden = answer.ok || answer.status === 409;
  setOffline(false);
}

/* A stop does not wait behind another tap that nobody answers; whatever is sent twice counts once. */
async function sendAll(atOnce = false) {
  if (sending && !atOnce) return;
  sending = true;
  try {
    for (const entry of await boxAll()) {
      const answer = await post(entry);
      if (!stopped) await take(answer);
      else if (entry.rank === 2) stopHeard(answer);
    }
    setOffline(false);
    if (stopped) $("stop-kept").hidden = true;
  } catch { setOffline(true); } finally { sending = false; }
}

async function act(path, body, rank) {
  body.set("request", newId());
  body.set("seen", $("live").dataset.seen);
  await boxAdd({ path, body: body.toString(), at: Date.now(), rank });
  sendAll(rank === 2);
}

/* --- stop: the screen first, then everything else --- */

function showStopped() {
  stopped = true;
  $("live").hidden = true;
  $("stop-screen").hidden = false;
  if ($("stop-time")) $("stop-time").textContent = new Date().toTimeString().slice(0, 5);
  $("stop-screen").focus();
  setOffline(offline);
}

function stop(how, form = $("stop").form, value = "stop") {
  if (stopped) return;
  const body = new URLSearchParams(new FormData(form));
  showStopped();
  body.set("value", value);
  body.set("how", how);
  act(form.getAttribute("action"), body, 2);
  setTimeout(() => { if (!$("stop-kept").hidden) setOffline(true); }, HEARD_MS);
}

function onKey(e) {
  const busy = e.target.closest("input, textarea, button, summary, a");
  if (e.key !== "Escape" && (e.key !== " " || busy)) return;
  e.preventDefault();
  stop("key");
}

/* --- every other button --- */

function onSubmit(e) {
  const form = e.target.closest("form[data-live]");
  if (!form) return;
  e.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  const button = e.submitter;
  if (button && button.name) body.set(button.name, button.value);
  if (STOPS.includes(body.get("value"))) { stop("tap", form, body.get("value")); return; }
  if (stopped || e.timeStamp - lastTap < TWICE_MS) return;
  lastTap = e.timeStamp;
  const narrows = NARROWS.includes(body.get("value")) || NARROWS.includes(body.get("state"));
  for (const field of form.querySelectorAll("input[type=text]")) field.value = "";
  act(form.getAttribute("action"), body, narrows ? 1 : 0);
}

/* --- what the server says --- */

async function take(answer) {
  if (isAbsent(answer)) throw new Error("again");
  const type = answer.headers.get("Content-Type") || "";
  if (answer.status === 401 || answer.status === 403 || answer.status === 404) { location.reload(); return; }
  if (!type.startsWith("application/json")) return;
  const now = await answer.json();
  const live = $("live").dataset;
  if (now.state === "stopped") { showStopped(); $("stop-kept").hidden = true; return; }
  if (now.state === "ended") { location.reload(); return; }
  setFrom(now);
  if ($("lost")) $("lost").hidden = live.side !== "desk" || now.client_device !== false;
  if (String(now.seen) !== live.seen || now.state !== live.state || answer.status === 409) await fresh();
}

/* The page anew, unless somebody is typing; open parts stay open. */
async function fresh() {
  const at = document.activeElement;
  if (at && at.matches("input[type=text]") && at.value !== "") return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(8000) });
  if (isAbsent(answer)) throw new Error("again");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.getElementById("live");
  if (!answer.ok || !next) { location.reload(); return; }
  const open = [...document.querySelectorAll("#live details")].map((d) => d.open);
  $("live").replaceWith(next);
  document.querySelectorAll("#live details").forEach((d, i) => { d.open = open[i] ?? d.open; });
  bind();
}

function setOffline(now) {
  offline = now;
  $("offline").hidden = !now;
  const unheard = now && stopped && !$("stop-kept").hidden;
  $("stop-unheard").hidden = !unheard;
  $("stop-onward").hidden = unheard;
}

/* --- clock --- */

function setFrom(now) {
  const t = performance.now() / 1000;
  if (now.elapsed_s !== undefined) started = t - now.elapsed_s;
  if (now.left_s !== undefined) leftFrom = now.left_s < 0 ? null : t + now.left_s;
  if (now.checkin_due_s !== undefined) { dueFrom = t + now.checkin_due_s; quiet = false; }
}

function clockText(s) {
  const two = (n) => String(n).padStart(2, "0");
  s = Math.max(0, Math.floor(s));
  return s < 3600 ? Math.floor(s / 60) + ":" + two(s % 60)
    : Math.floor(s / 3600) + ":" + two(Math.floor(s / 60) % 60) + ":" + two(s % 60);
}

function tick() {
  const t = performance.now() / 1000;
  if (stopped) return;
  if ($("clock")) $("clock").textContent = clockText(t - started);
  if ($("left") && leftFrom !== null) $("left-time").textContent = clockText(leftFrom - t);
  if ($("due")) $("due").hidden = dueFrom - t > 60;
  if (offline) silence(dueFrom - t);
}

/* The server watches over silence; when it can't be reached, this tablet does. */
function silence(due) {
  const form = $("stop").form;
  if ($("live").dataset.state !== "good" && $("live").dataset.state !== "still") return;
  if (due <= 0 && !quiet) {
    quiet = true;
    const body = new URLSearchParams(new FormData(form));
    body.set("value", "pause");
    body.set("how", "silence");
    for (const words of document.querySelectorAll(".paused-words")) words.hidden = false;
    act(form.getAttribute("action"), body, 1);
  }
  if (due <= -GRACE_S) stop("silence");
}

function bind() {
  const data = $("live").dataset;
  const due = $("due") || document.querySelector("[data-due]");
  setFrom({
    elapsed_s: Number($("clock").dataset.elapsed), checkin_due_s: Number(due.dataset.due),
    left_s: $("left") ? Number($("left").dataset.left) : -1,
  });
  $("stop").addEventListener("pointerdown", () => stop("tap"));
  if (data.state === "stopped") showStopped();
  setOffline(offline);
  tick();
}

async function pulse() {
  if (stopped) return;
  try {
    await take(await fetch(base + "/pulse?side=" + $("live").dataset.side,
      { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(5000) }));
    setOffline(false);
  } catch { setOffline(true); }
}

async function stayAwake() {
  try { if (navigator.wakeLock && !document.hidden) await navigator.wakeLock.request("screen"); } catch { /* not allowed here */ }
}

/* A page in the place of the browser's own when the practice can't be reached: worker.js. */
async function standIn() {
  try { sessionStorage.setItem("holdfast-side", $("live").dataset.side); } catch { /* it says "both" then */ }
  try { await navigator.serviceWorker.register("/assets/worker.js", { scope: "/s/" }); } catch { /* no TLS here */ }
}

function begin() {
  addEventListener("submit", onSubmit);
  addEventListener("keydown", onKey);
  addEventListener("online", () => sendAll());
  document.addEventListener("visibilitychange", () => { stayAwake(); if (!document.hidden) sendAll(); });
  bind();
  stayAwake();
  standIn();
  setInterval(tick, 250);
  setInterval(pulse, PULSE_MS);
  setInterval(() => sendAll(), RETRY_MS);
  openBox().then(boxAll).then((waiting) => {
    if (waiting.some((e) => e.rank === 2)) showStopped();
    sendAll();
  });
}

if (base) begin(); /* the page after a stop has no buttons to serve */
