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

/* Two minutes before the sign-in ends or the screen locks it is told; a touch, or typing, gives it its
 * whole time again, up to the end that nothing moves. A screen of the practice then locks, and takes
 * along what was typed: the server seals it. */
const ending = document.getElementById("ending");

function lock(typed) {
  const form = document.createElement("form");
  const put = (name, value) => {
    const field = document.createElement("input");
    [field.type, field.name, field.value] = ["hidden", name, value];
    form.append(field);
  };
  [form.method, form.action, form.hidden] = ["post", "/lock", true];
  put("token", document.querySelector("input[name=token]").value);
  put("at", location.pathname);
  if (typed) {
    const sent = new FormData(typed);
    for (const secret of typed.querySelectorAll("input[type=password]")) sent.delete(secret.name);
    put("path", new URL(typed.action).pathname);
    put("draft", new URLSearchParams(sent).toString());
  }
  document.body.append(form);
  form.submit();
}

if (ending) {
  const WARN_MS = 120000, LOOK_MS = 1000, AGAIN_MS = 120000;
  const whole = Number(ending.dataset.ends) * 1000, locks = ending.dataset.lock !== undefined;
  const started = Date.now(), closes = started + (Number(ending.dataset.closes) * 1000 || Infinity);
  let end = started + whole, asked = started, typed = null;
  const more = async () => {
    asked = Date.now();
    const answer = await fetch(ending.dataset.more, { redirect: "manual" }).catch(() => null);
    if (answer && answer.ok) end = Date.now() + whole;
  };
  const look = setInterval(() => {
    const left = Math.min(end, closes) - Date.now();
    ending.hidden = left > WARN_MS;
    document.getElementById("closing-why").hidden = closes > end;
    document.getElementById("ending-why").hidden = closes <= end;
    document.getElementById("more-time").hidden = closes <= end;
    if (left > 0 || !locks || closes <= end) return;
    clearInterval(look);
    lock(typed);
  }, LOOK_MS);
  document.getElementById("more-time").addEventListener("click", () => { more().then(() => { ending.hidden = end - Date.now() < WARN_MS; }); });
  addEventListener("input", (e) => {
    const form = e.target.closest("form");
    if (form && form.method === "post") typed = form;
    if (Date.now() - asked > AGAIN_MS) more();
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
