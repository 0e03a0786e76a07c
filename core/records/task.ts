import * as z from 'zod';
import { MAX_REASON_CHARS } from '../limits.ts';
import { CHOICES } from './approval.ts';
import { DUTIES } from './approval-policy.ts';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/**
 * What a task may be answered: a vote as the approval counts it, the answer to a question, that a
 * condition is fulfilled, or the filled form of a piece of work.
 */
export const TASK_CHOICES = [...CHOICES, 'answer', 'fulfil', 'submit'] as const;

/** Why a task is open no more. */
const CLOSED_WHY = [
  'decided',
  'no-longer-needed',
  'lapsed',
  'void',
  'withdrawn',
  'passed-on',
  'escalated',
  'unreachable',
  'left',
] as const;

/**
 * Its place: a seat (`s1`), a question (`q1`) or a condition (`c1`) of the approval, or a piece of
 * work (`w1`) of whatever else it belongs to.
 */
const PLACE = /^[sqcw][1-9][0-9]?$/;

/** What a form of work may hold, by the keys of its fields (`core/work/form.ts`). */
const answers = () =>
  z.record(
    z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
    z.union([
      f.text(MAX_REASON_CHARS),
      z.array(f.line(500)).max(50),
      z.array(z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/), f.text(1000))).max(20),
    ]),
  );

/** The closing answer (bytes.md, "Decision"). */
const decision = (personal: <S extends z.ZodType>(schema: S) => z.ZodType) =>
  z.strictObject({
    choice: z.enum(TASK_CHOICES),
    comment: f.text(MAX_REASON_CHARS).optional(),
    conditions: z
      .array(
        z.strictObject({
          text: f.text(1000),
          owner: f.ref('person'),
          due: f.instant(),
          lapses: f.text(500),
        }),
      )
      .max(20)
      .optional(),
    /** The filled form of a piece of work: what came of it stands in the record it belongs to. */
    answers: answers().optional(),
    /** Digest of the facts that were shown. */
    facts: f.hex(),
    /** When the page was opened, as the form reports it: a claim. */
    opened: f.instant().optional(),
    /** To whom a `pass-on` goes. */
    passedTo: f.ref('person').optional(),
    /** Until when all that comes goes to them as well: a standing delegation. */
    absentUntil: f.instant().optional(),
    policy: f.pinned('approval-policy', 'response-plan', 'assessment-plan', 'review-plan'),
    /** The name as the decider typed it. */
    signature: personal(f.line()),
    subject: f.pinned(),
  });

/** A question put to one person. Its closing version is the decision. */
export const task = defineType({
  name: 'task',
  title: 'Task',
  about: 'A question put to one person: approve, assess, review, attest, triage.',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: (personal) =>
    z.strictObject({
      /** Kind of question, as the contract of the workflow names it. */
      kind: f.typeName(),
      /** The record whose gate this task belongs to, the gate, and its place there. */
      of: f.ref(
        'approval',
        'incident',
        'regulatory-clock',
        'corrective-action',
        'risk-assessment',
        'treatment',
        'review',
      ),
      gate: f.line(60),
      seat: z.string().regex(PLACE),
      round: z.int().min(1).max(20),
      person: f.ref('person'),
      /** In which capacity: the role, or the person whom the policy names. */
      capacity: f.ref('role', 'person'),
      /** The question put to whoever asked for approval, or the condition to be fulfilled. */
      asks: f.text(MAX_REASON_CHARS).optional(),
      requester: f.ref('person', 'service'),
      label: f.line(),
      subject: f.pinned(),
      policy: f.pinned('approval-policy', 'response-plan', 'assessment-plan', 'review-plan'),
      identity: z.enum(['link', 'signed-in']),
      opened: f.instant(),
      deadline: f.instant(),
      reminders: z.array(f.instant()).max(5),
      minimumReadingSeconds: z.int().min(0),
      facts: f.hex(),
      /** What the person is independent of, as the server found it when the seat was filled. */
      independentOf: z.array(z.enum(DUTIES)).max(DUTIES.length),
      /** The version on which this person decided before. */
      decidedBefore: f.pinned().optional(),
      /** Codes of an older epoch are dead: delegating, revoking and closing raise it. */
      epoch: z.int().min(1),
      decision: decision(personal).optional(),
      closed: z
        .strictObject({
          at: f.instant(),
          why: z.enum(CLOSED_WHY),
        })
        .optional(),
    }),
  states: ['open', 'decided', 'closed', 'retired'],
  initial: 'open',
  transitions: {
    decide: {
      title: 'Is decided',
      // Whoever owns a condition that was missed may still say that it is fulfilled.
      from: ['open', 'closed'],
      to: 'decided',
      by: 'workflow',
      mayLackReason: true,
    },
    refresh: {
      title: 'Is shown facts that moved',
      from: ['open'],
      to: 'open',
      by: 'workflow',
      mayLackReason: true,
    },
    miss: { title: 'Is overdue', from: ['open'], to: 'open', by: 'workflow' },
    close: { title: 'Is closed', from: ['open'], to: 'closed', by: 'workflow' },
  },
  links: {},
  summary: (content) => ({ label: content.label, person: content.person }),
  rules: (content, state) => {
    if ((state === 'open') === (content.closed === undefined)) return [];
    return [{ path: '/closed', message: `stands exactly in a task that is not open (${state})` }];
  },
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-00000000000a-1-s1-1',
    content: {
      kind: 'approve-policy',
      of: 'approval/01936b2c-7b1e-7c3a-9f00-00000000000a',
      gate: 'stage-1',
      seat: 's1',
      round: 1,
      person: 'person/01936b2c-7b1e-7c3a-9f00-000000000001',
      capacity: 'role/chief-risk-officer',
      requester: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      label: 'AI policy',
      subject: { type: 'policy', id: 'ai-policy', version: 2, digest: 'a'.repeat(64) },
      policy: {
        type: 'approval-policy',
        id: 'policy-request-approval',
        version: 2,
        digest: 'b'.repeat(64),
      },
      identity: 'link',
      opened: '2026-11-24T09:00:00.000Z',
      deadline: '2026-11-29T09:00:00.000Z',
      reminders: ['2026-11-27T09:00:00.000Z'],
      minimumReadingSeconds: 60,
      facts: 'c'.repeat(64),
      independentOf: ['requester', 'last-editor', 'owner'],
      epoch: 1,
    },
    links: [],
  },
});

export type TaskContent = z.output<ReturnType<typeof task.stored>>;
