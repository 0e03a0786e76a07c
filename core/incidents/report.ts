import type { Ref } from '../ids.ts';
import { aiSystem } from '../records/ai-system.ts';
import { contentOf } from '../records/content-of.ts';
import { correctiveAction } from '../records/corrective-action.ts';
import type { Pinned } from '../records/fields.ts';
import { incident as incidentType } from '../records/incident.ts';
import { model as modelType } from '../records/model.ts';
import { organisation as organisationType } from '../records/organisation.ts';
import { regulatoryClock } from '../records/regulatory-clock.ts';
import type { Sealed } from '../records/version.ts';
import { pin } from '../store/commit.ts';
import type { Instant } from '../time.ts';

/**
 * A report to an authority as far as the record can write it: what stands there, and what does not
 * and must be filled in. It is drafted, not sent, and names roles in the place of people.
 *
 * What a report says follows the duties that most have in common: EU AI Act Art. 73, GDPR Art.
 * 33(3), NIS2 Art. 23(4). Each authority has a form of its own.
 */
export interface ReportDraft {
  readonly duty: { readonly regime: string; readonly reference: string; readonly stage: string };
  readonly incident: string;
  readonly organisation: string;
  readonly sections: readonly ReportSection[];
  /** The versions that it was drafted from. */
  readonly sources: readonly Pinned[];
  readonly drafted: Instant;
}

export interface ReportSection {
  /** Its words are the pages'. */
  readonly key: string;
  readonly rows: readonly ReportRow[];
}

export interface ReportRow {
  readonly key: string;
  /** `undefined`: not on record, to be filled in before it is sent. */
  readonly value: ReportValue | undefined;
}

export type ReportValue =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'lines'; readonly lines: readonly string[] }
  | { readonly is: 'moment'; readonly at: Instant }
  /** Values of the record that the pages word, by what they are of. */
  | { readonly is: 'words'; readonly of: WordsOf; readonly values: readonly string[] }
  | { readonly is: 'parts'; readonly parts: readonly (readonly ReportRow[])[] };

export type WordsOf = 'severity' | 'harm' | 'cause' | 'method' | 'clock' | 'action' | 'use';

/** What a report is drafted from. */
export interface ReportMatter {
  readonly incident: Sealed;
  /** The clock of the duty. */
  readonly clock: Sealed;
  /** Clocks of other duties. */
  readonly others: readonly Sealed[];
  readonly actions: readonly Sealed[];
  readonly system: Sealed | undefined;
  readonly models: readonly Sealed[];
  readonly organisation: Sealed | undefined;
  /** What people are called by: the roles that they hold. */
  readonly roles: ReadonlyMap<Ref, string>;
  readonly now: Instant;
}

/** Drafts the report of a duty. Pure. */
export function draftReport(matter: ReportMatter): ReportDraft {
  const { incident, clock, others, actions, system, models, organisation, now } = matter;
  const { regime, reference, stage } = contentOf(regulatoryClock, clock);
  const asked = [incident, clock, system, ...models, ...actions, ...others];
  return {
    duty: { regime, reference, stage },
    incident: contentOf(incidentType, incident).title,
    organisation: organisation === undefined ? '' : contentOf(organisationType, organisation).name,
    sections: [
      dutySection(matter),
      reporterSection(matter),
      systemSection(matter),
      whatHappened(matter),
      whatWasDone(matter),
      why(matter),
      correction(matter),
      elsewhere(matter),
    ],
    sources: asked.filter((each) => each !== undefined).map(pin),
    drafted: now,
  };
}

const text = (said: string | undefined): ReportValue | undefined =>
  said === undefined || said === '' ? undefined : { is: 'text', text: said };

const moment = (at: Instant | undefined): ReportValue | undefined =>
  at === undefined ? undefined : { is: 'moment', at };

const lines = (all: readonly string[]): ReportValue | undefined =>
  all.length === 0 ? undefined : { is: 'lines', lines: all };

const words = (of: WordsOf, values: readonly string[]): ReportValue => ({
  is: 'words',
  of,
  values,
});

const row = (key: string, value: ReportValue | undefined): ReportRow => ({ key, value });

function dutySection({ clock, incident }: ReportMatter): ReportSection {
  const { regime, reference, stage, reportedTo, started, deadline } = contentOf(
    regulatoryClock,
    clock,
  );
  const { reportability } = contentOf(incidentType, incident);
  return {
    key: 'duty',
    rows: [
      row('regime', text(`${regime}, ${reference}`)),
      row('stage', text(stage)),
      row('to', text(reportedTo)),
      row('counts-from', moment(started)),
      row('deadline', moment(deadline)),
      row('state', words('clock', [clock.version.state])),
      row('decided', text(reportability?.reason)),
      row('authority-reference', undefined),
    ],
  };
}

