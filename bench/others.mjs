// bench/others.mjs - the same facts asked of @casl/ability and @cedar-policy/cedar-wasm.
//
// Neither knows cells, sides, order of record, reflection or reasons; each gets what of
// bench/facts.json it can say: grants as allows, revokes and denying limits as refusals, ceilings as
// refusals above a pressure, all as they stand at `now`. An act on 8 cells is 8 questions to them.
// So the figures are a lower bound for what the whole rules would cost there.
// usage: node others.mjs FACTS.json
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const require = createRequire(pathToFileURL(resolve('build/npm/node_modules/x.js')));
const { defineAbility, subject } = require('@casl/ability');
const cedar = require('@cedar-policy/cedar-wasm/nodejs');

const { facts, acts, now } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const children = new Map();
for (const r of facts.regions) children.set(r.parent, [...(children.get(r.parent) ?? []), r]);
const byId = new Map(facts.regions.map((r) => [r.id, r]));

function leaves(id) {
  const below = children.get(id) ?? [];
  return below.length === 0 ? [id] : below.flatMap((r) => leaves(r.id));
}

function cells(act) {
  return leaves(act.region).flatMap((id) => {
    const sides = byId.get(id).paired ? ['L', 'R'] : ['M'];
    return sides.filter((s) => act.side === 'B' || s === act.side).map((side) => ({ region: id, side }));
  });
}

const replaced = new Set(facts.events.flatMap((e) => e.replaces ?? []));
const lifted = new Set(facts.events.filter((e) => e.kind === 'lift').map((e) => e.target));
const holds = (e) => (e.from == null || e.from <= now) && (e.until == null || now < e.until);
const rules = facts.events.filter((e) =>
  (e.kind === 'grant' && holds(e) && !replaced.has(e.id)) || e.kind === 'revoke' || e.kind === 'maybe'
  || (e.kind === 'limit' && holds(e) && !lifted.has(e.id)));
const sidesOf = (e) => (e.side === 'B' ? ['L', 'R', 'M'] : [e.side, 'M']);

// --- casl: later rules win, as revokes and renewals do -------------------------------------------

function caslConditions(e) {
  const c = { region: { $in: leaves(e.region) }, side: { $in: sidesOf(e) } };
  for (const [list, member] of [['techniques', 'technique'], ['access', 'access'],
    ['intents', 'intent'], ['practitioners', 'practitioner']]) {
    if (e[list]?.length > 0 && !e[list].includes('*')) c[member] = { $in: e[list] };
  }
  return c;
}

const ability = defineAbility((can, cannot) => {
  for (const e of rules.filter((r) => r.kind !== 'limit')) {
    if (e.kind === 'grant') can('touch', 'Cell', caslConditions(e));
    else cannot('touch', 'Cell', caslConditions(e));
  }
  for (const e of rules) {
    if (e.maxPressure != null) cannot('touch', 'Cell', { ...caslConditions(e), pressure: { $gt: e.maxPressure } });
    if (e.deny) cannot('touch', 'Cell', caslConditions(e));
  }
});

function askCasl(act) {
  const subjects = cells(act).map((c) => subject('Cell', { ...c, technique: act.technique,
    access: act.access, intent: act.intent, practitioner: act.practitioner, pressure: act.pressure }));
  return () => subjects.every((s) => ability.can('touch', s));
}

// --- cedar: forbids win, so revokes before a renewal are left out ---------------------------------

const quote = (list) => '[' + list.map((w) => JSON.stringify(w)).join(', ') + ']';

function cedarPolicy(e, effect, more) {
  const when = [`${quote(sidesOf(e))}.contains(context.side)`];
  for (const [list, member] of [['techniques', 'technique'], ['access', 'access'], ['intents', 'intent']]) {
    if (e[list]?.length > 0 && !e[list].includes('*')) when.push(`${quote(e[list])}.contains(context.${member})`);
  }
  return `${effect}(principal, action == Action::"touch", resource in Region::"${e.region}") when { `
    + [...when, ...more].join(' && ') + ' };';
}

function renewed(e) {
  return facts.events.slice(facts.events.indexOf(e) + 1).some((g) => g.kind === 'grant' && g.region === e.region);
}

const policies = rules.flatMap((e) => {
  if (e.kind === 'grant') return [cedarPolicy(e, 'permit', []), cedarPolicy(e, 'forbid', [`context.pressure > ${e.maxPressure}`])];
  if (e.kind !== 'limit') return renewed(e) ? [] : [cedarPolicy(e, 'forbid', [])];
  if (e.deny) return [cedarPolicy(e, 'forbid', [])];
  return e.maxPressure == null ? [] : [cedarPolicy(e, 'forbid', [`context.pressure > ${e.maxPressure}`])];
}).join('\n');

const parsed = cedar.preparsePolicySet('facts', { staticPolicies: policies });
if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed));
const entityOf = (r) => ({ uid: { type: 'Region', id: r.id }, attrs: {},
  parents: r.parent === null ? [] : [{ type: 'Region', id: r.parent }] });

function pathOf(id) {
  return id === null ? [] : [entityOf(byId.get(id)), ...pathOf(byId.get(id).parent)];
}

function askCedar(act) {
  const calls = cells(act).map((c) => ({
    principal: { type: 'Practitioner', id: act.practitioner }, action: { type: 'Action', id: 'touch' },
    resource: { type: 'Region', id: c.region }, preparsedPolicySetId: 'facts', entities: pathOf(c.region),
    validateRequest: false,
    context: { side: c.side, technique: act.technique, access: act.access, intent: act.intent, pressure: act.pressure },
  }));
  return () => calls.every((call) => {
    const said = cedar.statefulIsAuthorized(call);
    if (said.type !== 'success') throw new Error(JSON.stringify(said));
    return said.response.decision === 'allow';
  });
}

// --- measuring ------------------------------------------------------------------------------------

function medianNs(ask, times) {
  const rounds = [];
  for (let i = 0; i < 51; i++) {
    const from = process.hrtime.bigint();
    for (let k = 0; k < times; k++) ask();
    rounds.push(Number(process.hrtime.bigint() - from) / times);
  }
  return rounds.sort((a, b) => a - b)[25];
}

for (const [name, make, times] of [['casl', askCasl, 2000], ['cedar', askCedar, 50]]) {
  for (const count of Object.keys(acts)) {
    const ask = make(acts[count]);
    console.log(`${name} ${count} ${medianNs(ask, times).toFixed(0)} ${ask() ? 'allow' : 'deny'}`);
  }
}
