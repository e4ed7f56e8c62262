// Where words could be left behind: the folders, what the server says, and its memory.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { closeSync, openSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

function filesIn(folder) {
  return readdirSync(folder).map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]));
}

// Names of the words that these bytes hold. words: Map of name -> word.
function heldIn(bytes, words) {
  return [...words].filter(([, word]) => bytes.includes(word)).map(([name]) => name);
}

export function tracesInFiles(server, words) {
  return [server.data, server.secrets].flatMap(filesIn)
    .flatMap((path) => heldIn(readFileSync(path), words).map((name) => `${name} in ${path}`));
}

export function tracesInWords(server, words) {
  return heldIn(server.said, words);
}

const CHUNK = 1 << 22;
const OVERLAP = 64; // longer than a made-up word

function readAt(file, from, size) {
  const bytes = Buffer.alloc(size);
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, size, from));
  } catch {
    return bytes.subarray(0, 0); // a page that nobody may read
  }
}

const MOST = 1 << 30; // what is larger is a sanitizer's own map, terabytes of it: no words are kept there

function regionsOf(pid) {
  return readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')
    .map((line) => line.match(/^([0-9a-f]+)-([0-9a-f]+) rw/)).filter(Boolean)
    .map(([, from, to]) => ({ from: parseInt(from, 16), to: parseInt(to, 16) }))
    .filter(({ from, to }) => to - from <= MOST);
}

export function tracesInMemory(server, words) {
  const { pid } = server.process;
  const file = openSync(`/proc/${pid}/mem`, 'r');
  const found = new Set();
  for (const { from, to } of regionsOf(pid))
    for (let at = from; at < to; at += CHUNK - OVERLAP)
      for (const name of heldIn(readAt(file, at, Math.min(CHUNK, to - at)), words)) found.add(`${name} near ${at.toString(16)}`);
  closeSync(file);
  return [...found];
}

export function memoryOf(server) {
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
  return Number(status.match(/VmRSS:\s+(\d+)/)[1]);
}
