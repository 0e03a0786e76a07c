import * as z from 'zod';
import type { Ref } from '#core/ids.ts';
import type { Json } from '#core/json.ts';
import { aiSystem } from '#core/records/ai-system.ts';
import { type ApprovalPolicyContent, approvalPolicy } from '#core/records/approval-policy.ts';
import { contentOf } from '#core/records/content-of.ts';
import * as f from '#core/records/fields.ts';
import { model } from '#core/records/model.ts';
import { policy } from '#core/records/policy.ts';
import { role } from '#core/records/role.ts';
import { vendor } from '#core/records/vendor.ts';
import type { Sealed } from '#core/records/version.ts';
import { pin } from '#core/store/record-store.ts';
import type { Fact, FactDefinition, Facts } from '#core/tasks/facts.ts';
import type { Instant } from '#core/time.ts';

/** The name and version of this contract: executions carry it, and an unknown one is refused. */
export const CONTRACT = 'approval@1';

/** What an execution starts with. Ids only: execution history is no place for content. */
export const Input = z.strictObject({
  contract: z.literal(CONTRACT),
  type: z.literal('approval'),
  id: f.id(),
});

/** What `step` answers and the machine's Choice reads. */
export const OUTCOMES = ['wait', 'effective', 'rejected', 'lapsed', 'void', 'withdrawn'] as const;

/** One kind of question that an approval puts to people. */
export interface TaskKind {
  readonly name: string;
  /** The type and transition that it is asked about. */
  readonly about: { readonly type: string; readonly transition: string };
  /** Verb and kind of the mail's subject. */
  readonly verb: string;
  /** The question in one sentence. */
  readonly question: (label: string) => string;
  /** What the mail calls the one number that matters, from the facts. */
  readonly number: (facts: Facts) => string;
  /** What yes and no cause, one sentence each. */
  readonly consequences: { readonly approve: string; readonly reject: string };
  readonly facts: readonly FactDefinition[];
  readonly gather: (subject: Sealed, read: ReadRecords) => Promise<Gathered>;
}

/** The records that a fact may come from: heads, and the version that stood approved before. */
export interface ReadRecords {
  load(ref: Ref): Promise<Sealed | undefined>;
  approvedBefore(subject: Sealed): Promise<Sealed | undefined>;
}

interface Gathered {
  readonly facts: readonly Fact[];
  readonly unknown: readonly string[];
}

const fact = (key: string, from: Sealed, value: Json): Fact => ({
  asOf: from.version.time,
  key,
  source: pin(from),
  value: value as Fact['value'],
});

/** How many lines a fact has, in words. */
function countOf(facts: Facts, key: string, one: string, many: string): string {
  const value = facts.facts.find((each) => each.key === key)?.value;
  const count = Array.isArray(value) ? value.length : 0;
  return `${count} ${count === 1 ? one : many}`;
}

const present = (key: string, from: Sealed, value: readonly Json[]): Fact[] =>
  value.length === 0 ? [] : [fact(key, from, value)];

/** What changed since the version that was approved before: the members that differ, by name. */
async function changes(subject: Sealed, read: ReadRecords): Promise<Fact> {
  const before = await read.approvedBefore(subject);
  if (before === undefined) return fact('changed', subject, ['Never approved before']);
  const names = new Set([
    ...Object.keys(before.version.content),
    ...Object.keys(subject.version.content),
  ]);
  const changed = [...names].filter(
    (name) =>
      JSON.stringify(before.version.content[name]) !==
      JSON.stringify(subject.version.content[name]),
  );
  const value =
    changed.length === 0
      ? [`Nothing since version ${before.version.version}`]
      : [`Since version ${before.version.version}: ${changed.sort().join(', ')}`];
  return fact('changed', subject, value);
}

/** A role as it is called. */
async function roleName(ref: Ref, read: ReadRecords): Promise<string> {
  const head = ref.startsWith('role/') ? await read.load(ref) : undefined;
  return head === undefined ? 'a named person' : contentOf(role, head).name;
}

type PolicyStage = ApprovalPolicyContent['stages'][number];

