/* unreachable.js - the page that worker.js shows when nobody answers: a stop, kept here until it can be
 * sent. live.js, loaded before, has the outbox; its page sends what is in it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
"use strict";
const AGAIN_MS = 3000;
const room = location.pathname.match(/^\/s\/[^/]+/), opened = openBox();

function sideHere() {
  try { return sessionStorage.getItem("holdfast-side") || "both"; } catch { return "both"; }
}

function stopHere(how) {
  if (!$("unreachable-stopped").hidden) return;
  $("unreachable").hidden = true;
  $("unreachable-stopped").hidden = false;
  $("unreachable-stopped").focus();
  const body = new URLSearchParams({ side: sideHere(), value: "stop", how, request: newId(), seen: "0" });
  opened.then(() => boxAdd({ path: room[0] + "/signal", body: body.toString(), at: Date.now(), rank: 2 }));
}

async function lookAgain() {
  try {
    const answer = await fetch(room[0] + "/pulse?side=" + sideHere(), { signal: AbortSignal.timeout(AGAIN_MS) });
    if (!isAbsent(answer)) location.reload();
  } catch { /* not yet */ }
}

if (room) {
  $("unreachable-stop").addEventListener("pointerdown", () => stopHere("tap"));
  $("unreachable-stop").addEventListener("click", () => stopHere("tap"));
  addEventListener("keydown", (e) => { if (e.key === "Escape") stopHere("key"); });
  addEventListener("online", lookAgain);
  setInterval(lookAgain, AGAIN_MS);
}
