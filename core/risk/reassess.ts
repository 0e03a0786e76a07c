import { untilWritten } from '../approvals/until-written.ts';
import { canonicalText } from '../canonical.ts';
import { derivedId } from '../derived-id.ts';
import { isError } from '../errors.ts';
import { type Ref, splitRef } from '../ids.ts';
import { systemOf } from '../incidents/stop-system.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { incident as incidentType } from '../records/incident.ts';
import { risk as riskType } from '../records/risk.ts';
import { riskCriteria } from '../records/risk-criteria.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import { HOUR, type Instant, later } from '../time.ts';
import { assessmentIn } from './assessment.ts';
import { newestAssessment } from './newest.ts';
import { REASSESS } from './reassess-due.ts';
import { acceptanceRef } from './risks.ts';
import { type StartPorts, startAssessment, type ToAssess } from './start.ts';
import { systemsOf } from './systems-of.ts';
import { criteriaInForce } from './terms.ts';

/**
 * What calls for an assessment, other than people: an incident, an acceptance that has expired, and
 * whatever is assessed where it is new or has changed. The sweep starts it, once.
 */

/** When it is tried again where criteria or a plan are not in force. */
const AGAIN_MS = 6 * HOUR;

const BY = { actor: 'service/assent-sweep', via: 'system' } as const;

export interface ReassessPorts extends StartPorts {
  readonly lists: Pick<Lists, 'incoming'>;
}

/** What is asked for because of a record, and why. */
interface Called extends ToAssess {
  readonly id: string;
  readonly reason: string;
}

/** Starts what a record calls for. Again it changes nothing. */
export async function reassess(ports: ReassessPorts, { ref }: Head, now: Instant): Promise<void> {
  const { store } = ports;
  await untilWritten(async () => {
    const head = await store.need(ref);
    const rest = head.pending.filter((each) => each.for !== REASSESS);
    const isStarted = await startEach(ports, await calledBy(ports, head));
    const again: readonly Pending[] = isStarted
      ? []
      : [{ at: later(now, AGAIN_MS), for: REASSESS }];
    await store.setPending(head, [...rest, ...again]);
  });
}

/** @returns whether all are started; else criteria, a plan or a set is wanting */
async function startEach(ports: ReassessPorts, called: readonly Called[]): Promise<boolean> {
  let isStarted = true;
  for (const { reason, ...asked } of called) {
    try {
      await startAssessment(ports, asked, { ...BY, reason });
    } catch (error) {
      if (!isError(error, 'Refused')) throw error;
      isStarted = false;
    }
  }
  return isStarted;
}

function calledBy(ports: ReassessPorts, head: Head): Promise<readonly Called[]> {
  switch (head.version.type) {
    case incidentType.name:
      return calledByIncident(head);
    case riskType.name:
      return calledByRisk(head);
    default:
      return calledByChange(ports, head);
  }
}

async function calledByIncident(head: Head): Promise<readonly Called[]> {
  const system = systemOf(head);
  const { analysis } = contentOf(incidentType, head);
  if (system === undefined || analysis?.reassess !== 'asked') return [];
  const id = derivedId(head.version.id, REASSESS);
  return [{ system, why: 'incident', because: head.ref, id, reason: analysis.reassessReason }];
}

async function calledByRisk(head: Head): Promise<readonly Called[]> {
  const { system, scored, dimension } = contentOf(riskType, head);
  if (head.version.state !== 'above-appetite') return [];
  const because = acceptanceRef(scored.by, dimension);
  const id = derivedId(splitRef(because).id, 'expired');
  return [{ system, why: 'review', because, id, reason: 'What was accepted has expired' }];
}

async function calledByChange(ports: ReassessPorts, head: Head): Promise<readonly Called[]> {
  const criteria = await criteriaInForce(ports.store);
  const { type } = head.version;
  const isCalledFor =
    criteria !== undefined &&
    contentOf(riskCriteria, criteria).assessedOn.some((each) => each === type);
  if (!isCalledFor) return [];
  const systems = await systemsOf(ports.lists, head);
  const called = await Promise.all(systems.map((system) => calledFor(ports, head, system)));
  return called.filter((each) => each !== undefined);
}

async function calledFor(
  { store, table }: ReassessPorts,
  head: Head,
  system: Ref,
): Promise<Called | undefined> {
  const newest = await newestAssessment(table, system);
  const id = derivedId(splitRef(system).id, head.digest.slice(0, 16));
  const because = head.ref === system ? {} : { because: head.ref };
  if (newest === undefined) {
    return { system, why: 'new', id, ...because, reason: 'It was not assessed before' };
  }
  const { started } = assessmentIn(await store.need(newest));
  const then = await store.asOf(head.ref, started.at);
  if (then !== undefined && saysTheSame(then, head)) return undefined;
  return { system, why: 'changed', id, ...because, reason: `${head.ref} has changed` };
}

const saysTheSame = (one: Pick<Head, 'version'>, other: Pick<Head, 'version'>): boolean =>
  canonicalText(one.version.content) === canonicalText(other.version.content) &&
  JSON.stringify(one.version.links) === JSON.stringify(other.version.links);
