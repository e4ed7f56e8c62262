// Holds our FHIRPath engine against npm's fhirpath: the same expressions over the same resources.
// usage: node test/fhirpath/differ.mjs [--count N] [--seed N] [--all] HOLDFAST
// --all prints every difference, not only those that docs/fhirpath.md does not explain.
// Exits 1 when a difference is not explained. Fetch the other engine first:
//   tools/npm_fetch test/fhirpath/package.json build/npm
// SPDX-License-Identifier: AGPL-3.0-or-later
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import path from 'node:path';
import { sameList, sameSet } from './compare.mjs';
import { explain } from './explained.mjs';
import { generate } from './generate.mjs';
import { resources } from './resources.mjs';

const top = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');
const require = createRequire(path.join(top, 'build/npm/node_modules/fhirpath/package.json'));
const BATCH = 500;

function options(words) {
  const got = { count: 2000, seed: 1, all: false, program: null };
  for (let i = 0; i < words.length; i++) {
    if (words[i] === '--count') got.count = Number(words[++i]);
    else if (words[i] === '--seed') got.seed = Number(words[++i]);
    else if (words[i] === '--all') got.all = true;
    else got.program = words.slice(i, i + 1)[0];
  }
  return got;
}

async function theirEngine() {
  const { default: fhirpath } = await import(require.resolve('./esm/fhirpath.mjs'));
  const { default: r4 } = await import(require.resolve('./fhir-context/r4/index.mjs'));
  return ({ resource, expression }) => {
    try {
      return { result: fhirpath.evaluate(resources[resource], expression, null, r4) };
    } catch (problem) {
      return { error: String(problem.message ?? problem) };
    }
  };
}

// One process for a batch: lines in, as many lines out.
function ourEngine(program) {
  return (cases) => new Promise((done, fail) => {
    const child = spawn(program, ['fhirpath', '--jsonl'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const answers = [];
    createInterface({ input: child.stdout }).on('line', (line) => answers.push(JSON.parse(line)));
    child.on('error', fail);
    child.on('close', (code) => {
      if (answers.length === cases.length) done(answers);
      else fail(new Error(`${answers.length} answers to ${cases.length} expressions, exit ${code}; after: ${cases[answers.length]?.expression}`));
    });
    for (const { resource, expression } of cases)
      child.stdin.write(`${JSON.stringify({ resource: resources[resource], expression })}\n`);
    child.stdin.end();
  });
}

function verdict(mine, theirs) {
  if (mine.error !== undefined && theirs.error !== undefined) return 'same';
  if (mine.error !== undefined) return 'we refuse';
  if (theirs.error !== undefined) return 'they refuse';
  if (sameList(mine.result, theirs.result)) return 'same';
  return sameSet(mine.result, theirs.result) ? 'order' : 'values';
}

function print(one) {
  console.log(`# ${one.verdict}${one.reason ? ` (${one.reason})` : ''}: ${one.resource}: ${one.expression}`);
  console.log(`#   ours   ${JSON.stringify(one.mine).slice(0, 300)}`);
  console.log(`#   theirs ${JSON.stringify(one.theirs).slice(0, 300)}`);
}

function* batches(items) {
  for (let batch = []; ;) {
    const { value, done } = items.next();
    if (!done) batch.push(value);
    if (batch.length === BATCH || (done && batch.length > 0)) {
      yield batch;
      batch = [];
    }
    if (done) return;
  }
}

async function main() {
  const asked = options(process.argv.slice(2));
  const theirs = await theirEngine();
  const ours = ourEngine(asked.program);
  const counts = new Map();
  let unexplained = 0;
  for (const batch of batches(generate(asked.seed, asked.count))) {
    const mine = await ours(batch);
    batch.forEach((one, i) => {
      const found = { ...one, mine: mine[i], theirs: theirs(one) };
      found.verdict = verdict(found.mine, found.theirs);
      found.reason = found.verdict === 'same' ? null : explain(found);
      const key = found.verdict === 'same' ? 'same' : found.reason ?? `not explained: ${found.verdict}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (found.verdict === 'same') return;
      unexplained += found.reason ? 0 : 1;
      if (asked.all || !found.reason) print(found);
    });
  }
  for (const [key, n] of [...counts].sort((a, b) => b[1] - a[1])) console.log(`# ${n} ${key}`);
  console.log(`${unexplained === 0 ? '' : 'not '}ok 1 - ${asked.count} expressions (seed ${asked.seed}): the engines agree, or docs/fhirpath.md says why not`);
  console.log('1..1');
  process.exitCode = unexplained === 0 ? 0 : 1;
}

await main();
