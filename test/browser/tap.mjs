// TAP for the browser tests: one fact per line, the fact is its name; never stops early.
// SPDX-License-Identifier: AGPL-3.0-or-later

let count = 0;
let failures = 0;

export function check(name, passed, notes = []) {
  count++;
  if (!passed) failures++;
  console.log(`${passed ? '' : 'not '}ok ${count} - ${name}`);
  if (!passed) for (const note of notes) console.log(`# ${String(note).replaceAll('\n', '\n# ')}`);
}

export function equal(name, got, want) {
  check(name, got === want, [`got  ${JSON.stringify(got)}`, `want ${JSON.stringify(want)}`]);
}

// Against a hang only: a slow machine is no fault.
const PATIENCE_MS = 600000;

function tooLong(clock) {
  return new Promise((_, fail) => {
    clock.id = setTimeout(() => fail(new Error(`not done after ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
}

// Runs one flow; one that throws or hangs is one failed fact and does not end the others.
export async function flow(name, run) {
  const clock = {};
  try {
    await Promise.race([run(), tooLong(clock)]);
  } catch (problem) {
    check(`${name} goes through`, false, [problem.stack ?? problem]);
  }
  clearTimeout(clock.id);
}

export function end() {
  console.log(`1..${count}`);
  return failures === 0 && count > 0;
}
