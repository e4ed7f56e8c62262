/* ui.js - small help on pages that work without it: quick exit, counting letters, list and map.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
"use strict";
const leave = document.getElementById("leave");

function exit() {
  document.documentElement.hidden = true; /* blank first, then go; no way back by the back button */
  document.title = "";
  location.replace(leave.href);
}

if (leave) {
  let shifts = 0, last = 0;
  leave.addEventListener("click", (e) => { e.preventDefault(); exit(); });
  addEventListener("keydown", (e) => {
    if (e.key !== "Shift" || e.repeat) { shifts = 0; return; }
    shifts = e.timeStamp - last < 800 ? shifts + 1 : 1;
    last = e.timeStamp;
    if (shifts === 3) exit();
  });
}

/* Two minutes before the sign-in ends it is told; a touch gives it its whole time again. */
const ending = document.getElementById("ending");

if (ending) {
  const WARN_MS = 120000, LOOK_MS = 1000, whole = Number(ending.dataset.ends) * 1000;
  let end = Date.now() + whole;
  setInterval(() => { ending.hidden = end - Date.now() > WARN_MS; }, LOOK_MS);
  document.getElementById("more-time").addEventListener("click", async () => {
    const answer = await fetch(ending.dataset.more, { redirect: "manual" }).catch(() => null);
    if (answer && answer.ok) { end = Date.now() + whole; ending.hidden = true; }
  });
}

for (const area of document.querySelectorAll("textarea[data-count]")) {
  const count = document.createElement("p");
  const show = () => { count.textContent = area.value.length + " / " + area.maxLength; };
  count.className = "count";
  area.after(count);
  area.addEventListener("input", show);
  show();
}

/* A tick in the list shows on the map at once; the map only leads to the list. */
addEventListener("change", (e) => {
  const row = e.target.closest("[data-key]");
  if (!row || e.target.name !== "r." + row.dataset.key) return;
  for (const link of document.querySelectorAll("svg a[data-key]"))
    if (link.dataset.key === row.dataset.key)
      for (const shape of link.querySelectorAll("[data-state]")) shape.dataset.state = e.target.value;
});

for (const link of document.querySelectorAll("svg a[data-key]"))
  link.addEventListener("click", () => {
    const row = document.getElementById("r-" + link.dataset.key);
    const first = row && row.querySelector("input");
    if (row && row.closest("details")) row.closest("details").open = true;
    if (first) setTimeout(() => first.focus({ preventScroll: true }), 0);
  });
