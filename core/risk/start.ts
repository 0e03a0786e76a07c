import { afterCommit } from '../after-commit.ts';
import { wake } from '../approvals/wake.ts';
import { calendarTerms } from '../calendar/deadline-terms.ts';
import { after } from '../calendar/deadlines.ts';
import type { Also } from '../changes/change.ts';
import { refused } from '../errors.ts';
import { type Ref, uuidv7 } from '../ids.ts';
import type { Clock, Holidays, Machines, Random, Table } from '../ports.ts';
import { aiSystem } from '../records/ai-system.ts';
import { type AssessmentPlanContent, assessmentPlan } from '../records/assessment-plan.ts';
import type { Author } from '../records/author.ts';
import { contentOf } from '../records/content-of.ts';
import { RETIRED } from '../records/define-type.ts';
import { questionSet } from '../records/question-set.ts';
import { type RiskAssessmentContent, riskAssessment } from '../records/risk-assessment.ts';
import type { Sealed } from '../records/version.ts';
import { pin } from '../store/commit.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { executionInput, executionName } from '../waiting/executions.ts';
import { assessmentPending, draftAssessment, isOver } from './assessment.ts';
import { newestAssessment, newestIs } from './newest.ts';
import { needRoom } from './room.ts';
import { criteriaInForce, planFor, setFor } from './terms.ts';

export interface StartPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly machines: Machines;
  readonly clock: Clock;
  readonly random: Random;
  readonly holidays: Holidays;
}

/** What an assessment is asked for. */
export interface ToAssess {
  readonly system: Ref;
  readonly why: RiskAssessmentContent['started']['why'];
  /** The incident or review that asks for it. */
  readonly because?: Ref;
  /** Of what asks for it once and may ask twice: the same id is the same assessment. */
  readonly id?: string;
}

/**
 * Starts an assessment of an AI system's risks, by the criteria, the plan and the question sets
 * that are in force now. One that is running gives way to it; the new one begins with its answers.
 * Asked twice under one id, it is the one that was started first.
 *
 * @throws Refused where criteria, plan or a question set is not in force, the system is retired,
 *   or one record would not hold what all are asked; Conflict where
 *   another is started at the same moment
 */
export async function startAssessment(
  ports: StartPorts,
  asked: ToAssess,
  by: Author & { readonly reason: string },
  also: Also = () => [],
): Promise<Head> {
  const { store, table } = ports;
  const known = asked.id && (await store.load(`${riskAssessment.name}/${asked.id}`));
  if (known) return known;
  const now = ports.clock.now();
  const before = await newestAssessment(table, asked.system);
  const running = before === undefined ? undefined : await store.need(before);
  const made = await draftNew(ports, asked, running, by, now);
  const next = made.head.ref;
  const reason = `Gives way to ${next}`;
  const given =
    running === undefined || isOver(running.version.state)
      ? []
      : [
          await draftAssessment(
            store,
            running,
            { action: 'supersede', state: 'superseded' },
            { ...by, reason },
            now,
          ),
        ];
  await store.commit([made, ...given], {
    also: [newestIs(asked.system, before, next), ...also(made.head)],
  });
  await afterCommit(() => {
    const { type, id } = made.head.version;
    return ports.machines.start(type, executionName(next, 1), executionInput(type, id));
  });
  for (const { head } of given) await afterCommit(() => wake(ports, head.ref));
  return made.head;
}

async function draftNew(
  ports: StartPorts,
  { system: ref, why, because, id }: ToAssess,
  previous: Head | undefined,
  by: Author & { readonly reason: string },
  now: Instant,
): Promise<Prepared> {
  const { store, random } = ports;
  const [system, criteria, planned] = await Promise.all([
    store.need(ref),
    criteriaInForce(store),
    planFor(store, ref),
  ]);
  if (system.version.state === RETIRED) throw refused(`${ref} is retired`);
  if (criteria === undefined) throw refused('No risk criteria are in force');
  if (planned === undefined) throw refused(`No assessment plan is in force for ${ref}`);
  const plan = contentOf(assessmentPlan, planned);
  const { name, owner, tier } = contentOf(aiSystem, system);
  const content: RiskAssessmentContent = {
    system: ref,
    label: name,
    subject: pin(system),
    criteria: pin(criteria),
    plan: pin(planned),
    started: {
      at: now,
      why,
      by: by.actor,
      reason: by.reason,
      ...(because === undefined ? {} : { because }),
    },
    deadline: await deadlineOf(ports.holidays, plan, now),
    owner,
    tier,
    dimensions: await dimensionsOf(store, plan),
    ...(previous === undefined ? {} : { previous: pin(previous) }),
  };
  return store.draft({
    ...by,
    type: riskAssessment.name,
    id: id ?? uuidv7(now, random.bytes(10)),
    before: undefined,
    action: 'create',
    state: 'assessing',
    content,
    links: [{ rel: 'assesses', to: ref }],
    pending: assessmentPending(content, 'assessing', [], now),
  });
}

async function deadlineOf(holidays: Holidays, plan: AssessmentPlanContent, now: Instant) {
  return after(now, plan.within, await calendarTerms(plan, [plan.within], holidays));
}

async function dimensionsOf(
  store: RecordStore,
  { dimensions }: AssessmentPlanContent,
): Promise<RiskAssessmentContent['dimensions']> {
  const sets: readonly Sealed[] = await Promise.all(
    dimensions.map(({ set }) => setFor(store, set)),
  );
  needRoom(
    dimensions,
    sets.map((set) => contentOf(questionSet, set)),
  );
  return dimensions.map(({ dimension, role, assessors }, n) => {
    const set = sets[n];
    if (set === undefined) throw refused(`${dimension} has no question set`);
    return { dimension, set: pin(set), role, assessors, assessed: [] };
  });
}
