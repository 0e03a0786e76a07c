import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  loadActTiers,
  loadAuditQuestions,
  loadClauses,
  loadControls,
  loadIncidentClocks,
  loadNistSubcategories,
} from '#core/catalogue/index.ts';
import { recordTypes } from '#core/records/registry.ts';

const clauses = await loadClauses();
const controls = await loadControls();
const questions = await loadAuditQuestions();
const subcategories = await loadNistSubcategories();
const clocks = await loadIncidentClocks();
const tiers = await loadActTiers();
const requirements = [...clauses, ...controls];

// Named by the catalogue, and added to the registry by what is built later.
const TYPES_TO_COME = [
  'attestation audit audit-programme change component concern control decision finding',
  'management-review nonconformity objective procedure release role-assignment signal',
  'training-record',
].flatMap((line) => line.split(' '));

const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
const inGroups = (items: readonly { readonly group: string }[]) =>
  Object.entries(Object.groupBy(items, ({ group }) => group)).map(([name, found]) => [
    name,
    found?.length,
  ]);

describe('the catalogue is complete', () => {
  it('with the 38 controls of Annex A, group by group', () => {
    expect(inGroups(controls)).toEqual([
      ['A.2', 3],
      ['A.3', 2],
      ['A.4', 5],
      ['A.5', 4],
      ['A.6', 9],
      ['A.7', 5],
      ['A.8', 4],
      ['A.9', 3],
      ['A.10', 3],
    ]);
  });

  it('with the 32 clauses that have content of their own', () => {
    expect(clauses).toHaveLength(32);
    expect(Object.keys(Object.groupBy(clauses, ({ group }) => group))).toEqual(
      '4 5 6 7 8 9 10'.split(' '),
    );
  });

  it('with the 72 subcategories of the NIST AI RMF', () => {
    const counts = Object.groupBy(subcategories, (subcategory) => subcategory.function);
    expect(Object.entries(counts).map(([name, found]) => [name, found?.length])).toEqual([
      ['GOVERN', 19],
      ['MAP', 18],
      ['MEASURE', 22],
      ['MANAGE', 13],
    ]);
  });

  it('with the tiers of the AI Act, the gravest first', () => {
    expect(tiers.map(({ id, axis, rank }) => [axis, rank, id])).toEqual([
      ['system', 1, 'prohibited'],
      ['system', 2, 'high-risk'],
      ['system', 3, 'limited'],
      ['system', 4, 'minimal'],
      ['model', null, 'gpai'],
      ['model', null, 'gpai-systemic-risk'],
    ]);
  });

  it('with one audit question for each clause and control', () => {
    expect(questions.map(({ ref }) => ref).toSorted()).toEqual(idsOf(requirements).toSorted());
  });
});

describe('the catalogue refers to nothing that is not there', () => {
  it.each([
    ['clauses and controls', idsOf(requirements)],
    ['subcategories', idsOf(subcategories)],
    ['clocks', idsOf(clocks)],
    ['tiers', idsOf(tiers)],
  ])('names each of its %s once', (_, ids) => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('pairs requirements with subcategories that exist', () => {
    const known = new Set(idsOf(subcategories));
    const lost = requirements.flatMap(({ id, nistAiRmf, nistPublishedCrosswalk }) =>
      [...nistAiRmf, ...nistPublishedCrosswalk]
        .filter((ref) => !known.has(ref))
        .map((r) => [id, r]),
    );
    expect(lost).toEqual([]);
  });

  it('counts every published pair among its own', () => {
    const published = requirements.flatMap((item) => item.nistPublishedCrosswalk);
    expect(published).toHaveLength(75);
    const missing = requirements.filter(
      (item) => !item.nistPublishedCrosswalk.every((ref) => item.nistAiRmf.includes(ref)),
    );
    expect(idsOf(missing)).toEqual([]);
  });

  it('files every item under the group and heading that its number says', () => {
    const astray = requirements.filter(
      ({ id, group, parent }) =>
        !id.startsWith(`${parent}.`) || !`${parent}.`.startsWith(`${group}.`),
    );
    expect(idsOf(astray)).toEqual([]);
  });

  it('gives every subcategory to a category of its own function', () => {
    const astray = subcategories.filter(
      (item) =>
        !item.id.startsWith(`${item.category}.`) || !item.category.startsWith(item.function),
    );
    expect(idsOf(astray)).toEqual([]);
  });

  it('looks for evidence in record types that are, or are announced', () => {
    const types = recordTypes.map(({ name }) => name);
    const named = new Set([
      ...requirements.flatMap(({ evidence }) => evidence),
      ...questions.flatMap(({ looksFor }) => looksFor),
    ]);
    const known = new Set([...types, ...TYPES_TO_COME]);
    expect([...named].filter((name) => !known.has(name))).toEqual([]);
    expect(TYPES_TO_COME.filter((name) => types.includes(name))).toEqual([]);
  });

  it('writes articles of the AI Act in one way', () => {
    const refs = requirements.flatMap(({ euAiAct }) => euAiAct);
    expect(refs.filter((ref) => !/^(Art\. \d+|Annex [IVX]+)/.test(ref))).toEqual([]);
  });
});

describe('the clocks of the catalogue', () => {
  const HOURS: Record<string, number> = { D: 24, M: 720, H: 1 };

  it('say the same in hours and as a duration, the month as 30 days', () => {
    const differ = clocks.filter(({ deadline, deadlineHours }) => {
      if (deadline === null) return deadlineHours !== null;
      const [, count, unit] = /^PT?(\d+)([DMH])$/.exec(deadline) ?? [];
      return Number(count) * (HOURS[unit ?? ''] ?? Number.NaN) !== deadlineHours;
    });
    expect(idsOf(differ)).toEqual([]);
  });

  it('demand haste where there is no deadline', () => {
    const idle = clocks.filter((clock) => clock.deadline === null && !clock.alsoWithoutDelay);
    expect(idsOf(idle)).toEqual([]);
  });
});

describe('the catalogue is in the project’s own words', () => {
  it('with no statement longer than 60 words', () => {
    const long = requirements.filter(({ statement }) => statement.split(/\s+/).length > 60);
    expect(idsOf(long)).toEqual([]);
  });

  it.each([
    'iso42001-clauses',
    'iso42001-controls',
    'audit-questions',
    'nist-ai-rmf',
    'euaiact-tiers',
    'euaiact-incident-clocks',
  ])('without the verb of standards in %s', (name) => {
    const text = readFileSync(`core/catalogue/${name}.json`, 'utf8');
    expect(text.length).toBeGreaterThan(1000);
    expect(text).not.toMatch(/\bshall\b/i);
  });
});