async function inWords(stage: PolicyStage, read: ReadRecords): Promise<string> {
  const seats = await Promise.all(
    stage.seats.map(async (seat) =>
      'role' in seat ? `${seat.count} × ${await roleName(seat.role, read)}` : 'a named person',
    ),
  );
  const { name, quorum, deadline, identity } = stage;
  return `${name}: ${quorum} of ${seats.join(', ')}; within ${deadline.amount} ${deadline.unit}; by ${identity}`;
}

const approvePolicy: TaskKind = {
  name: 'approve-policy',
  about: { type: 'policy', transition: 'request-approval' },
  verb: 'Approve policy',
  question: (label) => `Do you approve ${label} as a policy of the organisation?`,
  number: (facts) => `It lays down ${countOf(facts, 'duties', 'duty', 'duties')}.`,
  consequences: {
    approve: 'The policy is approved in exactly this version and binds those whom it names.',
    reject: 'The policy goes back to its owner as a draft, with your reason.',
  },
  facts: [
    { key: 'rests-on-people', label: 'Rests on people alone', required: false, unfavourable: true },
    { key: 'why-now', label: 'Why now', required: true },
    { key: 'duties', label: 'Duties', required: true },
    { key: 'changed', label: 'Changed', required: true },
    { key: 'binds', label: 'Whom it binds', required: true },
    { key: 'effective', label: 'In force from', required: true },
    { key: 'enforced', label: 'Enforced by software', required: false },
    { key: 'next-review', label: 'Next review', required: true },
    { key: 'text', label: 'Full text', required: false },
  ],
  async gather(subject, read) {
    const content = contentOf(policy, subject);
    return {
      facts: [
        ...present('rests-on-people', subject, content.restsOnPeople),
        fact('why-now', subject, content.whyNow),
        fact('duties', subject, content.duties),
        await changes(subject, read),
        fact('binds', subject, content.binds),
        fact('effective', subject, content.effective),
        ...present('enforced', subject, content.enforcedBySoftware),
        fact('next-review', subject, content.nextReview),
        ...(content.text === undefined ? [] : [fact('text', subject, content.text)]),
      ],
      unknown: content.unknowns,
    };
  },
};

const adoptApprovalPolicy: TaskKind = {
  name: 'adopt-approval-policy',
  about: { type: 'approval-policy', transition: 'request-adoption' },
  verb: 'Adopt approval policy',
  question: (label) => `Shall ${label} say from now on who must agree?`,
  number: (facts) => `It has ${countOf(facts, 'stages', 'stage', 'stages')}.`,
  consequences: {
    approve: 'From now on this policy says who must agree.',
    reject: 'The approval policy goes back to its owner as a draft, with your reason.',
  },
  facts: [
    { key: 'exceptions', label: 'Exceptions it allows', required: false, unfavourable: true },
    { key: 'why-now', label: 'Why now', required: true },
    { key: 'applies', label: 'Guards', required: true },
    { key: 'stages', label: 'Who must agree', required: true },
    { key: 'changed', label: 'Changed', required: true },
  ],
  async gather(subject, read) {
    const content = contentOf(approvalPolicy, subject);
    const { type, transition, tier } = content.applies;
    const stages = await Promise.all(content.stages.map((each) => inWords(each, read)));
    return {
      facts: [
        ...present(
          'exceptions',
          subject,
          content.exceptions.map((each) => `${each.duty} until ${each.until}: ${each.reason}`),
        ),
        fact('why-now', subject, content.whyNow),
        fact('applies', subject, `${type} ${transition}${tier === undefined ? '' : `, ${tier}`}`),
        fact('stages', subject, stages),
        await changes(subject, read),
      ],
      unknown: content.unknowns,
    };
  },
};

