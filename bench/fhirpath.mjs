// bench/fhirpath.mjs - our FHIRPath engine and npm's fhirpath over the same expressions and the same
// response: two processes, one at a time, in alternating rounds; medians and ratios. Both have the
// expression compiled and the resource parsed; what is counted is each process's processor time. A second figure of ours has the index of linkIds that
// a form keeps.
// usage: node fhirpath.mjs BENCH-FHIRPATH CASES.json
// SPDX-License-Identifier: AGPL-3.0-or-later
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createInterface } from 'node:readline';
import { sameList } from '../test/fhirpath/compare.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 21);
const ROUND_NS = 20e6;

const load = (name) => import(pathToFileURL(resolve('build/npm/node_modules/fhirpath', name)));
const { default: fhirpath } = await load('esm/fhirpath.mjs');
const { default: r4 } = await load('fhir-context/r4/index.mjs');
const { resource, cases } = JSON.parse(readFileSync(process.argv[3], 'utf8'));

const native = spawn(process.argv[2], [process.argv[3]], { stdio: ['pipe', 'pipe', 'inherit'] });
const lines = createInterface({ input: native.stdout })[Symbol.asyncIterator]();

async function ours(which, times, indexed) {
  native.stdin.write(`${which} ${times} ${indexed ? 1 : 0}\n`);
  const { value } = await lines.next();
  const space = value.indexOf(' ');
  return { ns: Number(value.slice(0, space)) / times, result: JSON.parse(value.slice(space)) };
}

function theirs(program, times) {
  let result;
  const from = process.cpuUsage();
  for (let i = 0; i < times; i++) result = program(resource);
  const used = process.cpuUsage(from);
  return { ns: ((used.user + used.system) * 1000) / times, result };
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const timesFor = (ns) => Math.max(1, Math.round(ROUND_NS / ns));

async function measure(which, one) {
  const program = fhirpath.compile(one.expression, r4);
  const warm = [await ours(which, 2000, false), await ours(which, 2000, true), theirs(program, 300)];
  const times = warm.map(({ ns }) => timesFor(ns));
  const got = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    got[0].push((await ours(which, times[0], false)).ns);
    got[1].push((await ours(which, times[1], true)).ns);
    got[2].push(theirs(program, times[2]).ns);
  }
  const same = sameList(warm[0].result, warm[2].result) && sameList(warm[1].result, warm[2].result);
  return { name: one.name, same, medians: got.map(median) };
}

const geometric = (list) => Math.exp(list.reduce((sum, n) => sum + Math.log(n), 0) / list.length);
const pad = (text, width) => String(text).padStart(width);

console.log(`${cpus()[0].model}, ${cpus().length} cores, node ${process.version}, fhirpath ${fhirpath.version}; ${ROUNDS} rounds, medians`);
console.log(`${'expression'.padEnd(26)}${pad('ours ns', 10)}${pad('indexed ns', 12)}${pad('fhirpath ns', 13)}${pad('ratio', 9)}${pad('indexed', 9)}`);
const rows = [];
for (const [which, one] of cases.entries()) {
  const row = await measure(which, one);
  const [plain, indexed, other] = row.medians;
  rows.push({ plain: other / plain, indexed: other / indexed, same: row.same });
  console.log(`${row.name.padEnd(26)}${pad(plain.toFixed(0), 10)}${pad(indexed.toFixed(0), 12)}${pad(other.toFixed(0), 13)}`
    + `${pad((other / plain).toFixed(1), 8)}x${pad((other / indexed).toFixed(1), 8)}x${row.same ? '' : '  DIFFERENT RESULTS'}`);
}
native.stdin.end();
for (const kind of ['plain', 'indexed']) {
  const ratios = rows.map((row) => row[kind]);
  console.log(`${kind}: least ${Math.min(...ratios).toFixed(1)}x, geometric mean ${geometric(ratios).toFixed(1)}x`);
}
process.exitCode = rows.every((row) => row.same) ? 0 : 1;
