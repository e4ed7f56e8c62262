// Expressions over the grammar, by kind of value: mostly sensible ones, so that answers are seldom
// empty; now and then one of the wrong kind. The seed tells all: the same seed, the same list.
// SPDX-License-Identifier: AGPL-3.0-or-later

// Mulberry32: small, and the same everywhere.
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let n = Math.imul(state ^ (state >>> 15), state | 1);
    n ^= n + Math.imul(n ^ (n >>> 7), n | 61);
    return ((n ^ (n >>> 14)) >>> 0) / 4294967296;
  };
}

const LITERALS = {
  integer: ['0', '1', '2', '3', '7', '10', '-1', '42', '100'],
  decimal: ['0.0', '0.5', '1.0', '1.25', '2.50', '-0.75', '3.14159', '10.1', '100.0'],
  string: ["''", "'a'", "'abc'", "'Mira'", "'a,b,c'", "' x '", "'12'", "'1.5'", "'true'", "'2015-02-04'", "'Åberg'"],
  boolean: ['true', 'false'],
  date: ['@2015', '@2015-02', '@2015-02-04', '@2024-02-29', '@2026-11-23', '@1990-06-15'],
  dateTime: ['@2015-02-04T14:34:28Z', '@2015-02-04T14:34:28.123+09:00', '@2015-02-04T14:34', '@2026-03-01T10:15:30.125+02:00',
    '@2015T', '@2015-02-04T23:30:00-05:00'],
  time: ['@T14:34', '@T07:30:00', '@T23:59:59.999', '@T00:00'],
  quantity: ["4 'g'", "4000 'mg'", "1 'kg'", "2.54 'cm'", "1 '[in_i]'", '4 days', '1 week', "1 'wk'", '2 years', "5 'mm[Hg]'", '10 minutes'],
};

const PATHS = {
  Patient: {
    string: ['Patient.name.family', 'Patient.name.given', 'name.given.first()', "name.where(use = 'old').family", 'gender', 'Patient.id',
      'telecom.value', 'telecom.system', 'contact.name.family', "extension('urn:code').value"],
    integer: ['Patient.multipleBirth', 'telecom.rank', 'telecom.first().rank'],
    decimal: ["extension('urn:amount').value"],
    boolean: ['active', 'Patient.active', "extension('urn:flag').value"],
    date: ['birthDate', 'Patient.birthDate'],
    dateTime: ["birthDate.extension('urn:time').value", 'name.period.start', 'name.period.end'],
    nodes: ['name', 'telecom', 'contact', 'Patient', 'extension', 'name.period', 'descendants()', 'children()'],
  },
  Observation: {
    string: ['status', 'code.text', 'code.coding.code', 'component.code.text', 'component.value.ofType(string)', 'value.unit'],
    integer: ['component.value.ofType(integer)', 'component[0].value'],
    decimal: ['value.value', 'referenceRange.low.value', 'referenceRange.high.value'],
    boolean: ['value.exists()'],
    date: ['@2026-03-01'],
    dateTime: ['effective', 'issued', 'Observation.effective'],
    time: ['component.value.ofType(time)'],
    quantity: ['value', 'component.value.ofType(Quantity)', 'Observation.value'],
    nodes: ['component', 'code', 'code.coding', 'Observation', 'referenceRange', 'component.value', 'descendants()'],
  },
  QuestionnaireResponse: {
    string: ['item.linkId', 'item.item.linkId', "item.where(linkId = 'notes').answer.value", 'item.item.answer.value.display', 'status',
      'repeat(item).linkId', 'item.item.answer.value.code.first()'],
    integer: ["item.where(linkId = 'many').answer.value", "item.where(linkId = 'many').answer.value.first()"],
    decimal: ["item.where(linkId = 'weight').answer.value", 'item.item.answer.value.extension.value', 'item.item.answer.value.ordinal()'],
    boolean: ["item.where(linkId = 'smokes').answer.value", "item.where(linkId = 'none').exists()"],
    date: ["item.where(linkId = 'since').answer.value"],
    dateTime: ['authored'],
    nodes: ['item', 'item.item', 'repeat(item)', 'item.answer', 'item.item.answer.value', 'descendants()', "item.where(linkId = 'phq').item"],
  },
  Bundle: {
    string: ['entry.resource.id', 'entry.resource.ofType(Patient).gender', 'type'],
    integer: ['entry.count()', 'entry.resource.ofType(Patient).multipleBirth'],
    decimal: ['entry.resource.ofType(Observation).value.value'],
    boolean: ['entry.exists()', 'entry.resource.ofType(Patient).active'],
    date: ['entry.resource.ofType(Patient).birthDate'],
    dateTime: ['entry.resource.ofType(Observation).effective'],
    nodes: ['entry', 'entry.resource', 'entry.resource.ofType(Patient)', 'entry.resource.where($this is Observation)', 'descendants().ofType(Coding)'],
  },
};