const goLive: TaskKind = {
  name: 'go-live',
  about: { type: 'ai-system', transition: 'request-go-live' },
  verb: 'Approve go-live',
  question: (label) => `May ${label} go live?`,
  number: (facts) => `It affects ${countOf(facts, 'affected', 'group', 'groups')} of people.`,
  consequences: {
    approve: 'The system may be used for real people from the moment the approval takes effect.',
    reject: 'The system stays out of use and goes back to its owner, with your reason.',
  },
  facts: [
    { key: 'limits', label: 'Known limits', required: false, unfavourable: true },
    { key: 'purpose', label: 'Purpose', required: true },
    { key: 'prohibited', label: 'Must not be used for', required: true },
    { key: 'affected', label: 'Who is affected', required: true },
    { key: 'tier', label: 'Risk tier', required: true },
    { key: 'oversight', label: 'Who can stop it', required: true },
    { key: 'stop-tried', label: 'Stopping it', required: true, staleAfterDays: 180 },
    { key: 'changed', label: 'Changed', required: true },
    { key: 'models', label: 'Models', required: true },
    { key: 'suppliers', label: 'Suppliers', required: false },
  ],
  async gather(subject, read) {
    const content = contentOf(aiSystem, subject);
    const linked = async (rel: string) =>
      (
        await Promise.all(
          subject.version.links.filter((link) => link.rel === rel).map(({ to }) => read.load(to)),
        )
      ).filter((head) => head !== undefined);
    const models = await linked('uses-model');
    const suppliers = await linked('supplied-by');
    const { autonomy, stoppedBy, lastTried } = content.oversight;
    const stopper = await roleName(stoppedBy, read);
    return {
      facts: [
        ...models.flatMap((each) => present('limits', each, contentOf(model, each).limitations)),
        fact('purpose', subject, content.purpose),
        fact('prohibited', subject, content.prohibitedUses),
        fact(
          'affected',
          subject,
          content.affected.map(({ group, number, harm }) => `${group}, ${number}: ${harm}`),
        ),
        fact('tier', subject, `${content.tier}: ${content.tierReason}`),
        fact('oversight', subject, [
          `It ${autonomy.replaceAll('-', ' ')}`,
          `Stopped by ${stopper}`,
        ]),
        lastTried === undefined
          ? fact('stop-tried', subject, 'Never tried')
          : {
              ...fact('stop-tried', subject, `Last tried on ${lastTried}`),
              asOf: `${lastTried}T00:00:00.000Z`,
            },
        await changes(subject, read),
        ...models.map((each) => {
          const { name, release, intendedUse } = contentOf(model, each);
          return fact('models', each, `${name} ${release}: ${intendedUse}`);
        }),
        ...suppliers.map((each) => {
          const { name, supplies, reviewed } = contentOf(vendor, each);
          return fact(
            'suppliers',
            each,
            `${name} supplies ${supplies.join(', ')}; ` +
              (reviewed === undefined ? 'never reviewed' : `reviewed ${reviewed}`),
          );
        }),
      ],
      unknown: content.unknowns,
    };
  },
};

/** Every kind of question of this workflow. */
export const KINDS = [approvePolicy, adoptApprovalPolicy, goLive] as const;

/** The kind that is asked about a type's transition; `undefined` where none is. */
export function kindFor(type: string, transition: string): TaskKind | undefined {
  return KINDS.find(({ about }) => about.type === type && about.transition === transition);
}

export function kindOf(name: string): TaskKind | undefined {
  return KINDS.find((kind) => kind.name === name);
}

/** Gathers the facts of a kind and says which of the required ones are missing. */
export async function gatherFacts(
  kind: TaskKind,
  subject: Sealed,
  read: ReadRecords,
  now: Instant,
): Promise<{ readonly facts: Facts; readonly missing: readonly FactDefinition[] }> {
  const { facts, unknown } = await kind.gather(subject, read);
  const missing = kind.facts.filter(
    ({ key, required }) => required && !facts.some((each) => each.key === key),
  );
  return {
    missing,
    facts: {
      facts: [...facts],
      format: 'assent/facts/v1',
      gathered: now,
      kind: kind.name,
      subject: pin(subject),
      // The box of what is not known cannot be left empty: saying nothing is said too.
      unknown: unknown.length > 0 ? [...unknown] : ['Its owner names nothing that is not known'],
    },
  };
}