function reporterSection({ organisation, clock, roles }: ReportMatter): ReportSection {
  const { owner } = contentOf(regulatoryClock, clock);
  const content = organisation && contentOf(organisationType, organisation);
  return {
    key: 'reporter',
    rows: [
      row('organisation', text(content?.name)),
      row('as', lines(content?.roles ?? [])),
      row('by', text(roles.get(owner))),
      row('contact', undefined),
    ],
  };
}

function systemSection({ system, models }: ReportMatter): ReportSection {
  const content = system && contentOf(aiSystem, system);
  return {
    key: 'system',
    rows: [
      row('system-name', text(content?.name)),
      row('system-version', text(system && String(system.version.version))),
      row('registration', undefined),
      row('purpose', text(content?.purpose)),
      row('tier', text(content && `${content.tier}: ${content.tierReason}`)),
      row('affected-by-design', lines((content?.affected ?? []).map(groupLine))),
      row('models', lines(models.map(modelLine))),
    ],
  };
}

const groupLine = ({ group, number, harm }: { group: string; number: string; harm: string }) =>
  `${group} (${number}): ${harm}`;

function modelLine(sealed: Sealed): string {
  const { name, release, intendedUse } = contentOf(modelType, sealed);
  return `${name} ${release}: ${intendedUse}`;
}

function whatHappened({ incident }: ReportMatter): ReportSection {
  const content = contentOf(incidentType, incident);
  const { triage } = content;
  return {
    key: 'happened',
    rows: [
      row('title', text(content.title)),
      row('description', text(content.closing?.summary ?? content.description)),
      row('when', moment(content.happened)),
      row('detected', moment(content.detected)),
      row('aware', moment(content.aware)),
      row('place', undefined),
      row('severity', words('severity', [content.severity])),
      row('harm', triage === undefined ? undefined : words('harm', triage.harm)),
      row('affected', text(triage?.affected)),
      ...(content.signals === 0 ? [] : [row('signals', text(String(content.signals)))]),
    ],
  };
}

function whatWasDone({ incident }: ReportMatter): ReportSection {
  const { triage, containment, closing } = contentOf(incidentType, incident);
  return {
    key: 'done',
    rows: [
      row('use', triage === undefined ? undefined : words('use', [triage.use])),
      row('contained', moment(containment?.at)),
      row('measures', text(containment?.what)),
      row('residual', text(containment?.residual)),
      row('repaired', moment(closing?.repaired)),
      row('told', text(closing?.told)),
    ],
  };
}

function why({ incident }: ReportMatter): ReportSection {
  const { analysis } = contentOf(incidentType, incident);
  return {
    key: 'why',
    rows: [
      row('cause', text(analysis?.cause)),
      row('cause-kind', analysis && words('cause', [analysis.kind])),
      row('method', analysis && words('method', [analysis.method])),
      row('elsewhere', text(analysis?.elsewhere)),
      row('reassess', text(analysis?.reassessReason)),
    ],
  };
}

function correction({ actions, roles }: ReportMatter): ReportSection {
  const parts = actions.map((sealed) => {
    const { text: what, due, owner, done, effect, checked } = contentOf(correctiveAction, sealed);
    return [
      row('action', text(what)),
      row('action-by', text(roles.get(owner))),
      row('action-state', words('action', [sealed.version.state])),
      row('due', moment(due)),
      ...(done === undefined ? [] : [row('how', text(done.how))]),
      row('effect-due', moment(effect.due)),
      ...(checked === undefined ? [] : [row('found', text(checked.found))]),
    ];
  });
  const value: ReportValue | undefined = parts.length === 0 ? undefined : { is: 'parts', parts };
  return { key: 'correction', rows: [row('actions', value)] };
}

function elsewhere({ others }: ReportMatter): ReportSection {
  const parts = others.map((sealed) => {
    const { regime, reference, reportedTo, deadline, notified } = contentOf(
      regulatoryClock,
      sealed,
    );
    return [
      row('regime', text(`${regime}, ${reference}`)),
      row('to', text(reportedTo)),
      row('state', words('clock', [sealed.version.state])),
      row('deadline', moment(deadline)),
      ...(notified === undefined ? [] : [row('sent', moment(notified.sent))]),
    ];
  });
  return {
    key: 'other-reports',
    rows: parts.length === 0 ? [] : [row('other', { is: 'parts', parts })],
  };
}

/** What is to be filled in before it is sent: keys of rows, in order. */
export const toFillIn = ({ sections }: ReportDraft): readonly string[] =>
  sections.flatMap(({ rows }) =>
    rows.filter(({ value }) => value === undefined).map(({ key }) => key),
  );
