import { fact, type Gathered, type ReadRecords } from '../approvals/questions/question.ts';
import { contentOf } from '../records/content-of.ts';
import { type CorrectiveActionContent, correctiveAction } from '../records/corrective-action.ts';
import { incident as incidentType } from '../records/incident.ts';
import type { Sealed } from '../records/version.ts';
import type { Fact, FactDefinition } from '../tasks/facts.ts';
import { causeFacts, severityFact, typed } from './facts.ts';

/** What is known of a corrective action, and of the incident that it is to end. */
export const ACTION_FACTS: readonly FactDefinition[] = [
  { key: 'action', required: true },
  { key: 'effect', required: true },
  { key: 'done', required: false },
  { key: 'incident', required: false },
  { key: 'severity', required: false },
  { key: 'cause', required: false },
  { key: 'elsewhere', required: false },
];

export async function gatherAction(subject: Sealed, read: ReadRecords): Promise<Gathered> {
  const content = contentOf(correctiveAction, subject);
  const head = await read.load(content.incident);
  return {
    facts: [
      actionFact(subject, content),
      effectFact(subject, content),
      ...typed('done', subject, content.done?.how),
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
    ...causeFacts(head, incident),
  ];
}

/** What is to be done, by whom and when, or how it was done. */
export const actionFact = (
  head: Sealed,
  { text, due, owner, done }: CorrectiveActionContent,
): Fact =>
  fact('action', head, {
    say: 'action',
    text,
    state: head.version.state,
    due,
    owner,
    ...(done === undefined ? {} : { how: done.how }),
  });

/** When and by whom the effect is looked at, and what was found. */
export const effectFact = (
  head: Sealed,
  { text, effect, checked }: CorrectiveActionContent,
): Fact =>
  fact('effect', head, {
    say: 'effect',
    text,
    shownBy: effect.shownBy,
    state: head.version.state,
    due: effect.due,
    by: effect.by,
    ...(checked === undefined ? {} : { found: checked.found }),
  });
