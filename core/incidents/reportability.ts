import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import { regulatoryClock } from '../records/regulatory-clock.ts';
import { pin } from '../store/commit.ts';
import type { Head } from '../store/items.ts';
import { lookSoon } from '../waiting/look-soon.ts';
import { listIn, textIn } from '../work/answers.ts';
import type { ApplyPorts, WorkEffect, WorkGiven } from '../work/work.ts';
import { isRunning } from './clocks-of-incident.ts';
import { closeProofs } from './close-proofs.ts';
import { askedAnew, stillAnew } from './decide-anew.ts';
import { draftHold } from './hold-drafts.ts';
import { begunBy } from './moments.ts';
import { draftNext, withEvidence } from './next-version.ts';
import { notSo } from './not-so.ts';
import { hasEnded } from './pending.ts';
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
  const { decideAnew: _, ...incident } = contentOf(incidentType, subject);
  if (state === 'reported' || hasEnded(state)) throw notSo('no-longer-asked');
  const isReportable = textIn(answers, 'reportable') === 'yes';
  const duties = isReportable ? listIn(answers, 'duties') : [];
  const reason = textIn(answers, 'reason');
  const aware = incident.aware ?? (isReportable ? textIn(answers, 'aware') : undefined);
  const decided = await draftNext(ports, subject, given, {
    action: 'edit',
    // What is about to be closed is asked about anew: it is not what it was.
    state: state === 'in-closure' ? 'corrected' : state,
    content: {
      ...incident,
      ...stillAnew(contentOf(incidentType, subject), task),
      ...(aware === undefined ? {} : { aware, happened: begunBy(incident.happened, aware) }),
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
  const { versions: closed, ...told } = await closeProofs(ports, clocks);
  return { versions: [decided, ...clocks, ...held, ...closed], ...told };
}

/**
 * A report was sent, and that is proved: its clock is met, in time or late. Or it need not be sent,
 * as somebody says: it is decided anew whether its duty applies, and its clock runs meanwhile.
 *
 * @throws Refused
 */
export async function applyNotified(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, task, answers, person } = given;
  const incident = await ports.store.need(contentOf(regulatoryClock, subject).incident);
  if (textIn(answers, 'applies') === 'no') return applyDenied(ports, given, incident);
  const proof = textIn(answers, 'proof');
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

/** Whoever is to report says that the duty does not apply: who decides on that is asked again. */
async function applyDenied(
  ports: ApplyPorts,
  given: WorkGiven,
  incident: Head,
): Promise<WorkEffect> {
  const { subject, task, answers } = given;
  const { state } = incident.version;
  if (!isRunning(subject) || hasEnded(state)) throw notSo('no-longer-asked');
  const reason = textIn(answers, 'anewReason');
  const next = await draftNext(ports, incident, given, {
    action: 'edit',
    state: state === 'in-closure' ? 'corrected' : state,
    content: {
      ...contentOf(incidentType, incident),
      ...askedAnew(task, reason, ports.clock.now()),
    },
    links: await withEvidence(ports, incident.version.links, given),
    reason,
  });
  return { versions: [next], wakes: [incident.ref] };
}
