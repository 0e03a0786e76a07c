import { contentOf } from '../records/content-of.ts';
import { type IncidentContent, incident as incidentType } from '../records/incident.ts';
import { responsePlan } from '../records/response-plan.ts';
import { task as taskType } from '../records/task.ts';
import { SEVERITIES, type Severity } from '../signals/severity.ts';
import { pin } from '../store/commit.ts';
import { listIn, textIn } from '../work/answers.ts';
import type { ApplyPorts, WorkEffect, WorkGiven } from '../work/work.ts';
import { freeingWrites } from './causes.ts';
import { draftHold } from './hold-drafts.ts';
import { applyMerge } from './merge.ts';
import { draftNext } from './next-version.ts';
import { notSo } from './not-so.ts';
import { draftStop, systemOf } from './stop-system.ts';

/**
 * A reported incident is confirmed, dismissed, or merged into another.
 *
 * @throws Refused where somebody was faster, or the other is open no more
 */
export async function applyTriage(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  if (given.subject.version.state !== 'reported') throw notSo('no-longer-asked');
  switch (textIn(given.answers, 'verdict')) {
    case 'confirm':
      return confirm(ports, given);
    case 'dismiss':
      return dismiss(ports, given);
    case 'merge':
      return applyMerge(ports, given);
    default:
      throw new Error('The form let an unknown verdict pass');
  }
}

/**
 * Whoever confirms it leads it; where it is grave enough, its system is stopped with it. Where none
 * is known nothing is stopped, and nothing says that it was: `giveSystem` does both.
 */
async function confirm(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, task, answers, person } = given;
  const incident = contentOf(incidentType, subject);
  const reason = textIn(answers, 'reason');
  const severity = severityIn(textIn(answers, 'severity'));
  const stops =
    systemOf(subject) !== undefined &&
    (answers.use === 'suspended' || (await planStops(ports, given, severity)));
  const confirmed = await draftNext(ports, subject, given, {
    action: 'confirm',
    state: 'confirmed',
    content: {
      ...incident,
      ...begunAs(incident, answers),
      severity,
      severityBy: 'triage',
      owner: person,
      triage: {
        by: pin(task.head),
        at: ports.clock.now(),
        affected: textIn(answers, 'affected'),
        harm: listIn(answers, 'harm'),
        reason,
        use: stops ? 'suspended' : 'continues',
      },
    },
    reason,
  });
  if (!stops) return { versions: [confirmed] };
  const author = { actor: person, via: task.head.version.via, reason };
  const { versions: stopped, ...stop } = await draftStop(ports, subject, author);
  return {
    versions: [confirmed, ...stopped, ...(await draftHold(ports, confirmed.head, author))],
    ...stop,
  };
}

/** Whether the plan, as it stood when the task was put, stops a system for such an incident. */
async function planStops({ store }: ApplyPorts, { task }: WorkGiven, severity: Severity) {
  const { policy } = contentOf(taskType, task.head);
  return contentOf(responsePlan, await store.pinned(policy)).suspends.includes(severity);
}

/** Nothing of it: its causes are free, and what comes from now on opens another. */
async function dismiss(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, answers } = given;
  const dismissed = await draftNext(ports, subject, given, {
    action: 'dismiss',
    state: 'dismissed',
    content: contentOf(incidentType, subject),
    reason: textIn(answers, 'reason'),
  });
  return {
    versions: [dismissed],
    also: await freeingWrites(ports, subject, dismissed.head.version.time),
  };
}

/** When it really began, where whoever triages knows: what its signals say is only a claim. */
function begunAs(
  { detected }: IncidentContent,
  { happened }: WorkGiven['answers'],
): Partial<Pick<IncidentContent, 'happened'>> {
  if (typeof happened !== 'string') return {};
  if (happened > detected) throw notSo('after-it-was-detected', 'happened');
  return { happened };
}

function severityIn(value: string): Severity {
  const severity = SEVERITIES.find((each) => each === value);
  if (severity === undefined) throw new Error(`The form let the severity ${value} pass`);
  return severity;
}
