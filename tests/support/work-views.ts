import type { Field } from '#core/work/field.ts';
import type { WorkMailView, WorkReceiptMailView } from '#functions/pages/mail/work-views.ts';
import type { WorkClosedView, WorkReceiptView, WorkView } from '#functions/pages/work-views.ts';
import { factsDigest, ingrid, jonas, mari, organisation, reader, subject } from './view-matter.ts';

/** View models of one believable incident, with fixed values. */

const incident = { ...subject, kind: 'incident', name: 'Income of applicants drifts', version: 1 };
const CONFIRMED = { key: 'verdict', is: ['confirm'] };
const text = (key: string): Field => ({ kind: 'text', key, required: true, most: 4000, lines: 4 });

/** The form of triage, as its kind makes it. */
export const triageFields: readonly Field[] = [
  {
    kind: 'one-of',
    key: 'verdict',
    required: true,
    options: [{ value: 'confirm' }, { value: 'dismiss' }, { value: 'merge' }],
  },
  {
    kind: 'one-of',
    key: 'severity',
    required: true,
    only: CONFIRMED,
    options: [{ value: 'low' }, { value: 'high' }],
  },
  {
    kind: 'some-of',
    key: 'harm',
    required: true,
    only: CONFIRMED,
    options: [{ value: 'rights' }, { value: 'financial' }],
  },
  { ...text('affected'), only: CONFIRMED },
  {
    kind: 'one-of',
    key: 'mergeInto',
    required: true,
    only: { key: 'verdict', is: ['merge'] },
    options: [{ value: 'incident/other', label: 'Income of applicants from abroad' }],
  },
  text('reason'),
];

/** A form of rows, times and evidence: no kind asks for all of it. */
export const planFields: readonly Field[] = [
  {
    kind: 'rows',
    key: 'actions',
    required: true,
    most: 8,
    of: [
      { kind: 'text', key: 'text', required: true, most: 1000, lines: 2 },
      { kind: 'person', key: 'owner', required: true },
      { kind: 'day', key: 'due', required: true, when: 'future' },
    ],
  },
  { kind: 'moment', key: 'contained', required: false, when: 'past' },
  { kind: 'evidence', key: 'evidence', required: false, most: 10 },
];

export function aWork(changes: Partial<WorkView> = {}): WorkView {
  return {
    organisation,
    reader,
    subject: incident,
    kind: 'triage-incident',
    code: 'K7QD-3M9X-V2HT-8RWB-5ZNE',
    factsDigest,
    gathered: '2026-11-24T09:01:00.000Z',
    opened: '2026-11-24T09:30:00.000Z',
    person: { ...ingrid, name: 'Ingrid S.' },
    deadline: '2026-11-24T13:01:00.000Z',
    late: false,
    escalates: true,
    plan: { name: 'Response to incidents with AI', version: 2 },
    before: { by: jonas, why: 'passed-on', reason: 'I am on leave from tomorrow' },
    facts: [
      {
        key: 'severity',
        label: 'Severity',
        value: 'High, by rule, from its signals',
        source: { label: 'Incident 01936b2c, version 1' },
        asOf: '2026-11-24T09:01:00.000Z',
        unfavourable: true,
      },
      {
        key: 'times',
        label: 'When',
        value: [{ text: 'Happened: Tue 24 November 2026, 09:59 CET' }, { text: 'Detected: 10:00' }],
        source: { label: 'Incident 01936b2c, version 1' },
        asOf: '2026-11-24T09:01:00.000Z',
      },
    ],
    scores: [],
    unknown: ['Whether anybody was harmed.'],
    identity: 'link',
    fields: triageFields,
    people: [jonas, mari],
    colleagues: [jonas, mari],
    posted: {},
    ...changes,
  };
}

