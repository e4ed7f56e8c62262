// The pages with invented people (test/golden), served as the program would serve them.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { top } from './browser.mjs';

const PREVIEW = process.env.HOLDFAST_PREVIEW ?? `${top}build/check/test/golden/page_preview`;
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
  + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

function read(folder, path) {
  const name = path.split('/').pop();
  return readFileSync(path.startsWith('/assets/') ? `${top}pages/assets/${name}` : join(folder, name));
}

export function send(reply, status, name, body) {
  reply.writeHead(status, { 'Content-Type': TYPES[extname(name)] ?? 'application/json', 'Content-Security-Policy': POLICY });
  reply.end(body);
}

function answer(folder, request, reply) {
  const path = request.url.split('?')[0];
  try {
    const body = read(folder, path);
    if (path === '/assets/worker.js') reply.setHeader('Service-Worker-Allowed', '/s/');
    send(reply, 200, path, body);
  } catch {
    reply.writeHead(404).end();
  }
}

// {origin, names, page(name), stop()}: each name is the page /NAME.html. `first` may answer a request
// itself: it says whether it did.
export async function servePages(first = () => false) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-pages-'));
  execFileSync(PREVIEW, [folder]);
  const server = createServer((request, reply) => first(request, reply) || answer(folder, request, reply));
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    names: readdirSync(folder).filter((n) => n.endsWith('.html')).map((n) => n.slice(0, -5)).sort(),
    page: (name) => readFileSync(join(folder, `${name}.html`), 'utf8'),
    stop() {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
