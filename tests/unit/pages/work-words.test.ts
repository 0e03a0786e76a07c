import { describe, expect, it } from 'vitest';
import { REFUSALS } from '#core/incidents/not-so.ts';
import { recordType } from '#core/records/registry.ts';
import type { Sealed } from '#core/records/version.ts';
import { REVIEW_REFUSALS } from '#core/reviews/not-so.ts';
import { RISK_REFUSALS } from '#core/risk/not-so.ts';
import type { Field } from '#core/work/field.ts';
import type { WorkKind } from '#core/work/work.ts';
import { countWords } from '#functions/pages/format.ts';
import { de } from '#functions/pages/messages/de.ts';
import { en } from '#functions/pages/messages/en.ts';
import { everyOffer } from '#tests/support/work-of-kinds.ts';
import * as incident from '#workflows/incident/contract.ts';
import * as review from '#workflows/review/contract.ts';
import * as riskAssessment from '#workflows/risk-assessment/contract.ts';

const languages = [en, de].map((t) => [t.locale, t] as const);
const offers = await everyOffer();

const WORK_KINDS = [...incident.WORK_KINDS, ...riskAssessment.WORK_KINDS, ...review.WORK_KINDS];

/** Every field that the form of a kind may have, on its record as the type's example stands. */
function fieldsOf(kind: WorkKind): readonly Field[] {
  const { content } = recordType(kind.of).example;
  const links = [{ rel: 'concerns', to: 'ai-system/credit-scoring' }];
  const subject = { version: { type: kind.of, state: 'reported', content, links } };
  return kind.form(subject as unknown as Sealed, offers);
}

describe.each(languages)('the words of work in %s', (_locale, t) => {
  it('are there for every kind', () => {
    expect(Object.keys(t.work.kinds).toSorted()).toEqual(
      WORK_KINDS.map(({ name }) => name).toSorted(),
    );
  });

  it.each(WORK_KINDS.map((kind) => [kind.name, kind] as const))(
    'call every field, option and column of %s by a name, and no other',
    (name, kind) => {
      const words = t.work.kinds[name]?.fields ?? {};
      const fields = fieldsOf(kind);
      expect(Object.keys(words).toSorted()).toEqual(fields.map(({ key }) => key).toSorted());
      for (const field of fields) {
        const { options = {}, columns = {}, row } = words[field.key] ?? {};
        if (field.kind === 'one-of' || field.kind === 'some-of') {
          const ours = field.options.filter(({ label }) => label === undefined);
          expect(Object.keys(options).toSorted()).toEqual(
            ours.map(({ value }) => value).toSorted(),
          );
        }
        if (field.kind === 'rows') {
          expect(Object.keys(columns).toSorted()).toEqual(
            field.of.map(({ key }) => key).toSorted(),
          );
          expect(row?.(2)).toContain('2');
        }
      }
    },
  );

  it('say what comes of an answer in as many words as a mail has room for', () => {
    for (const { brings } of Object.values(t.work.kinds)) {
      expect(countWords(brings), brings).toBeLessThanOrEqual(22);
    }
  });

  it('call every fact of every kind by a name', () => {
    const keys = WORK_KINDS.flatMap(({ facts, number }) => [
      ...facts.map(({ key }) => key),
      number,
    ]);
    expect(keys.filter((key) => t.work.facts[key] === undefined)).toEqual([]);
  });

  it('say each rule that an answer can break', () => {
    expect(Object.keys(t.work.refusals).toSorted()).toEqual(
      Object.keys({ ...REFUSALS, ...RISK_REFUSALS, ...REVIEW_REFUSALS }).toSorted(),
    );
  });
});

it('are of one shape in both languages', () => {
  const keysOf = (value: unknown, at = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => keysOf(each, `${at}/${key}`))
      : [at];
  expect(keysOf(de.work).toSorted()).toEqual(keysOf(en.work).toSorted());
});