/** Everything typed, and everything wrong with it. */
export const aWorkToCorrect = (changes: Partial<WorkView> = {}): WorkView =>
  aWork({
    posted: {
      'w-verdict': 'confirm',
      'w-harm-rights': 'yes',
      'w-affected': 'About forty applicants\nof October',
      'w-reason': 'The check fails in both quarters',
      comment: 'Not mine',
      signature: 'Ingrid',
    },
    problems: {
      common: [
        { field: 'signature', problem: 'not-your-name' },
        { field: 'passTo', problem: 'missing' },
      ],
      fields: [
        { field: 'severity', problem: 'missing' },
        { field: 'affected', problem: 'credential' },
      ],
      refused: { say: 'no-longer-asked', text: 'This has been answered, or is asked no more' },
    },
    ...changes,
  });

/** The form of rows, with a mistake in the second. */
export const aPlanToCorrect = (changes: Partial<WorkView> = {}): WorkView =>
  aWork({
    kind: 'plan-correction',
    fields: planFields,
    late: true,
    posted: { 'w-actions-2-text': 'Refit the scorecard', 'w-actions-2-due': '2026-11-01' },
    problems: {
      common: [],
      fields: [
        { field: 'actions', row: 2, sub: 'owner', problem: 'missing' },
        { field: 'actions', row: 2, sub: 'due', problem: 'past' },
        { field: 'contained', problem: 'future' },
      ],
      refused: { say: 'same-person', text: 'Not the same', field: 'actions', row: 2 },
    },
    ...changes,
  });

export function aWorkReceipt(changes: Partial<WorkReceiptView> = {}): WorkReceiptView {
  return {
    organisation,
    reader,
    subject: incident,
    kind: 'triage-incident',
    person: { ...ingrid, name: 'Ingrid S.' },
    answers: [
      { label: 'What is it?', values: ['It is real'] },
      { label: 'What was or may be harmed?', values: ['Fundamental rights', 'Money'] },
      { label: 'Why do you judge it so?', values: ['The check fails\nin both quarters'] },
    ],
    decided: '2026-11-24T10:00:00.000Z',
    identified: 'link',
    factsDigest,
    decision: { task: 'task/01936b2c-triage-w1-1', version: 2, digest: factsDigest },
    place: { origin: 'halden.example/assent/production', index: 418 },
    checkpoint: { size: 419, note: 'halden.example/assent/production\n419\nAbC=\n' },
    ...changes,
  };
}

export const aPassedReceipt = (): WorkReceiptView =>
  aWorkReceipt({ answers: [], passedTo: jonas, comment: 'I am on leave from tomorrow' });

export const aClosedWork = (changes: Partial<WorkClosedView> = {}): WorkClosedView => ({
  organisation,
  reader,
  subject: incident,
  reason: 'escalated',
  at: '2026-11-24T13:02:00.000Z',
  ...changes,
});

export function aWorkMail(changes: Partial<WorkMailView> = {}): WorkMailView {
  const { kind, deadline, escalates, person } = aWork();
  return {
    organisation,
    reader,
    subject: incident,
    kind,
    deadline,
    escalates,
    person: { ...person, capacity: 'Chief Risk Officer of the Nordic Business' },
    before: { by: jonas, why: 'passed-on', reason: 'I am on leave from tomorrow' },
    number: { label: 'Signals counted', text: '1204 signals in hours that are over' },
    base: 'https://assent.halden.example',
    code: 'K7QD-3M9X-V2HT-8RWB-5ZNE',
    replyTo: 'Jonas Berge',
    ...changes,
  };
}

export const aWorkReminder = (overdue = false): WorkMailView =>
  aWorkMail({ reminded: { asked: '2026-11-24T09:01:00.000Z', overdue } });

export const aWorkReceiptMail = (changes: Partial<WorkReceiptView> = {}): WorkReceiptMailView => ({
  ...aWorkReceipt(changes),
  link: { base: 'https://assent.halden.example', code: 'K7QD-3M9X-V2HT-8RWB-5ZNE' },
});