const TYPES = ['Patient', 'Quantity', 'string', 'String', 'System.Integer', 'Coding', 'Element', 'HumanName', 'boolean', 'date', 'FHIR.code', 'Boolean'];
const SCALARS = ['integer', 'decimal', 'string', 'boolean', 'date', 'dateTime', 'time', 'quantity'];

// Each row: what stands for a kind; {kind} is one more expression of that kind.
const RULES = {
  integer: ['({integer} + {integer})', '({integer} - {integer})', '({integer} * {integer})', '({integer} div {integer})', '({integer} mod {integer})',
    '{any}.count()', '{string}.length()', '{string}.indexOf({string})', '({decimal}).round(0)', '({decimal}).floor()', '({decimal}).ceiling()',
    '({decimal}).truncate()', '({integer}).abs()', '({string}).toInteger()', '{integer}.sum()', '{integer}.min()', '{integer}.max()',
    'iif({boolean}, {integer}, {integer})', '(-{integer})', '{integer}.aggregate($this + $total, 0)', '({integer} | {integer}).first()'],
  decimal: ['({decimal} + {decimal})', '({decimal} - {integer})', '({decimal} * {decimal})', '({integer} / {integer})', '({decimal} / {decimal})',
    '({decimal}).abs()', '({decimal}).round(2)', '({integer}).sqrt()', '({integer}).toDecimal()', '({decimal}).power(2)', '({integer}).exp()',
    '({decimal}).ln()', '({integer}).log(2)', '{decimal}.avg()', '{decimal}.sum()', '({decimal} mod {decimal})', '({decimal} div {integer})'],
  string: ['({string} & {string})', '({string} + {string})', '({string}).upper()', '({string}).lower()', '({string}).substring({integer}, 2)',
    '({string}).substring(1)', "({string}).replace({string}, 'z')", '({integer}).toString()', '({boolean}).toString()', '({string}).trim()',
    "{string}.join('-')", '({date}).toString()', "({string}).replaceMatches('[a-c]+', 'x')", "({string}).split(',')", '({string}).toChars()',
    "({string}).encode('hex')", "({string}).encode('base64')", "({string}).escape('html')", '({decimal}).toString()', '{string}.first()', '{string}.last()'],
  boolean: ['({integer} = {integer})', '({integer} < {integer})', '({decimal} >= {integer})', '({string} = {string})', '({string} ~ {string})',
    '({string} != {string})', '({string} < {string})', '({boolean} and {boolean})', '({boolean} or {boolean})', '({boolean} xor {boolean})',
    '({boolean} implies {boolean})', '({boolean}).not()', '{any}.exists()', '{any}.empty()', '{any}.allTrue()', '{boolean}.allTrue()', '{boolean}.anyTrue()',
    '{nodes}.exists({condition})', '{nodes}.all({condition})', '({date} < {date})', '({date} = {dateTime})', '({dateTime} > {dateTime})', '({dateTime} = {dateTime})',
    '({time} <= {time})', '({quantity} = {quantity})', '({quantity} > {quantity})', '({quantity} ~ {quantity})', '({string}).startsWith({string})',
    '({string}).endsWith({string})', '({string}).contains({string})', "({string}).matches('^[a-z]+$')", '({integer} in {integers})', '({strings} contains {string})',
    '({scalar} is {type})', '({any}).hasValue()', '({integer} !~ {integer})', '({decimal} ~ {decimal})', '{any}.isDistinct()', '{strings}.subsetOf({strings})',
    '({string}).convertsToInteger()', '({string}).convertsToDate()', '({any} = {any})', '({any} ~ {any})', '({date} ~ {date})'],
  date: ['({date} + {duration})', '({date} - {duration})', '({string}).toDate()', '({dateTime}).toDate()', 'iif({boolean}, {date}, {date})'],
  dateTime: ['({dateTime} + {duration})', '({dateTime} - {duration})', '({date}).toDateTime()', 'iif({boolean}, {dateTime})'],
  time: ['({time} + 90 minutes)', '({string}).toTime()', 'iif({boolean}, {time}, {time})'],
  quantity: ['({quantity} + {quantity})', '({quantity} - {quantity})', '({quantity} * {integer})', '({quantity} / {integer})', '({integer}).toQuantity()',
    '({quantity} / {quantity})'],
  nodes: ['{nodes}.where({condition})', '{nodes}.first()', '{nodes}.last()', '{nodes}.tail()', '{nodes}.skip(1)', '{nodes}.take(2)', '({nodes} | {nodes})',
    '{nodes}.children()', '{nodes}.distinct()', '{nodes}.intersect({nodes})', '{nodes}.exclude({nodes})', '{nodes}[{integer}]', '{nodes}.ofType({type})'],
  strings: ['{nodes}.select(id | code | text)', '({string} | {string} | {string})', '{string}.distinct()', '{string}.union({string})', '{string}.combine({string})'],
  integers: ['({integer} | {integer})', '{integer}.distinct()', '{strings}.select($this.length())', '{integer}.combine({integer})', '{integer}.where($this > 1)'],
};

