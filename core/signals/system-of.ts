import * as z from 'zod';
import { isId, type Ref, refOf } from '../ids.ts';
import type { Json } from '../json.ts';
import { once } from '../once.ts';
import * as f from '../records/fields.ts';
import type { Envelope } from './envelope.ts';
import { isLike } from './glob.ts';
import { SEVERITIES, type Severity, STATES, type State } from './severity.ts';
import { kind, MAX_FINGERPRINT_CHARS } from './signal.ts';
import { alarmIn, arnsOf, memberOf, tagsOf } from './subjects.ts';

const pattern = () => z.string().min(1).max(300);

/**
 * Which events belong to which AI system, as data that a deployer keeps. Everything that `when`
 * names must fit; in patterns `*` stands for any characters. The system is named, or it is what a
 * tag of the event says. A rule may also say what kind of signals these are, what those count as
 * that their adapter only tells of, and how much those matter that are raised.
 *
 * Example: `{ "when": { "alarm": "claims-triage-*" }, "system": "ai-system/claims-triage" }`
 */
export const mappingRule = once(() =>
  z
    .strictObject({
      when: z
        .strictObject({
          source: pattern().optional(),
          type: pattern().optional(),
          account: pattern().optional(),
          region: pattern().optional(),
          /** Name of a CloudWatch alarm, or of a pager's monitor. */
          alarm: pattern().optional(),
          /** Any ARN in the event. */
          arn: pattern().optional(),
          tag: z.strictObject({ name: pattern(), value: pattern().optional() }).optional(),
          /** What its adapter says that repeats have in common. */
          fingerprint: z.string().min(1).max(MAX_FINGERPRINT_CHARS).optional(),
          /** Any member: its RFC 6901 pointer from the top of the event. */
          member: z.strictObject({ path: pattern().startsWith('/'), is: pattern() }).optional(),
        })
        .refine((when) => Object.keys(when).length > 0, 'fits everything'),
      system: f.ref('ai-system').optional(),
      /** Name of the tag whose value is the system's id. */
      systemTag: pattern().optional(),
      kind: kind().optional(),
      state: z.enum(STATES).optional(),
      severity: z.enum(SEVERITIES).optional(),
    })
    .refine(
      (rule) => (rule.system === undefined) !== (rule.systemTag === undefined),
      'names either a system or the tag that does',
    ),
);

export type MappingRule = z.output<ReturnType<typeof mappingRule>>;

/** What the first rule that fits says of an event. */
export interface Mapped {
  readonly system: Ref;
  readonly kind?: string | undefined;
  readonly state?: State | undefined;
  readonly severity?: Severity | undefined;
}

/**
 * The AI system of an event, by the first rule that fits. A rule whose tag holds no id of a record
 * does not fit. `undefined` where none does: whoever asked lists the event as unmapped. Whether
 * such a record exists is for the caller to find out.
 */
export function systemOf(
  envelope: Envelope,
  rules: readonly MappingRule[],
  fingerprint?: string,
): Mapped | undefined {
  for (const rule of rules) {
    if (!fits(envelope, rule.when, fingerprint)) continue;
    const system = rule.system ?? systemByTag(envelope, rule.systemTag);
    if (system === undefined) continue;
    const { kind, state, severity } = rule;
    return { system, kind, state, severity };
  }
  return undefined;
}

function fits(
  envelope: Envelope,
  when: MappingRule['when'],
  fingerprint: string | undefined,
): boolean {
  const { source, type, account, region, alarm, arn, tag, member } = when;
  const is = (text: Json | undefined, wanted: string | undefined) =>
    wanted === undefined || (isText(text) && isLike(String(text), wanted));
  return (
    is(envelope.source, source) &&
    is(envelope.type, type) &&
    is(envelope.account, account) &&
    is(envelope.region, region) &&
    is(alarmIn(envelope.event), alarm) &&
    is(fingerprint, when.fingerprint) &&
    (member === undefined || is(memberOf(envelope.event, member.path), member.is)) &&
    (arn === undefined || arnsOf(envelope).some((each) => isLike(each, arn))) &&
    (tag === undefined ||
      tagsOf(envelope.detail).some(
        ([name, value]) => isLike(name, tag.name) && is(value, tag.value),
      ))
  );
}

const isText = (value: Json | undefined) => typeof value === 'string' || typeof value === 'number';

function systemByTag({ detail }: Envelope, tag: string | undefined): Ref | undefined {
  const [, id] = tagsOf(detail).find(([name, value]) => name === tag && isId(value)) ?? [];
  return id === undefined ? undefined : refOf('ai-system', id);
}
