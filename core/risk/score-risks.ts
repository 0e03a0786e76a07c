import { splitRef } from '../ids.ts';
import type { Table } from '../ports.ts';
import { acceptance } from '../records/acceptance.ts';
import type { Author } from '../records/author.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { type RiskContent, risk as riskType } from '../records/risk.ts';
import { withReviewWhenWritten } from '../reviews/when-written.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { type Assessed, type AssessedDimension, assessmentIn } from './assessment.ts';
import { dayAfterMonths } from './months.ts';
import { acceptanceRef, riskRef } from './risks.ts';
import { appetiteFor } from './score.ts';
import { questionsOf, type Terms } from './terms.ts';

interface RiskPorts {
  readonly store: RecordStore;
  readonly table: Pick<Table, 'get'>;
}

/** The risks of a scored assessment, ready to be written, and whether any is above appetite. */
export interface Scored {
  readonly versions: readonly Prepared[];
  readonly isAbove: boolean;
}

/**
 * Writes what each dimension came to into its risk: the first time it is created, from then on
 * scored anew, and what was accepted of it before is accepted no more.
 */
export async function draftRisks(
  ports: RiskPorts,
  assessment: Head,
  terms: Terms,
  by: Author,
  now: Instant,
): Promise<Scored> {
  const { dimensions } = assessmentIn(assessment);
  const each = await Promise.all(
    dimensions.map((dimension) => draftRisk(ports, assessment, dimension, terms, by, now)),
  );
  return {
    versions: each.flatMap(({ versions }) => versions),
    isAbove: each.some(({ isAbove }) => isAbove),
  };
}

async function draftRisk(
  { store, table }: RiskPorts,
  assessment: Head,
  dimension: AssessedDimension,
  terms: Terms,
  by: Author,
  now: Instant,
): Promise<Scored> {
  const { system } = assessmentIn(assessment);
  const ref = riskRef(system, dimension.dimension);
  const before = await store.load(ref);
  const content = await riskContent(store, assessment, dimension, terms, now);
  const isAbove = content.scored.residual.level > content.appetite;
  const state = isAbove ? 'above-appetite' : 'within-appetite';
  const written = { type: riskType.name, state, content };
  const pending = before?.pending ?? [];
  const made = await store.draft({
    ...by,
    type: riskType.name,
    id: splitRef(ref).id,
    before,
    action: actionOf(before, isAbove),
    state,
    content,
    links: before?.version.links ?? [{ rel: 'threatens', to: system }],
    pending: await withReviewWhenWritten({ store, table }, written, before, pending, now),
  });
  const ended = before === undefined ? [] : await draftEnded(store, before, by);
  return { versions: [made, ...ended], isAbove };
}

function actionOf(before: Head | undefined, isAbove: boolean): string {
  if (before === undefined) return 'create';
  return isAbove ? 'exceed' : 'score';
}

async function riskContent(
  store: RecordStore,
  assessment: Head,
  dimension: AssessedDimension,
  { criteria, plan }: Terms,
  now: Instant,
): Promise<RiskContent> {
  const { system, owner, tier, criteria: pinned } = assessmentIn(assessment);
  const { together } = dimension;
  if (together === undefined) throw new Error(`${dimension.dimension} is not assessed`);
  const { inherent, residual, disagree } = together;
  const { questions } = await questionsOf(store, dimension);
  const months = criteria.levels[residual.level - 1]?.reviewEveryMonths ?? 1;
  return {
    system,
    dimension: dimension.dimension,
    ...worstOf(dimension).scenario,
    owner,
    ...(tier === undefined ? {} : { tier }),
    criteria: pinned,
    scored: { by: assessment.ref, at: now, inherent, residual, disagree },
    appetite: appetiteFor(criteria, dimension.dimension),
    controls: [...new Set(questions.flatMap(({ controls }) => controls))].slice(0, 38),
    nextReview: await dayAfterMonths(now, months, plan.zone),
  };
}

/** Whoever's residual counts: of several the first. */
export function worstOf({ assessed, together }: AssessedDimension): Assessed {
  const worst = assessed.find(
    ({ score: { residual } }) =>
      residual.level === together?.residual.level &&
      residual.impact === together.residual.impact &&
      residual.likelihood === together.residual.likelihood,
  );
  const found = worst ?? assessed[0];
  if (found === undefined) throw new Error('Nobody has assessed');
  return found;
}

/** What was accepted when the risk was scored last. */
async function draftEnded(
  store: RecordStore,
  risk: Head,
  by: Author,
): Promise<readonly Prepared[]> {
  const { scored, dimension } = contentOf(riskType, risk);
  const head = await store.load(acceptanceRef(scored.by, dimension));
  if (head?.version.state !== 'in-force') return [];
  return [await draftEnd(store, head, 'end', 'ended', { ...by, reason: 'It was scored anew' })];
}

/** The version with which an acceptance is over. */
export const draftEnd = (
  store: RecordStore,
  head: Head,
  action: string,
  state: string,
  by: Author,
  pending: readonly Pending[] = [],
): Promise<Prepared> =>
  store.draft({
    ...by,
    type: acceptance.name,
    id: head.version.id,
    before: head,
    action,
    state,
    content: head.version.content,
    links: head.version.links,
    pending,
  });
