import * as z from 'zod';
import { MAX_REASON_CHARS, MAX_SEATS } from '../limits.ts';
import { DUTIES, exception, LIFTABLE, SHOWS } from './approval-policy.ts';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** What a person may answer to a question put to them. */
export const CHOICES = [
  'approve',
  'approve-with-conditions',
  'reject',
  'pass-on',
  'conflict-of-interest',
] as const;

/** Who sits on a seat, in turn: a delegation or an escalation begins a new round. */
const round = () =>
  z.strictObject({
    person: f.ref('person'),
    task: f.ref('task'),
    since: f.instant(),
    why: z.enum(['seated', 'delegated', 'absent', 'escalated', 'conflict', 'unreachable', 'left']),
    by: f.ref('person', 'service').optional(),
    reason: f.text(MAX_REASON_CHARS).optional(),
  });

const seat = () =>
  z.strictObject({
    id: z.string().regex(/^s[1-9][0-9]?$/),
    /** The role or the person that the policy seats here. */
    of: f.ref('role', 'person'),
    rounds: z.array(round()).min(1).max(20),
    /** The answer that counts: the closing version of the task of the last round. */
    answer: z
      .strictObject({
        choice: z.enum(CHOICES),
        by: f.ref('person'),
        at: f.instant(),
        task: f.pinned('task'),
      })
      .optional(),
  });

const stage = () =>
  z.strictObject({
    name: f.line(60),
    quorum: z.int().min(1).max(MAX_SEATS),
    identity: z.enum(['link', 'signed-in']),
    opened: f.instant().optional(),
    deadline: f.instant().optional(),
    /** When whoever has not answered is relieved, by whom; `done` once that was looked at. */
    escalation: z
      .strictObject({ at: f.instant(), to: f.ref('role', 'person'), done: f.instant().optional() })
      .optional(),
    shows: z.enum(SHOWS).optional(),
    seats: z.array(seat()).max(MAX_SEATS),
    closed: z
      .strictObject({ at: f.instant(), result: z.enum(['granted', 'refused', 'lapsed']) })
      .optional(),
  });

/** A promise that an approval rests on; missing it lapses what it names. */
const condition = () =>
  z.strictObject({
    id: z.string().regex(/^c[1-9][0-9]?$/),
    text: f.text(1000),
    owner: f.ref('person'),
    due: f.instant(),
    lapses: f.text(500),
    setBy: f.pinned('task'),
  });

const question = () =>
  z.strictObject({
    id: z.string().regex(/^q[1-9][0-9]?$/),
    by: f.ref('person'),
    asked: f.instant(),
    text: f.text(MAX_REASON_CHARS),
    answer: z
      .strictObject({
        by: f.ref('person'),
        at: f.instant(),
        text: f.text(MAX_REASON_CHARS),
      })
      .optional(),
  });

/** How an approval ended, and why in words where somebody gave them. */
const outcome = () =>
  z.strictObject({
    result: z.enum(['granted', 'refused', 'lapsed', 'void', 'withdrawn']),
    at: f.instant(),
    reason: f.text(MAX_REASON_CHARS).optional(),
  });

/** Stages of seats over one exact version of one record. Only `effective` counts as approved. */
export const approval = defineType({
  name: 'approval',
  title: 'Approval',
  about: 'Stages of seats over one exact version of one record, with a quorum a stage.',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: () =>
    z.strictObject({
      /** Kind of question, as the contract of the workflow names it. */
      kind: f.typeName(),
      subject: f.pinned(),
      label: f.line(),
      asked: f.instant(),
      transition: z.strictObject({
        asked: f.line(32),
        granted: f.line(32),
        refused: f.line(32),
      }),
      policy: f.pinned('approval-policy'),
      requester: f.ref('person', 'service'),
      /** People who may not decide, each with the duty that keeps them apart. */
      excluded: z.array(z.strictObject({ person: f.ref('person'), duty: z.enum(DUTIES) })).max(100),
      /** Exceptions of the policy that were used to fill seats. */
      exceptions: z.array(exception()).max(LIFTABLE.length),
      stages: z.array(stage()).min(1).max(5),
      conditions: z.array(condition()).max(20),
      questions: z.array(question()).max(50),
      outcome: outcome().optional(),
    }),
  states: ['open', 'decided', 'effective', 'rejected', 'lapsed', 'void', 'withdrawn', 'retired'],
  initial: 'open',
  transitions: {
    decide: {
      title: 'Is decided',
      from: ['open'],
      to: 'decided',
      by: 'workflow',
      mayLackReason: true,
    },
    answer: {
      title: 'Is answered',
      from: ['open'],
      to: 'open',
      by: 'workflow',
      mayLackReason: true,
    },
    seat: {
      title: 'Is seated',
      from: ['open'],
      to: 'open',
      by: 'workflow',
      mayLackReason: true,
    },
    ask: { title: 'Is asked about', from: ['open'], to: 'open', by: 'workflow' },
    clarify: { title: 'Is clarified', from: ['open'], to: 'open', by: 'workflow' },
    grant: { title: 'Takes effect', from: ['decided'], to: 'effective', by: 'workflow' },
    refuse: { title: 'Ends as refused', from: ['decided'], to: 'rejected', by: 'workflow' },
    lapse: { title: 'Lapses', from: ['open'], to: 'lapsed', by: 'workflow' },
    void: { title: 'Is void', from: ['open', 'decided'], to: 'void', by: 'workflow' },
    withdraw: { title: 'Is withdrawn', from: ['open'], to: 'withdrawn', by: 'workflow' },
  },
  links: { about: { to: [], title: 'About', most: 1, pinned: true } },
  summary: (content) => ({ label: content.label }),
  rules: (content, state) => {
    const ended = state !== 'open' && state !== 'decided';
    if (ended === (content.outcome !== undefined)) return [];
    return [
      { path: '/outcome', message: `stands exactly in an approval that ended, not ${state}` },
    ];
  },
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-00000000000a',
    content: {
      kind: 'approve-policy',
      subject: { type: 'policy', id: 'ai-policy', version: 2, digest: 'a'.repeat(64) },
      label: 'AI policy',
      asked: '2026-11-24T09:00:00.000Z',
      transition: { asked: 'request-approval', granted: 'approve', refused: 'send-back' },
      policy: {
        type: 'approval-policy',
        id: 'policy-request-approval',
        version: 2,
        digest: 'b'.repeat(64),
      },
      requester: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      excluded: [{ person: 'person/01936b2c-7b1e-7c3a-9f00-000000000002', duty: 'requester' }],
      exceptions: [],
      stages: [
        {
          name: 'Executive',
          quorum: 1,
          identity: 'link',
          opened: '2026-11-24T09:00:00.000Z',
          deadline: '2026-11-29T09:00:00.000Z',
          seats: [
            {
              id: 's1',
              of: 'role/chief-risk-officer',
              rounds: [
                {
                  person: 'person/01936b2c-7b1e-7c3a-9f00-000000000001',
                  task: 'task/01936b2c-7b1e-7c3a-9f00-00000000000a-1-s1-1',
                  since: '2026-11-24T09:00:00.000Z',
                  why: 'seated',
                },
              ],
            },
          ],
        },
      ],
      conditions: [],
      questions: [],
    },
    links: [{ rel: 'about', to: 'policy/ai-policy', version: 2, digest: 'a'.repeat(64) }],
  },
});

export type ApprovalContent = z.output<ReturnType<typeof approval.stored>>;
