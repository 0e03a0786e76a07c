import { changesBetween } from '../approvals/questions/changes.ts';
import { conditionFacts, incidentFacts } from '../approvals/questions/open-matters.ts';
import {
  fact,
  factIfAny,
  type Gathered,
  type Line,
  type ReadRecords,
} from '../approvals/questions/question.ts';
import type { ReviewContent } from '../records/review.ts';
import type { Sealed } from '../records/version.ts';
import type { Fact } from '../tasks/facts.ts';
import { reviewIn } from './review.ts';
import { aboutSince, type Since } from './since.ts';

/** A review, with the record as it stands and what has happened to it since the last one. */
export interface LookMatter {
  readonly record: Sealed;
  /** The record as it was looked at before; absent: it never was. */
  readonly before: Sealed | undefined;
  /** Versions that came since, the newest first, as far as a page shows. */
  readonly versions: readonly Sealed[];
  readonly previous: Sealed | undefined;
  /** What was promised in the review before, and whether somebody said that it is done. */
  readonly promised: readonly Promised[];
  readonly since: Since;
}

type Follow = NonNullable<ReviewContent['found']>['follow'][number];

export interface Promised extends Follow {
  readonly done: boolean;
}

/** Lines of one fact, at most: a page has its limits. */
const MAX_LINES = 8;

const capped = (lines: readonly Line[]): readonly Line[] =>
  lines.length <= MAX_LINES
    ? lines
    : [...lines.slice(0, MAX_LINES), { say: 'more', count: lines.length - MAX_LINES }];

/** What a reviewer reads. */
export async function gatherLook(
  subject: Sealed,
  read: ReadRecords,
  matter: LookMatter,
): Promise<Gathered> {
  const { record, previous, promised } = matter;
  const content = reviewIn(subject);
  return {
    facts: [
      ...(await incidentFacts([record], read)),
      ...(await conditionFacts([record], read)),
      ...factIfAny(
        'not-followed',
        previous ?? subject,
        promised.filter(({ done }) => !done).map((each): Line => ({ say: 'promised', ...each })),
      ),
      ...missedFact(subject, content),
      ...sentBack(subject, content),
      fact('why-reviewed', subject, {
        say: 'review-due',
        due: content.due,
        ...(matter.since.last === undefined ? {} : { last: matter.since.last }),
      }),
      ...lastFound(matter),
      ...whatChanged(matter),
      ...(await aboutSince(record, read, matter.since, capped)),
    ],
    unknown: [],
  };
}

/** What whoever signs reads. */
export async function gatherSign(
  subject: Sealed,
  read: ReadRecords,
  matter: LookMatter,
): Promise<Gathered> {
  const { found } = reviewIn(subject);
  const { facts, unknown } = await gatherLook(subject, read, matter);
  if (found === undefined) return { facts, unknown };
  return {
    facts: [
      foundFact('found', subject, found),
      ...factIfAny(
        'promises',
        subject,
        found.follow.map((each): Line => ({ say: 'promised', ...each, done: false })),
      ),
      ...facts,
    ],
    unknown,
  };
}

const foundFact = (
  key: string,
  from: Sealed,
  { what, person, at, reason }: NonNullable<ReviewContent['found']>,
): Fact => fact(key, from, [{ say: 'review-found', what, by: person, at }, reason]);

function missedFact(subject: Sealed, { missed }: ReviewContent): readonly Fact[] {
  if (missed === undefined) return [];
  return [fact('missed', subject, { say: 'date', on: missed.at.slice(0, 10) })];
}

function sentBack(subject: Sealed, { signed }: ReviewContent): readonly Fact[] {
  if (signed?.agrees !== false) return [];
  const { person, comment } = signed;
  return [
    fact('sent-back', subject, [
      { say: 'person', ref: person },
      ...(comment === undefined ? [] : [comment]),
    ]),
  ];
}

function lastFound({ previous }: LookMatter): readonly Fact[] {
  if (previous === undefined) return [];
  const { found } = reviewIn(previous);
  return found === undefined ? [] : [foundFact('last-found', previous, found)];
}

function whatChanged({ record, before, versions }: LookMatter): readonly Fact[] {
  const changes = before === undefined ? [] : changesBetween(before, record);
  const lines: readonly Line[] =
    before === undefined
      ? []
      : [{ say: 'since', version: before.version.version, changes: changes.length }, ...changes];
  return [
    ...factIfAny('changed-since', record, capped(lines)),
    ...factIfAny('versions-since', record, capped(versions.map(versionLine))),
  ];
}

const versionLine = ({ version: { version, action, actor, time, reason } }: Sealed): Line => ({
  say: 'version-made',
  version,
  action,
  by: actor,
  at: time,
  ...(reason === null ? {} : { reason }),
});
