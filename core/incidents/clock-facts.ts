import { fact, type Gathered, type ReadRecords } from '../approvals/questions/question.ts';
import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import { type RegulatoryClockContent, regulatoryClock } from '../records/regulatory-clock.ts';
import type { Sealed } from '../records/version.ts';
import { type Fact, type FactDefinition, isSaying } from '../tasks/facts.ts';
import { harmFacts, reportabilityFact, severityFact, timesFact } from './facts.ts';

/** What is known of a duty to report, and of the incident that is to be reported. */
export const CLOCK_FACTS: readonly FactDefinition[] = [
  {
    key: 'clock',
    required: true,
    unfavourable: (value) => isSaying(value, 'clock') && value.state === 'breached',
  },
  { key: 'reported-to', required: true },
  { key: 'incident', required: false },
  { key: 'severity', required: false },
  { key: 'harm', required: false, unfavourable: true },
  { key: 'times', required: false },
  { key: 'reportability', required: false },
];

export async function gatherClock(subject: Sealed, read: ReadRecords): Promise<Gathered> {
  const content = contentOf(regulatoryClock, subject);
  const head = await read.load(content.incident);
  return {
    facts: [
      clockFact(subject, content),
      fact('reported-to', subject, content.reportedTo),
      ...(head === undefined ? [] : incidentFacts(head)),
    ],
    unknown: [],
  };
}

function incidentFacts(head: Sealed): readonly Fact[] {
  const incident = contentOf(incidentType, head);
  const { title, severity, happened } = incident;
  const { state } = head.version;
  return [
    fact('incident', head, { say: 'incident', title, severity, state, happened }),
    severityFact(head, incident),
    ...harmFacts(head, incident),
    timesFact(head, incident),
    ...reportabilityFact(head, incident),
  ];
}

/** A duty to report: until when, and whether it was met. */
export const clockFact = (head: Sealed, content: RegulatoryClockContent): Fact =>
  fact('clock', head, {
    say: 'clock',
    regime: content.regime,
    reference: content.reference,
    to: content.reportedTo,
    state: head.version.state,
    deadline: content.deadline,
    ...(content.notified === undefined
      ? {}
      : { sent: content.notified.sent, proof: content.notified.proof }),
  });
