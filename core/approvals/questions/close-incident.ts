import { actionFact, effectFact } from '../../incidents/action-facts.ts';
import { actionsOf } from '../../incidents/actions.ts';
import { clockFact } from '../../incidents/clock-facts.ts';
import { allReported, clocksOfIncident } from '../../incidents/clocks-of-incident.ts';
import {
  causeFacts,
  concerned,
  harmFacts,
  recursFacts,
  reportabilityFact,
  severityFact,
  timesFact,
  typed,
} from '../../incidents/facts.ts';
import { contentOf } from '../../records/content-of.ts';
import { correctiveAction } from '../../records/corrective-action.ts';
import { type IncidentContent, incident as incidentType } from '../../records/incident.ts';
import { regulatoryClock } from '../../records/regulatory-clock.ts';
import type { Sealed } from '../../records/version.ts';
import type { Fact } from '../../tasks/facts.ts';
import { fact, notOnRecord, type ReadRecords, type TaskKind } from './question.ts';

/** Is this incident over: contained, explained, corrected, and reported where it must be? */
export const closeIncident: TaskKind = {
  name: 'close-incident',
  about: { type: 'incident', transition: 'request-closure' },
  number: [{ key: 'reported-late', among: ['reported-late', 'reported'] }, { key: 'actions' }],
  facts: [
    { key: 'summary', required: true },
    { key: 'reported-late', required: false, unfavourable: true },
    { key: 'without-effect', required: false, unfavourable: true },
    { key: 'recurs', required: false, unfavourable: true },
    { key: 'residual', required: true, unfavourable: true },
    { key: 'times', required: true },
    { key: 'harm', required: true },
    { key: 'harmed', required: true },
    { key: 'severity', required: true },
    { key: 'severity-why', required: true },
    { key: 'reportability', required: true },
    { key: 'reported', required: false },
    { key: 'cause', required: true },
    { key: 'elsewhere', required: true },
    { key: 'actions', required: true },
    { key: 'effect', required: true },
    { key: 'reassess', required: true },
    { key: 'told', required: true },
    { key: 'lifts', required: false },
    { key: 'signals', required: true },
  ],
  async gather(subject, read) {
    const content = contentOf(incidentType, subject);
    const { closing, containment, triage } = content;
    // While a duty to report runs, or is to be decided anew, its decision is not carried out:
    // closure is asked of nobody.
    const isDecided = content.decideAnew === undefined;
    const reported = isDecided && (await allReported(read, subject));
    return {
      facts: [
        ...typed('summary', subject, closing?.summary),
        ...(await reportFacts(subject, read)),
        ...(await recursFacts(subject, read)),
        ...typed('residual', subject, containment?.residual),
        timesFact(subject, content),
        ...harmFacts(subject, content),
        ...typed('harmed', subject, closing?.harmed),
        severityFact(subject, content),
        ...typed('severity-why', subject, triage?.reason),
        ...(reported ? reportabilityFact(subject, content) : []),
        ...causeFacts(subject, content),
        ...(await actionFacts(subject, read)),
        ...reassessFacts(subject, content),
        ...typed('told', subject, closing?.told),
        ...(await liftedFacts(subject, content, read)),
        fact('signals', subject, { say: 'signals', count: content.signals }),
      ],
      unknown: notOnRecord({ 'risk-reassessed': true, 'told-proof': true }),
    };
  },
};

/** Every duty that applied, and when it was met; late ones first. */
async function reportFacts(subject: Sealed, read: ReadRecords): Promise<readonly Fact[]> {
  const clocks = await clocksOfIncident(read, subject);
  const facts = clocks.flatMap(({ clock }) =>
    clock === undefined ? [] : [clockFact(clock, contentOf(regulatoryClock, clock))],
  );
  const late = clocks.flatMap(({ clock }) =>
    clock?.version.state === 'met-late' ? clock.ref : [],
  );
  return facts
    .map((each) => ({ ...each, key: isOf(each, late) ? 'reported-late' : 'reported' }))
    .toSorted((a, b) => (a.key === b.key ? 0 : a.key === 'reported-late' ? -1 : 1));
}

const isOf = ({ source }: Fact, refs: readonly string[]): boolean =>
  'type' in source && refs.includes(`${source.type}/${source.id}`);

/** What was done, and what is known of its effect; what had none first. */
async function actionFacts(subject: Sealed, read: ReadRecords): Promise<readonly Fact[]> {
  const actions = await actionsOf(read, subject);
  const of = actions.map((head) => ({ head, content: contentOf(correctiveAction, head) }));
  const failed = ({ version: { state } }: Sealed) => state === 'ineffective';
  return [
    ...of
      .filter(({ head }) => failed(head))
      .map(({ head, content }) => ({ ...effectFact(head, content), key: 'without-effect' })),
    ...of.map(({ head, content }) => ({ ...actionFact(head, content), key: 'actions' })),
    ...of.filter(({ head }) => !failed(head)).map(({ head, content }) => effectFact(head, content)),
  ];
}

const reassessFacts = (subject: Sealed, { analysis }: IncidentContent): readonly Fact[] =>
  analysis === undefined
    ? []
    : [
        fact('reassess', subject, [
          { say: 'reassess', asked: analysis.reassess === 'asked' },
          analysis.reassessReason,
        ]),
      ];

/** What closing lifts: that records are held; a suspension stays until it is approved anew. */
async function liftedFacts(
  subject: Sealed,
  { triage, reportability }: IncidentContent,
  read: ReadRecords,
): Promise<readonly Fact[]> {
  const systems = await concerned(subject, 'concerns', read);
  const isHeld = triage?.use === 'suspended' || (reportability?.duties ?? []).length > 0;
  return systems.flatMap((system) => [
    ...(isHeld ? [fact('lifts', system, { say: 'lifts', what: 'hold', of: system.ref })] : []),
    ...(system.version.state === 'suspended'
      ? [fact('lifts', system, { say: 'lifts', what: 'suspension', of: system.ref })]
      : []),
  ]);
}
