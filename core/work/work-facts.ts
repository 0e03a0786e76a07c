import type { ReadRecords } from '../approvals/questions/question.ts';
import type { Sealed } from '../records/version.ts';
import { pin } from '../store/commit.ts';
import {
  type Fact,
  type Facts,
  type FrozenFacts,
  freezeFacts,
  speaksAgainst,
} from '../tasks/facts.ts';
import type { Instant } from '../time.ts';
import type { WorkKind } from './work.ts';

/**
 * The facts of a piece of work, frozen, in the order of its kind. What is missing holds nobody up:
 * an incident is looked into with whatever is known of it, and its kind says what is not.
 */
export async function factsOfWork(
  kind: WorkKind,
  subject: Sealed,
  read: ReadRecords,
  now: Instant,
): Promise<FrozenFacts> {
  const { facts, unknown } = await kind.gather(subject, read);
  const place = ({ key }: Fact) => kind.facts.findIndex((each) => each.key === key);
  return freezeFacts({
    facts: facts.toSorted((a, b) => place(a) - place(b)),
    format: 'assent/facts/v1',
    gathered: now,
    kind: kind.name,
    subject: pin(subject),
    // What we say of ourselves is JSON, each member of it there or absent.
    unknown: [...unknown] as Facts['unknown'],
  });
}

/** Which facts are bad news, by their keys. */
export const againstIn = (kind: WorkKind, { facts }: Facts): readonly string[] =>
  kind.facts
    .filter((each) => facts.some((fact) => fact.key === each.key && speaksAgainst(each, fact)))
    .map(({ key }) => key);
