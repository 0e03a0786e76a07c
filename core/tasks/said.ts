import * as z from 'zod';
import { once } from '../once.ts';
import { CHOICES } from '../records/approval.ts';
import { LIFTABLE } from '../records/approval-policy.ts';
import * as f from '../records/fields.ts';
import { SEVERITIES } from '../signals/severity.ts';

const word = () => z.string();
const day = () => z.iso.date();

/**
 * What we say ourselves in a fact: a key and its parameters, so that each reader reads it in their
 * own language, while what is frozen is the same for everybody. What people typed stands in the
 * parameters as they typed it. A key, once frozen somewhere, keeps its meaning and its parameters;
 * more may be added, each optional.
 */
const saidSchema = once(() =>
  z.discriminatedUnion('say', [
    // What changed since the version that was approved before. `member` is a member of the content.
    z.strictObject({ say: z.literal('never-approved') }),
    z.strictObject({ say: z.literal('since'), version: z.int(), changes: z.int() }),
    z.strictObject({ say: z.literal('added'), member: word(), line: word().optional() }),
    z.strictObject({ say: z.literal('removed'), member: word(), line: word().optional() }),
    z.strictObject({ say: z.literal('replaced'), member: word(), was: word(), now: word() }),
    z.strictObject({ say: z.literal('reworded'), member: word() }),
    z.strictObject({ say: z.literal('reordered'), member: word() }),
    z.strictObject({ say: z.literal('linked'), rel: word(), to: word() }),
    z.strictObject({ say: z.literal('unlinked'), rel: word(), to: word() }),

    z.strictObject({ say: z.literal('date'), on: day() }),
    z.strictObject({ say: z.literal('person'), ref: word() }),
    /** What a kind should show, and no record holds. */
    z.strictObject({ say: z.literal('not-on-record'), what: z.array(word()).min(1) }),

    // AI systems and models.
    z.strictObject({ say: z.literal('tier'), tier: z.enum(f.TIERS), reason: word().optional() }),
    z.strictObject({ say: z.literal('autonomy'), autonomy: word() }),
    z.strictObject({ say: z.literal('stopped-by'), role: word().optional() }),
    z.strictObject({ say: z.literal('stop-tried'), on: day().optional() }),
    z.strictObject({
      say: z.literal('model'),
      name: word(),
      release: word(),
      use: word(),
      state: word(),
    }),
    z.strictObject({ say: z.literal('model-kind'), kind: word() }),
    z.strictObject({
      say: z.literal('test'),
      name: word(),
      group: word().optional(),
      threshold: word(),
      result: word(),
      on: day(),
      passed: z.boolean(),
    }),
    z.strictObject({
      say: z.literal('supplier'),
      name: word(),
      supplies: z.array(word()),
      reviewed: day().optional(),
    }),
    z.strictObject({ say: z.literal('evidence'), source: word(), collected: word() }),

    // What is still open. `on` is what was approved on that promise.
    z.strictObject({
      say: z.literal('condition'),
      on: word(),
      text: word(),
      due: f.instant(),
      missed: z.boolean(),
    }),
    z.strictObject({
      say: z.literal('incident'),
      title: word(),
      severity: z.enum(SEVERITIES),
      state: word(),
      happened: f.instant(),
    }),
    /** So many more of the same. */
    z.strictObject({ say: z.literal('more'), count: z.int() }),

    // Incidents. A moment counts in minutes from when it happened, where it is a later one.
    z.strictObject({ say: z.literal('severity'), severity: z.enum(SEVERITIES), by: word() }),
    z.strictObject({
      say: z.literal('moment'),
      what: z.enum(['happened', 'detected', 'aware', 'confirmed', 'contained', 'repaired']),
      at: f.instant(),
      after: z.int().optional(),
    }),
    z.strictObject({ say: z.literal('signals'), count: z.int() }),
    /** What called for it: the kind of its signals, and which of their thresholds they crossed. */
    z.strictObject({
      say: z.literal('called-by'),
      by: z.enum(['severity', 'count', 'rate']),
      kind: word(),
      fingerprint: word(),
    }),
    z.strictObject({ say: z.literal('harm'), harms: z.array(word()) }),
    z.strictObject({ say: z.literal('use'), use: z.enum(['continues', 'suspended']) }),
    z.strictObject({ say: z.literal('cause-found'), kind: word(), method: word() }),
    z.strictObject({ say: z.literal('reassess'), asked: z.boolean() }),
    /** How many duties to report somebody decided apply. */
    z.strictObject({ say: z.literal('reportable'), duties: z.int() }),
    z.strictObject({
      say: z.literal('clock'),
      regime: word(),
      reference: word(),
      to: word(),
      state: word(),
      deadline: f.instant(),
      sent: f.instant().optional(),
      proof: word().optional(),
    }),
    z.strictObject({
      say: z.literal('action'),
      text: word(),
      state: word(),
      due: f.instant(),
      owner: word(),
      how: word().optional(),
    }),
    z.strictObject({
      say: z.literal('effect'),
      text: word(),
      shownBy: word(),
      state: word(),
      due: f.instant(),
      by: word(),
      found: word().optional(),
    }),
    z.strictObject({ say: z.literal('lifts'), what: z.enum(['hold', 'suspension']), of: word() }),

    // Risks. Levels and steps are called as the criteria call them.
    z.strictObject({ say: z.literal('assessed-because'), why: word() }),
    z.strictObject({ say: z.literal('dimension'), dimension: word() }),
    z.strictObject({
      say: z.literal('dimension-level'),
      dimension: word(),
      level: word(),
      appetite: word(),
      above: z.boolean(),
    }),
    /** The worst level that is borne without treatment, by that version of the criteria. */
    z.strictObject({ say: z.literal('borne'), level: word(), version: z.int() }),
    z.strictObject({
      say: z.literal('risk-place'),
      what: z.enum(['inherent', 'residual']),
      likelihood: word(),
      impact: word(),
      level: word(),
    }),
    /** Who may accept a level, and for how long at most. */
    z.strictObject({
      say: z.literal('accepted-by'),
      level: word(),
      role: word(),
      months: z.int(),
    }),
    /** What is borne: in one dimension or, without one, in all others. */
    z.strictObject({
      say: z.literal('borne-in'),
      dimension: word().optional(),
      level: word(),
    }),
    z.strictObject({ say: z.literal('called-for-by'), type: word() }),
    z.strictObject({
      say: z.literal('impact'),
      who: word(),
      number: word(),
      how: word(),
      severity: word(),
      reversible: word(),
      scale: word(),
    }),
    z.strictObject({ say: z.literal('fundamental-rights'), applies: z.boolean() }),
    z.strictObject({ say: z.literal('scored-by'), version: z.int(), disagree: z.boolean() }),
    z.strictObject({ say: z.literal('not-accepted') }),
    z.strictObject({ say: z.literal('reviewed-next'), on: day() }),
    /** That the impact of a record at that version is to be assessed. */
    z.strictObject({ say: z.literal('impact-of'), of: word(), version: z.int() }),
    /** One line of the picture of all dimensions; levels count from 1. */
    z.strictObject({
      say: z.literal('dimension-score'),
      dimension: word(),
      inherent: z.int(),
      residual: z.int(),
      appetite: z.int(),
      levels: z.array(word()),
    }),
    /** How many steps assessors are apart. */
    z.strictObject({ say: z.literal('apart'), likelihood: z.int(), impact: z.int() }),
    z.strictObject({
      say: z.literal('treatment-plan'),
      option: word(),
      target: word().optional(),
      owner: word(),
      due: f.instant(),
    }),
    z.strictObject({ say: z.literal('control-in-place'), text: word(), proven: z.boolean() }),
    z.strictObject({ say: z.literal('accepted-before'), count: z.int() }),
    z.strictObject({
      say: z.literal('accepted-until'),
      dimension: word(),
      level: word(),
      until: f.instant(),
    }),

    // Reviews. `last`: when it was looked at before.
    z.strictObject({
      say: z.literal('review-due'),
      due: f.instant(),
      last: f.instant().optional(),
    }),
    z.strictObject({
      say: z.literal('review-found'),
      what: word(),
      by: word(),
      at: f.instant(),
    }),
    z.strictObject({
      say: z.literal('promised'),
      text: word(),
      owner: word(),
      due: f.instant(),
      done: z.boolean(),
    }),
    z.strictObject({
      say: z.literal('version-made'),
      version: z.int(),
      action: word(),
      by: word(),
      at: f.instant(),
      reason: word().optional(),
    }),
    z.strictObject({
      say: z.literal('tests-ran'),
      suite: word(),
      at: f.instant(),
      passed: z.int(),
      failed: z.int(),
    }),
    z.strictObject({ say: z.literal('approval-ended'), state: word(), at: f.instant() }),

    // Approval policies.
    z.strictObject({
      say: z.literal('exception'),
      duty: z.enum(LIFTABLE),
      until: word(),
      reason: word(),
    }),
    z.strictObject({
      say: z.literal('guards'),
      type: word(),
      transition: word(),
      tier: z.enum(f.TIERS).optional(),
    }),
    z.strictObject({
      say: z.literal('stage'),
      name: word(),
      quorum: z.int(),
      /** Without a role: a person whom the policy names. */
      seats: z.array(z.strictObject({ count: z.int(), role: word().optional() })),
      deadline: f.span(),
    }),
    z.strictObject({
      say: z.literal('identity'),
      stage: word(),
      identity: z.enum(['link', 'signed-in']),
    }),
    z.strictObject({ say: z.literal('escalation'), stage: word(), before: f.span() }),
    z.strictObject({ say: z.literal('when-disowned'), does: z.enum(['record', 'suspend']) }),
    z.strictObject({ say: z.literal('calendar'), zone: word(), holidays: word().optional() }),

    // What was answered, where a fact tells of a decision.
    z.strictObject({ say: z.literal('choice'), choice: z.enum(CHOICES) }),
  ]),
);

export type Said = z.output<ReturnType<typeof saidSchema>>;
export type SaidKey = Said['say'];

/** What we said, where a value is that; `undefined` for what people typed, and what is older. */
export function saidIn(value: unknown): Said | undefined {
  if (typeof value !== 'object' || value === null || !('say' in value)) return undefined;
  return saidSchema().safeParse(value).data;
}
