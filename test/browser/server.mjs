// A `holdfast serve` of its own for a test: free port, fresh folders, gone afterwards.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as listen } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { top } from './browser.mjs';

export const PROGRAM = process.env.HOLDFAST ?? `${top}build/check/src/main/holdfast`;
const PATIENCE_MS = 20000;

function freePort() {
  return new Promise((done, fail) => {
    const probe = listen().on('error', fail).listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

async function answering(origin, server) {
  for (const from = Date.now(); Date.now() - from < PATIENCE_MS; await pause(50)) {
    if (server.process.exitCode !== null) break;
    try {
      await fetch(origin, { redirect: 'manual' });
      return;
    } catch {
      // it does not listen yet
    }
  }
  throw new Error(`the server does not answer:\n${server.said}`);
}

function run(server) {
  server.process = spawn(PROGRAM, ['serve', '--data', server.data, '--secrets', server.secrets,
    '--port', String(server.port), ...server.more], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [server.process.stdout, server.process.stderr])
    stream.on('data', (text) => { server.said += text; });
  return answering(server.origin, server);
}

function ended(server, signal) {
  if (server.process.exitCode !== null || server.process.signalCode !== null) return undefined;
  return new Promise((done) => {
    server.process.once('exit', done);
    server.process.kill(signal);
  });
}

// `backups`: it was told where they go.
// {origin, data, secrets, said, kill(), restart(), stop()}; `said` grows with what it prints.
export async function serve({ backups = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  const port = await freePort();
  const server = { port, origin: `http://127.0.0.1:${port}`, data: join(folder, 'data'),
    secrets: join(folder, 'secrets'), more: backups ? ['--backups', folder] : [], said: '' };

  server.kill = () => ended(server, 'SIGKILL');
  server.restart = () => run(server);
  server.stop = async () => {
    await ended(server, 'SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  await run(server);
  return server;
}

// The token that first-run set-up asks for, from what the terminal shows.
export function setupToken(server) {
  return server.said.match(/^\s+([0-9a-z]{4}(?:-[0-9a-z]{4})+)$/m)?.[1];
}

// What `holdfast verify` says of a stopped server's folders.
export function verify(server) {
  const done = spawnSync(PROGRAM, ['verify', server.data, '--secrets', server.secrets], { encoding: 'utf8' });
  return { isWell: done.status === 0, said: `${done.stdout}${done.stderr}` };
}
