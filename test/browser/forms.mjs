// `holdfast form preview` of one form, for a test: free port, gone afterwards.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { top } from './browser.mjs';

const PROGRAM = process.env.HOLDFAST ?? `${top}build/check/src/main/holdfast`;

// {origin, stop()}, or {refused}: what it said when the form can't be loaded.
export function preview(path) {
  const child = spawn(PROGRAM, ['form', 'preview', path], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '', printed = '';

  child.stderr.on('data', (text) => { said += text; });
  return new Promise((done) => {
    child.on('exit', () => done({ refused: said.trim(), stop: () => undefined }));
    child.stdout.on('data', (text) => {
      printed += text;
      const origin = printed.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
      if (origin !== undefined) done({ origin, stop: () => child.kill('SIGTERM') });
    });
  });
}

// What `holdfast form check` says of a form and the answers to it.
export function checkAnswers(form, answers) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-form-'));
  const path = join(folder, 'answers.json');

  writeFileSync(path, answers);
  const done = spawnSync(PROGRAM, ['form', 'check', form, path], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { holds: done.status === 0, said: `${done.stdout}${done.stderr}`.slice(0, 600) };
}
