// Shows every pack that is a FHIR resource to @medplum/core, which validates it by the profiles of R4, and then spoils each of them
// in turn: a spoiled one has to be refused, or the validator would not be looking. TAP.
// usage: node validate.mjs DEFINITIONS CORE FILE...     DEFINITIONS, CORE: folders of the npm packages
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [definitions, core, ...files] = process.argv.slice(2);
globalThis.WebSocket ??= class {}; // Node 20 has none, and the package names it when it is loaded; nothing here connects
const { indexStructureDefinitionBundle, validateResource } = await import(pathToFileURL(join(core, 'dist/esm/index.mjs')));
for (const part of ['profiles-types', 'profiles-resources'])
  indexStructureDefinitionBundle(JSON.parse(readFileSync(join(definitions, 'dist/fhir/r4', `${part}.json`), 'utf8')));

const fault = (resource) => {
  try {
    validateResource(resource);
    return null;
  } catch (e) {
    return e.message;
  }
};

// What each of them may not be: without a status, with an element that R4 does not have, with one of another kind.
const spoilings = [
  ['without a status', (r) => delete r.status],
  ['with a status that is no text', (r) => { r.status = true; }],
  ['with an element that R4 does not have', (r) => { r.reviewedBy = 'nobody'; }],
  ['with a title that is a number', (r) => { r.title = 7; }],
  ['with rows that are no list', (r) => { r[rowsOf(r)] = 'none'; }],
  ['with a row that has an element of its own', (r) => { r[rowsOf(r)][0].level = 'A'; }],
];
const rowsOf = (r) => ['action', 'concept', 'group', 'item', 'extension'].find((name) => Array.isArray(r[name]));

let n = 0;
const told = (passed, name, why) => {
  console.log(`${passed ? 'ok' : 'not ok'} ${++n} - ${name}`);
  if (!passed) console.log(`# ${why}`);
};

for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const name = basename(file);
  if (JSON.parse(text).resourceType === undefined) continue; // no resource is none of ours to show
  const wrong = fault(JSON.parse(text));
  told(wrong === null, `medplum takes ${name}`, wrong);
  for (const [what, spoil] of spoilings) {
    const resource = JSON.parse(text);
    if (wrong === null) spoil(resource);
    told(wrong === null && fault(resource) !== null, `medplum refuses ${name} ${what}`, 'it was taken');
  }
}
console.log(`1..${n}`);
