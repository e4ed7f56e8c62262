// Small resources of nobody, for expressions to read. Every kind of value occurs.
// SPDX-License-Identifier: AGPL-3.0-or-later

const ORDINAL = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  active: true,
  name: [
    { use: 'official', family: 'Åberg', given: ['Mira', 'Lou'] },
    { use: 'nickname', given: ['Mi'], period: { start: '2015-02', end: '2020-03-04' } },
    { use: 'old', family: 'Li', given: ['Mira'] },
  ],
  telecom: [
    { system: 'phone', value: '+1 555 0100', rank: 2 },
    { system: 'email', value: 'm@example.org', rank: 1 },
  ],
  gender: 'other',
  birthDate: '1990-06-15',
  _birthDate: { extension: [{ url: 'urn:time', valueDateTime: '1990-06-15T08:30:00-05:00' }] },
  multipleBirthInteger: 2,
  contact: [{ name: { family: 'Li' }, gender: 'female' }],
  extension: [
    { url: 'urn:flag', valueBoolean: false },
    { url: 'urn:amount', valueDecimal: 0.25 },
    { url: 'urn:code', valueCode: 'x' },
  ],
};

const observation = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }], text: 'pressure' },
  effectiveDateTime: '2026-03-01T10:15:30.125+02:00',
  issued: '2026-03-01T08:20:00.000Z',
  valueQuantity: { value: 120.5, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
  component: [
    { code: { text: 'a' }, valueInteger: 7 },
    { code: { text: 'b' }, valueString: 'seven' },
    { code: { text: 'c' }, valueQuantity: { value: 2, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' } },
    { code: { text: 'd' }, valueTime: '07:30:00' },
  ],
  referenceRange: [{ low: { value: 90 }, high: { value: 140 } }],
};

function phqItem(n, score) {
  return {
    linkId: `phq.${n}`,
    text: `question ${n}`,
    answer: [{
      valueCoding: {
        system: 'urn:phq', code: `a${score}`, display: ['never', 'some days', 'many days', 'daily'][score],
        extension: [{ url: ORDINAL, valueDecimal: score }],
      },
    }],
  };
}

const response = {
  resourceType: 'QuestionnaireResponse',
  id: 'r1',
  status: 'completed',
  authored: '2026-11-01T09:00:00Z',
  item: [
    { linkId: 'phq', item: [1, 2, 0, 3, 1, 0, 2, 1, 0].map((score, i) => phqItem(i + 1, score)) },
    { linkId: 'weight', answer: [{ valueDecimal: 61.50 }] },
    { linkId: 'smokes', answer: [{ valueBoolean: false }] },
    { linkId: 'since', answer: [{ valueDate: '2024-02-29' }] },
    { linkId: 'notes', answer: [{ valueString: 'Sleeps badly.\nEats well.' }] },
    { linkId: 'many', answer: [{ valueInteger: 3 }, { valueInteger: 4 }, { valueInteger: 3 }] },
    { linkId: 'none' },
  ],
};

const bundle = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [{ resource: patient }, { resource: observation }, { resource: response }],
};

export const resources = { Patient: patient, Observation: observation, QuestionnaireResponse: response, Bundle: bundle };
