// Are two engines' answers the same? Numbers to eight decimals (the other engine computes in binary),
// everything else exactly.
// SPDX-License-Identifier: AGPL-3.0-or-later

const NEAR = 1e-8;

function sameNumber(a, b) {
  return Math.abs(a - b) <= NEAR * Math.max(1, Math.abs(a), Math.abs(b));
}

function sameTree(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return sameNumber(a, b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && sameTree(a[name], b[name]));
}

function numberOf(text) {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
}

// "g.m-1", "m-1.g1": factors in one order, with their powers.
function unitOf(text) {
  const code = /^'(.*)'$/.exec(text);
  if (code === null) return text.replace(/s$/, '');
  return code[1].split('.').map((factor) => factor.replace(/([^\d-])1$/, '$1')).sort().join('.');
}

// "4.0 'g'" and "4 'g'".
export function sameQuantity(a, b) {
  const [one, two] = [a, b].map((text) => /^(-?[\d.]+(?:e[+-]?\d+)?) (.*)$/.exec(text));
  return one !== null && two !== null && unitOf(one[2]) === unitOf(two[2]) && sameNumber(Number(one[1]), Number(two[1]));
}

// `mine` is {type, value}; `theirs` is what fhirpath.js gives.
export function sameValue(mine, theirs) {
  if (typeof theirs === 'number') return sameNumber(numberOf(mine.value), theirs);
  if (typeof theirs === 'boolean') return mine.value === String(theirs);
  if (typeof theirs === 'string') return mine.value === theirs || sameQuantity(mine.value, theirs);
  return typeof mine.value === 'object' && sameTree(mine.value, theirs);
}

export function sameList(mine, theirs) {
  return mine.length === theirs.length && mine.every((value, i) => sameValue(value, theirs[i]));
}

// children(), descendants() and | promise no order.
export function sameSet(mine, theirs) {
  if (mine.length !== theirs.length) return false;
  const left = [...theirs];
  return mine.every((value) => {
    const at = left.findIndex((other) => sameValue(value, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
