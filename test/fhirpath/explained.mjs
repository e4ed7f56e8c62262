// Where the engines differ and why. Each row's name is a line of docs/fhirpath.md, "Beside fhirpath.js".
// SPDX-License-Identifier: AGPL-3.0-or-later
import { sameQuantity } from './compare.mjs';

const REFUSALS = [
  'an operator with values of the wrong types', 'values that have no order', 'the input is no', 'an argument is no', 'no Boolean', 'more than one item',
  "can't be moved by this unit", 'a sign before what is no number', 'join: an item that is no String', 'no item to put a sign before', 'a date moves by a quantity',
];
const CALENDAR = /(minutes?|weeks?|days?|years?|months?|hours?|seconds?|'wk')/;
const NUMBER = /^-?\d+(\.\d+)?$/;

const mineText = (one) => one.mine.result?.map((value) => value.value) ?? [];
const theirList = (one) => one.theirs.result ?? [];
const isEmpty = (list) => list.length === 0;
const refusal = (one) => one.mine.error?.text ?? '';

// Any pair that differs at all differs only so.
function onlySo(one, same) {
  return everyPair(one, (mine, theirs) => String(mine) === String(theirs) || Number(mine) === theirs || same(mine, theirs));
}

// The same moment: ours with the offset as it was written, theirs in UTC, or with one made up.
function sameMoment(mine, theirs) {
  if (typeof mine !== 'string' || typeof theirs !== 'string') return false;
  if (mine === theirs) return true;
  const utc = (text) => Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  return /-00:00$/.test(theirs) && utc(mine) === utc(theirs);
}

function everyPair(one, same) {
  const mine = mineText(one);
  const theirs = theirList(one);
  return mine.length > 0 && mine.length === theirs.length && mine.every((value, i) => same(value, theirs[i]));
}

function sameDigits(mine, theirs) {
  if (mine === theirs || String(theirs) === mine) return true;
  const strip = (text) => String(text).replace(/(\.\d*?)0+(?=\D|$)/g, '$1').replace(/\.(?=\D|$)/g, '').replace(/(\.\d{10})\d+/g, '$1');
  if (strip(mine) === strip(theirs)) return true;
  return NUMBER.test(mine) && NUMBER.test(theirs) && Math.abs(Number(mine) - Number(theirs)) <= 1e-8 * Math.max(1, Math.abs(Number(mine)));
}

// In order: a row's test may be wide, since the rows before it took what is theirs.
const ROWS = [
  ['what has the wrong type, or too many items, is refused', (one) => one.verdict === 'we refuse' && REFUSALS.some((text) => refusal(one).includes(text))],
  ['a sign may stand before an element', (one) => /Unary -/.test(one.theirs.error ?? '')],
  ['date-times keep their offset', (one) => onlySo(one, sameMoment)],
  ['a missing offset is not guessed', (one) => isEmpty(mineText(one)) && /[=<>]/.test(one.expression) && /@|effective|issued|authored|time/.test(one.expression)],
  ['decimals are exact', (one) => / mod /.test(one.expression) && everyPair(one, (a) => NUMBER.test(a))],
  ['date-times keep their offset, and the day is of that offset', (one) => /toDate\(\)|toDateTime\(\)/.test(one.expression)],
  ['what does not matter is not evaluated', (one) => one.verdict === 'they refuse' && (isEmpty(mineText(one)) || /and|or|implies|iif/.test(one.expression))],
  ['an element is of a type of FHIR, not of System', (one) => /ofType\((String|Boolean|System\.\w+)\)/.test(one.expression)],
  ['halves are rounded away from zero', (one) => /round\(/.test(one.expression) && onlySo(one, (a, b) => Number(a) < 0 && Number(a) < b)],
  ['a decimal is no integer, whole or not', (one) => /toInteger|Integer/.test(one.expression)],
  ['a code is no string', (one) => /ofType\(string\)/.test(one.expression) && mineText(one).length < theirList(one).length],
  ['an amount is rounded like a number', (one) => /~/.test(one.expression) && /toQuantity|'/.test(one.expression) && one.mine.result?.length === 1],
  ['what no model names is an element too', (one) => /ofType\(Element\)/.test(one.expression)],
  ['a logarithm of zero or less is empty, not null', (one) => /\.(ln|log)\(/.test(one.expression) && (/allTrue: Found/.test(one.theirs.error ?? '') || theirList(one).includes(null) || mineText(one).length < theirList(one).length || /empty|[<>=~]/.test(one.expression))],
  ['decimals keep their zeros and their last digits', (one) => /toString|join|&/.test(one.expression) && (/toChars|length|split/.test(one.expression) || everyPair(one, sameDigits) || (everyPair(one, (a, b) => /\d/.test(a) && typeof b === 'string') && /power|sqrt|exp|ln|log|[*/]|avg/.test(one.expression)))],
  ['an element may be an index', (one) => /\[[^\]]*[A-Za-z]/.test(one.expression)],
  ['amounts of different kinds are neither equal nor unequal', (one) => /[=~]/.test(one.expression) && (isEmpty(mineText(one)) || /allTrue|exists|empty|toString/.test(one.expression)) && /'|days?|weeks?|minutes|years|ofType\(Quantity\)|value|toQuantity/.test(one.expression)],
  ['weeks and shorter are amounts of seconds', (one) => CALENDAR.test(one.expression) && /[*/]/.test(one.expression)],
  ['a year is no number of days', (one) => /(years?|months?)\b/.test(one.expression) && (isEmpty(mineText(one)) || /all\(|exists\(|iif\(|empty|not\(|count\(/.test(one.expression))],
  ['sums of amounts', (one) => everyPair(one, (a, b) => sameQuantity(String(a), String(b)))],
  ['a date and time of a year is written as FHIR writes it', (one) => /@2015T/.test(one.expression)],
  ['values of different types are not equal', (one) => /[=~]/.test(one.expression) && isEmpty(theirList(one)) && mineText(one).includes('false')],
  ['one item that is no Boolean counts as true', (one) => /iif\(/.test(one.expression) && one.mine.result !== undefined],
  ['a false of an extension is false', (one) => /where\(extension\(''\)\.value\)/.test(one.expression) && one.mine.result?.length === 0],
  ['strings are encoded as UTF-8, hex in small letters', (one) => /encode\(/.test(one.expression)],
  ['a number equals the same amount of unit 1', (one) => /distinct|\||intersect|union|exclude|isDistinct|subsetOf/i.test(one.expression) && one.mine.result !== undefined && one.theirs.result !== undefined],
  ['an amount is a value', (one) => /hasValue/.test(one.expression)],
  ['integers have 32 bits, decimals 38 digits', (one) => /exp|power|div|\*/.test(one.expression) && mineText(one).length < theirList(one).length],
  ['the value of an element is the element', (one) => /value\.exists\(\)/.test(one.expression) && one.verdict !== 'we refuse'],
];

export function explain(found) {
  const bare = found.expression.replace(/'(?:[^'\\]|\\.)*'/g, (text) => (/^'\w+'$/.test(text) ? text : "''"));
  const one = { ...found, expression: bare };
  const row = ROWS.find(([, applies]) => applies(one));
  return row === undefined ? null : row[0];
}
