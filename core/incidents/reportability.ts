import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import { regulatoryClock } from '../records/regulatory-clock.ts';
import { pin } from '../store/commit.ts';
import type { ApplyPorts, WorkEffect, WorkGiven } from '../work/work.ts';
import { listIn, textIn } from './answers.ts';
import { draftHold } from './hold-drafts.ts';
import { isBefore } from './moments.ts';
import { draftNext } from './next-version.ts';
import { notSo } from './not-so.ts';
import { hasEnded, lookSoon } from './pending.ts';
import { draftClocks, draftNotified } from './start-clocks.ts';

/**
 * Which duties to report apply is decided: their clocks start, from when somebody knew, and what
 * the incident concerns is held. None applying is a decision like any other.
 *
 * @throws Refused
 */
export async function applyReportability(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, task, answers, person } = given;
  const { state } = subject.version;
  const incident = contentOf(incidentType, subject);
  if (state === 'reported' || hasEnded(state)) throw notSo('no-longer-asked');
  const isReportable = textIn(answers, 'reportable') === 'yes';
  const duties = isReportable ? listIn(answers, 'duties') : [];
  const reason = textIn(answers, 'reason');
  const aware = incident.aware ?? (isReportable ? textIn(answers, 'aware') : undefined);
  if (aware !== undefined && isBefore(aware, incident.happened))
    throw notSo('before-it-happened', 'aware');
  const decided = await draftNext(ports, subject, given, {
    action: 'edit',
    // What is about to be closed is asked about anew: it is not what it was.
    state: state === 'in-closure' ? 'corrected' : state,
    content: {
      ...incident,
      ...(aware === undefined ? {} : { aware }),
      reportability: { by: pin(task.head), at: ports.clock.now(), duties, reason },
    },
    reason,
  });
  const clocks = await draftClocks(ports, {
    incident: subject,
    task,
    person,
    duties,
    // Without a duty nothing counts from it.
    aware: aware ?? ports.clock.now(),
    reason,
  });
  const author = { actor: person, via: task.head.version.via, reason };
  const held = duties.length === 0 ? [] : await draftHold(ports, decided.head, author);
  return { versions: [decided, ...clocks, ...held] };
}

/** A report was sent, and that is proved: its clock is met, in time or late. @throws Refused */
export async function applyNotified(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, task, answers, person } = given;
  const proof = textIn(answers, 'proof');
  const incident = await ports.store.need(contentOf(regulatoryClock, subject).incident);
  const versions = await draftNotified(ports, {
    clock: subject,
    task,
    person,
    sent: textIn(answers, 'sent'),
    proof,
    evidence: listIn(answers, 'evidence'),
    reason: proof,
  });
  const isOver = hasEnded(incident.version.state);
  return {
    versions,
    also: isOver ? [] : [lookSoon(incident, ports.clock.now())],
    wakes: isOver ? [] : [incident.ref],
  };
}
