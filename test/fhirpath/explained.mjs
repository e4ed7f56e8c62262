// Where the engines differ and why. Each row is a section of docs/fhirpath.md, "Where others differ".
// SPDX-License-Identifier: AGPL-3.0-or-later

const OFFSET = /^(\d{4}-\d\d-\d\dT[\d:.]+)(-00:00)$/;

function pairs(one) {
  return one.mine.result !== undefined && one.theirs.result !== undefined && one.mine.result.length === one.theirs.result.length
    ? one.mine.result.map((value, i) => [value.value, one.theirs.result[i]])
    : null;
}

// The same moment, ours with the offset as it was written.
function sameMoment([mine, theirs]) {
  if (typeof mine !== 'string' || typeof theirs !== 'string' || !OFFSET.test(theirs)) return mine === String(theirs);
  const utc = (text) => Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  return utc(mine) === utc(theirs);
}

const REFUSALS = [
  'an operator with values of the wrong types', 'values that have no order', 'the input is no', 'an argument is no', 'the condition is no Boolean',
  'more than one item', 'no Boolean',
];

const ROWS = [
  ['their date-times lose the offset', (one) => pairs(one)?.every(sameMoment)],
  ['we refuse what has the wrong type or too many items', (one) => one.verdict === 'we refuse' && REFUSALS.some((text) => (one.mine.error.text ?? one.mine.error).includes(text))],
  ['they give null for no number', (one) => one.theirs.result?.includes(null)],
  ['they can not negate or index by an element', (one) => /Unary -|\[/.test(one.theirs.error ?? one.expression) && (one.theirs.error ?? '').includes('Unary') ],
];

export function explain(one) {
  const row = ROWS.find(([, applies]) => applies(one));
  return row === undefined ? null : row[0];
}
