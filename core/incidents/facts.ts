import {
  fact,
  factIfAny,
  type Gathered,
  type Line,
  type ReadRecords,
} from '../approvals/questions/question.ts';
import { aiSystem } from '../records/ai-system.ts';
import { contentOf } from '../records/content-of.ts';
import { type IncidentContent, incident as incidentType } from '../records/incident.ts';
import { model } from '../records/model.ts';
import type { Sealed } from '../records/version.ts';
import { wordsOf } from '../signals/signal.ts';
import type { Fact, FactDefinition } from '../tasks/facts.ts';
import { isSaying } from '../tasks/facts.ts';
import { millisecondsOf } from '../time.ts';

/** What is known of an incident, in the order in which whoever works on it needs it. */
export const INCIDENT_FACTS: readonly FactDefinition[] = [
  {
    key: 'severity',
    required: true,
    unfavourable: (value) =>
      isSaying(value, 'severity') && ['high', 'critical'].includes(value.severity),
  },
  { key: 'harm', required: false, unfavourable: true },
  { key: 'recurs', required: false, unfavourable: true },
  { key: 'residual', required: false, unfavourable: true },
  { key: 'description', required: false },
  { key: 'times', required: true },
  { key: 'signals', required: true },
  { key: 'called-by', required: false },
  { key: 'system', required: false },
  { key: 'model', required: false },
  { key: 'triage', required: false },
  { key: 'containment', required: false },
  { key: 'cause', required: false },
  { key: 'elsewhere', required: false },
  { key: 'reportability', required: false },
  { key: 'decide-anew', required: false },
];

/** Gathers what an incident says of itself, and what it concerns. */
export async function gatherIncident(subject: Sealed, read: ReadRecords): Promise<Gathered> {
  const content = contentOf(incidentType, subject);
  const system = await concerned(subject, 'concerns', read);
  const models = await concerned(subject, 'of-model', read);
  return {
    facts: [
      severityFact(subject, content),
      ...harmFacts(subject, content),
      ...(await recursFacts(subject, read)),
      ...typed('residual', subject, content.containment?.residual),
      ...typed('description', subject, content.description),
      timesFact(subject, content),
      fact('signals', subject, { say: 'signals', count: content.signals }),
      ...calledFact(subject, content),
      ...system.map(systemFact),
      ...models.map(modelFact),
      ...typed('triage', subject, content.triage?.reason),
      ...typed('containment', subject, content.containment?.what),
      ...causeFacts(subject, content),
      ...reportabilityFact(subject, content),
      ...typed('decide-anew', subject, content.decideAnew?.reason),
    ],
    unknown: notKnown(content, system.length > 0),
  };
}

/** What somebody typed, where they did. */
export const typed = (key: string, from: Sealed, text: string | undefined): readonly Fact[] =>
  text === undefined ? [] : [fact(key, from, text)];

export const severityFact = (subject: Sealed, { severity, severityBy }: IncidentContent): Fact =>
  fact('severity', subject, { say: 'severity', severity, by: severityBy });

/** Who was or may be harmed, and how. */
export const harmFacts = (subject: Sealed, { triage }: IncidentContent): readonly Fact[] =>
  factIfAny(
    'harm',
    subject,
    triage === undefined ? [] : [{ say: 'harm', harms: triage.harm }, triage.affected],
  );

/** The moments of an incident, each with how long after it happened. */
export function timesFact(subject: Sealed, content: IncidentContent): Fact {
  const { happened, detected, aware, triage, containment, closing } = content;
  const moments = [
    ['detected', detected],
    ['aware', aware],
    ['confirmed', triage?.at],
    ['contained', containment?.at],
    ['repaired', closing?.repaired],
  ] as const;
  return fact('times', subject, [
    { say: 'moment', what: 'happened', at: happened },
    ...moments.flatMap(([what, at]): Line[] =>
      at === undefined ? [] : [{ say: 'moment', what, at, after: minutesBetween(happened, at) }],
    ),
  ]);
}

const minutesBetween = (from: string, to: string) =>
  Math.max(0, Math.floor((millisecondsOf(to) - millisecondsOf(from)) / 60_000));

const calledFact = (subject: Sealed, { cause }: IncidentContent): readonly Fact[] =>
  factIfAny(
    'called-by',
    subject,
    cause === undefined
      ? []
      : [
          {
            say: 'called-by',
            by: cause.by,
            kind: cause.kind,
            fingerprint: wordsOf(cause.fingerprint),
          },
        ],
  );

/** Cause and method, and where else it could happen. */
export function causeFacts(subject: Sealed, { analysis }: IncidentContent): readonly Fact[] {
  if (analysis === undefined) return [];
  const { cause, kind, method, elsewhere } = analysis;
  return [
    fact('cause', subject, [{ say: 'cause-found', kind, method }, cause]),
    fact('elsewhere', subject, elsewhere),
  ];
}

/** Which duties to report somebody decided apply, and why. */
export const reportabilityFact = (
  subject: Sealed,
  { reportability }: IncidentContent,
): readonly Fact[] =>
  factIfAny(
    'reportability',
    subject,
    reportability === undefined
      ? []
      : [{ say: 'reportable', duties: reportability.duties.length }, reportability.reason],
  );

function systemFact(head: Sealed): Fact {
  const { name, tier } = contentOf(aiSystem, head);
  return fact('system', head, [name, { say: 'tier', tier }]);
}

function modelFact(head: Sealed): Fact {
  const { name, release, intendedUse } = contentOf(model, head);
  const { state } = head.version;
  return fact('model', head, { say: 'model', name, release, use: intendedUse, state });
}

/** The incident of the same cause that was closed within the year before. */
export async function recursFacts(subject: Sealed, read: ReadRecords): Promise<readonly Fact[]> {
  const [earlier] = await concerned(subject, 'recurs-from', read);
  if (earlier === undefined) return [];
  const { title, severity, happened } = contentOf(incidentType, earlier);
  const { state } = earlier.version;
  return [fact('recurs', earlier, { say: 'incident', title, severity, state, happened })];
}

/** The records that an incident points to by a relation, as they stand. */
export async function concerned(
  { version }: Sealed,
  rel: string,
  read: ReadRecords,
): Promise<readonly Sealed[]> {
  const links = version.links.filter((link) => link.rel === rel);
  const heads = await Promise.all(links.map(({ to }) => read.load(to)));
  return heads.filter((head) => head !== undefined);
}

function notKnown(content: IncidentContent, hasSystem: boolean): Gathered['unknown'] {
  const what = [
    ...(hasSystem ? [] : ['system']),
    ...(content.triage === undefined ? ['harm'] : []),
    ...(content.analysis === undefined ? ['cause'] : []),
    ...(content.reportability === undefined ? ['reportability'] : []),
  ];
  return what.length === 0 ? [] : [{ say: 'not-on-record', what }];
}