const CONDITIONS = ['true', 'exists()', '$index = 0', '$index > 0', 'id.exists()', "linkId = 'phq.1'", 'value.exists()', "code.exists() or use = 'old'",
  'answer.value.exists()', "system = 'phone'", '$this is Coding', 'children().count() > 2', "use = 'official' and family.exists()", 'item.exists().not()'];

class Maker {
  constructor(random, resource) {
    this.random = random;
    this.paths = PATHS[resource];
  }

  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  leaf(kind) {
    const paths = this.paths[kind];
    if (paths && (this.random() < 0.55 || !LITERALS[kind])) return this.pick(paths);
    return LITERALS[kind] ? this.pick(LITERALS[kind]) : '{}';
  }

  special(kind, depth) {
    if (kind === 'any') return this.make(this.pick([...SCALARS, 'nodes', 'strings', 'integers']), depth);
    if (kind === 'scalar') return this.make(this.pick(SCALARS), depth);
    if (kind === 'type') return this.pick(TYPES);
    if (kind === 'duration') return this.pick(['1 day', '2 weeks', '1 month', '3 years', '36 hours', "1 'd'", "2 'h'", '90 seconds', '-1 month']);
    if (kind === 'condition') return this.random() < 0.8 ? this.pick(CONDITIONS) : this.make('boolean', Math.min(depth, 1));
    return null;
  }

  make(kind, depth) {
    const special = this.special(kind, depth);
    if (special !== null) return special;
    if (this.random() < 0.02) kind = this.pick(SCALARS);
    const rules = RULES[kind];
    if (depth <= 0 || !rules || this.random() < 0.2) return depth <= 0 && kind === 'strings' ? this.leaf('string') : kind === 'integers' && depth <= 0 ? this.leaf('integer') : this.leaf(kind);
    return this.pick(rules).replace(/\{(\w+)\}/g, (_, inner) => this.make(inner, depth - 1));
  }
}

// `count` cases {resource, expression}; `resource` is a name of resources.mjs.
export function* generate(seed, count) {
  const random = numbers(seed);
  const names = Object.keys(PATHS);
  for (let i = 0; i < count; i++) {
    const resource = names[Math.floor(random() * names.length)];
    const maker = new Maker(random, resource);
    const kind = maker.pick([...SCALARS, 'boolean', 'boolean', 'nodes', 'strings', 'integers']);
    yield { resource, expression: maker.make(kind, 1 + Math.floor(random() * 3)) };
  }
}
