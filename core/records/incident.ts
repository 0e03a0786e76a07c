import * as z from 'zod';
import { SEVERITIES } from '../signals/severity.ts';
import { MAX_FINGERPRINT_CHARS } from '../signals/signal.ts';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** What may have been harmed (EU AI Act Art. 3(49); NIST AI RMF, kinds of harm). */
export const HARMS = [
  'none',
  'health',
  'death',
  'rights',
  'property',
  'environment',
  'infrastructure',
  'privacy',
  'discrimination',
  'financial',
  'reputation',
] as const;

/** How a cause was found. */
export const METHODS = ['five-whys', 'fishbone', 'fault-tree', 'timeline', 'experiment'] as const;

/** How a cause works: a person's mistake alone explains nothing, so it is none of these. */
export const CAUSE_KINDS = [
  'data',
  'model',
  'software',
  'infrastructure',
  'supplier',
  'process',
  'design-of-oversight',
  'instructions-and-training',
  'misuse',
  'attack',
  'change',
] as const;

/** How many signals of its cause fell into a window (bytes.md, Signals). */
const window = () =>
  z.strictObject({
    /** Its start. */
    window: f.instant(),
    total: z.int().min(1),
    /** SHA-256 of the list of batches in evidence. */
    batches: f.hex(),
  });

const triage = () =>
  z.strictObject({
    by: f.pinned('task'),
    at: f.instant(),
    /** Who is or may be affected, and how many, in words. */
    affected: f.text(1000),
    harm: z.array(z.enum(HARMS)).min(1).max(HARMS.length),
    reason: f.text(),
    /** Whether its system is taken out of use at once. */
    use: z.enum(['continues', 'suspended']),
  });

const containment = () =>
  z.strictObject({ by: f.pinned('task'), at: f.instant(), what: f.text(), residual: f.text() });

const analysis = () =>
  z.strictObject({
    by: f.pinned('task'),
    at: f.instant(),
    cause: f.text(),
    kind: z.enum(CAUSE_KINDS),
    method: z.enum(METHODS),
    /** Where else it could happen, and whether that was looked at. */
    elsewhere: f.text(2000),
    /** Whether the system's risks are to be assessed anew, and why or why not. */
    reassess: z.enum(['asked', 'not-needed']),
    reassessReason: f.text(2000),
  });

/** Which duties to report apply is somebody's reasoned decision; none is one, too. */
const reportability = () =>
  z.strictObject({
    by: f.pinned('task'),
    at: f.instant(),
    /** Ids of the catalogue's clocks; empty: not reportable. */
    duties: z.array(f.line(60)).max(20),
    reason: f.text(),
  });

/** That it is to be decided anew, and why: until it was. */
const decideAnew = () =>
  z.strictObject({ by: f.pinned('task'), at: f.instant(), reason: f.text(2000) });

const closing = () =>
  z.strictObject({
    by: f.pinned('task'),
    at: f.instant(),
    /** What happened, in one sentence. */
    summary: f.line(500),
    repaired: f.instant(),
    /** Who was harmed, and whether it was made good. */
    harmed: f.text(2000),
    /** Whether users and affected people were told, when and how; or why not. */
    told: f.text(2000),
  });

