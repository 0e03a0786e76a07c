import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { dayEndsOf, readForm } from '#core/approvals/form.ts';
import type { ConditionRow, Form } from '#core/approvals/form-shape.ts';
import { type OpenedTask, openCode } from '#core/approvals/open-task.ts';
import { isSame } from '#core/approvals/same-answer.ts';
import { decisionOf } from '#core/approvals/vote.ts';
import { task as taskType } from '#core/records/task.ts';
import { ASTRID, INGRID } from '#tests/support/people.ts';
import { colleagues, MARIT } from './cast.ts';
import { matter } from './matter.ts';

let opened: OpenedTask;
let now: string;
beforeAll(async () => {
  const m = await matter({}, { before: colleagues });
  await m.open();
  now = m.at.clock.now();
  const found = await openCode(m.at, await m.codeOf(), now);
  if (found.is !== 'task') throw new Error(found.is);
  opened = found.opened;
});

const anyText = fc.oneof(
  fc.constantFrom('', ' ', 'A reason', 'a\u0007b', 'a\r\nb', '\ud800', 'x'.repeat(4001)),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const person = fc.oneof(fc.constantFrom('', ASTRID, INGRID, MARIT, 'role/board', 'x'), anyText);
const day = fc.oneof(
  fc.constantFrom('', '2026-11-24', '2026-12-31', '2027-02-29', '1900-01-01', '9999-12-31', 'soon'),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  anyText,
);
const row: fc.Arbitrary<ConditionRow> = fc.record({
  text: anyText,
  owner: person,
  due: day,
  lapses: anyText,
});
const choice = fc.oneof(
  fc.constantFrom('approve', 'approve-with-conditions', 'reject', 'pass-on', 'fulfil', 'toString'),
  anyText,
);
const form = (): fc.Arbitrary<Form> =>
  fc.record(
    {
      code: fc.constant('x'),
      choice,
      comment: anyText,
      signature: fc.oneof(fc.constant('Ingrid Solheim'), anyText),
      facts: fc.oneof(fc.constant(opened.task.facts), anyText),
      opened: fc.oneof(fc.constant(now), anyText),
      passTo: person,
      absentUntil: day,
      conditions: fc.array(row, { maxLength: 3 }),
      question: anyText,
    },
    { requiredKeys: ['code', 'choice', 'comment', 'signature', 'facts', 'opened'] },
  );

/** Forms without a mistake of form, as most people post them. */
const sound = (): fc.Arbitrary<Form> => {
  const base = {
    code: 'x',
    comment: 'A reason',
    signature: 'ingrid  solheim',
    facts: opened.task.facts,
    opened: now,
  };
  const plain = fc.constantFrom('approve', 'reject', 'conflict-of-interest');
  const conditions = fc.array(
    fc.record({
      text: fc.constantFrom('The stop is tried again', 'a\r\nb'),
      owner: fc.constantFrom(...opened.shown.owners),
      due: fc.constantFrom('2026-11-24', '2027-06-01', '2028-02-29'),
      lapses: fc.constant('All of it'),
    }),
    { minLength: 1, maxLength: 3 },
  );
  return fc.oneof(
    plain.map((choice): Form => ({ ...base, choice })),
    conditions.map(
      (rows): Form => ({
        ...base,
        choice: 'approve-with-conditions',
        conditions: rows,
      }),
    ),
    fc.constantFrom('', '2026-12-31').map(
      (absentUntil): Form => ({
        ...base,
        ...{ choice: 'pass-on', passTo: MARIT, absentUntil },
      }),
    ),
  );
};

describe('a form, whatever is typed into it', () => {
  it('is either an answer that a task can keep, or has its mistakes named', async () => {
    await fc.assert(
      fc.asyncProperty(form(), async (typed) => {
        const days = await dayEndsOf(typed, opened.names.zone);
        const read = readForm(opened, typed, days, now);
        if ('problems' in read) {
          expect(read.problems.length + read.rows.length).toBeGreaterThan(0);
          return;
        }
        // To whom it may go is asked of the records (`pass-on.ts`), and not of the form.
        const { passTo } = read.given;
        if (passTo !== undefined && !opened.shown.colleagues.includes(passTo)) return;
        const decision = decisionOf(opened, typed, read.given, now);
        const kept = { ...opened.task, decision, closed: { at: now, why: 'decided' } };
        expect(taskType.incoming().safeParse(kept).error).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('without a mistake is taken, kept, and known again when it is posted twice', async () => {
    await fc.assert(
      fc.asyncProperty(sound(), async (typed) => {
        const days = await dayEndsOf(typed, opened.names.zone);
        const read = readForm(opened, typed, days, now);
        if ('problems' in read) throw new Error(JSON.stringify(read));
        const decision = decisionOf(opened, typed, read.given, now);
        const kept = { ...opened.task, decision, closed: { at: now, why: 'decided' } } as const;
        expect(taskType.incoming().safeParse(kept).error).toBeUndefined();
        expect(isSame(kept, read.given, typed.facts)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
