/* passkey.js - carries a question from the page to the browser's passkeys, and what comes back into
 * the form. Knows nothing else; without it a password does.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
"use strict";
const fromHex = (text) => Uint8Array.from((text || "").match(/../g) || [], (pair) => parseInt(pair, 16));
const toHex = (bytes) => Array.from(new Uint8Array(bytes || []), (b) => b.toString(16).padStart(2, "0")).join("");
const named = (text) => (text || "").split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: fromHex(id) }));
const TAKEN = [-7, -8, -257]; /* ES256, EdDSA, RS256 */

async function make(ask) {
  const made = await navigator.credentials.create({ publicKey: {
    challenge: fromHex(ask.challenge), rp: { id: ask.site, name: ask.practice },
    user: { id: fromHex(ask.user), name: ask.name, displayName: ask.name },
    pubKeyCredParams: TAKEN.map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none", excludeCredentials: named(ask.others), extensions: { prf: {} },
  } });
  return { client: toHex(made.response.clientDataJSON), object: toHex(made.response.attestationObject) };
}

async function use(ask) {
  const used = await navigator.credentials.get({ publicKey: {
    challenge: fromHex(ask.challenge), rpId: ask.site, allowCredentials: named(ask.others),
    userVerification: "required", extensions: { prf: { eval: { first: fromHex(ask.salt) } } },
  } });
  const { prf } = used.getClientExtensionResults();
  return { challenge: ask.challenge, id: toHex(used.rawId), client: toHex(used.response.clientDataJSON),
    data: toHex(used.response.authenticatorData), signature: toHex(used.response.signature),
    prf: toHex(prf && prf.results && prf.results.first) };
}

/* What is asked: written in the page, or fetched now. */
async function asked(form) {
  if (!form.dataset.ask) return { ...form.dataset, challenge: form.elements.challenge.value };
  const body = new URLSearchParams({ token: form.elements.token.value });
  const answer = await (await fetch(form.dataset.ask, { method: "POST", body })).json();
  return { ...answer, others: answer.allow };
}

async function answer(event) {
  const form = event.target;
  event.preventDefault();
  try {
    const ask = await asked(form);
    const found = form.dataset.passkey === "make" ? await make(ask) : await use(ask);
    for (const [name, value] of Object.entries(found)) form.elements[name].value = value;
    form.submit();
  } catch {
    document.getElementById("passkey-stopped").hidden = false;
  }
}

if (window.PublicKeyCredential)
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", answer);
  }