/** Something that went wrong with AI, from its report to its closure (8.1, 10.2, A.8.4). */
export const incident = defineType({
  name: 'incident',
  title: 'Incident',
  about: 'Something that went wrong with AI, from its report to its closure (10.2, A.8.4).',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: (personal) =>
    z.strictObject({
      title: f.line(),
      description: f.text().optional(),
      /** What signals called for it; absent where a person recorded it by itself. */
      cause: z
        .strictObject({
          digest: f.hex(),
          kind: f.line(60),
          fingerprint: z.string().min(1).max(MAX_FINGERPRINT_CHARS),
          /** Which threshold they crossed. */
          by: z.enum(['severity', 'count', 'rate']),
        })
        .optional(),
      /** By rule from its signals, until somebody has looked. */
      severity: z.enum(SEVERITIES),
      severityBy: z.enum(['rule', 'triage']),
      /**
       * When it happened first, as its signals claim until somebody says otherwise; and when a
       * signal of it first reached us.
       */
      happened: f.instant(),
      detected: f.instant(),
      /** When we knew that duties to report may apply: set once, never moved. */
      aware: f.instant().optional(),
      /** Windows that are over, oldest first, and all that was ever counted then. */
      windows: z.array(window()).max(200),
      signals: z.int().min(0),
      /** Who leads it: whoever confirmed it. */
      owner: f.ref('person').optional(),
      tier: f.tier().optional(),
      triage: triage().optional(),
      containment: containment().optional(),
      analysis: analysis().optional(),
      reportability: reportability().optional(),
      decideAnew: decideAnew().optional(),
      closing: closing().optional(),
      /** Who reported it: erasable. */
      reporter: z
        .strictObject({
          name: personal(f.line()).optional(),
          contact: personal(f.line()).optional(),
        })
        .optional(),
    }),
  states: [
    'reported',
    'confirmed',
    'contained',
    'explained',
    'correcting',
    'corrected',
    'in-closure',
    'closed',
    'dismissed',
    'merged',
    'retired',
  ],
  initial: 'reported',
  approved: ['closed'],
  edited: { 'in-closure': 'corrected', closed: 'corrected' },
  transitions: {
    confirm: { title: 'Is confirmed', from: ['reported'], to: 'confirmed', by: 'workflow' },
    dismiss: { title: 'Is dismissed', from: ['reported'], to: 'dismissed', by: 'workflow' },
    merge: { title: 'Is merged into another', from: ['reported'], to: 'merged', by: 'workflow' },
    contain: { title: 'Is contained', from: ['confirmed'], to: 'contained', by: 'workflow' },
    explain: { title: 'Is explained', from: ['contained'], to: 'explained', by: 'workflow' },
    plan: {
      title: 'Is being corrected',
      from: ['explained', 'correcting', 'corrected', 'in-closure'],
      to: 'correcting',
      by: 'workflow',
    },
    correct: { title: 'Is corrected', from: ['correcting'], to: 'corrected', by: 'workflow' },
    summarise: { title: 'Is summed up', from: ['corrected'], to: 'corrected', by: 'workflow' },
    'request-closure': {
      title: 'Asks to be closed',
      from: ['corrected'],
      to: 'in-closure',
      by: 'people',
      asks: { granted: 'close', refused: 'send-back' },
    },
    close: { title: 'Is closed', from: ['in-closure'], to: 'closed', by: 'approval' },
    'send-back': { title: 'Goes back', from: ['in-closure'], to: 'corrected', by: 'workflow' },
  },
  links: {
    concerns: { to: ['ai-system'], title: 'Concerns', most: 1 },
    'of-model': { to: ['model'], title: 'Of model', pinned: true },
    'of-risk': { to: ['risk'], title: 'Of risk' },
    'merged-into': { to: ['incident'], title: 'Merged into', most: 1 },
    merges: { to: ['incident'], title: 'Takes in' },
    'recurs-from': { to: ['incident'], title: 'Recurs from', most: 1 },
    'proved-by': { to: ['evidence'], title: 'Proved by' },
  },
  summary: (content) => ({
    label: content.title,
    ...(content.owner === undefined ? {} : { owner: content.owner }),
    ...(content.tier === undefined ? {} : { tier: content.tier }),
  }),
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-0000000000f1',
    content: {
      title: 'Drift of the applicants\' income: alarm "credit-scorecard-drift"',
      cause: {
        digest: 'c'.repeat(64),
        kind: 'drift',
        fingerprint: 'credit-scorecard-drift',
        by: 'severity',
      },
      severity: 'high',
      severityBy: 'rule',
      happened: '2026-11-24T08:59:00.000Z',
      detected: '2026-11-24T09:00:02.000Z',
      windows: [],
      signals: 0,
      tier: 'high',
    },
    links: [{ rel: 'concerns', to: 'ai-system/credit-scoring' }],
  },
});

export type IncidentContent = z.output<ReturnType<typeof incident.stored>>;
