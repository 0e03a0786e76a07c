import * as z from 'zod';
import type { Issue } from '../errors.ts';
import { MAX_SEATS } from '../limits.ts';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** The duties that are kept apart; an exception names the one it lifts. */
export const DUTIES = [
  'requester',
  'last-editor',
  'owner',
  'evidence-collector',
  'delegate-of-excluded',
  'one-seat-each',
] as const;

/** What an exception of a policy may lift: a duty, or that high risk is decided signed in. */
export const LIFTABLE = [...DUTIES, 'signed-in'] as const;

/** Why a policy departs from what its tier asks for, and until when. */
export const exception = () =>
  z.strictObject({ duty: z.enum(LIFTABLE), reason: f.text(1000), until: f.instant() });

/** What a stage is shown of the answers of the stages before. */
export const SHOWS = ['nothing', 'choices', 'choices-and-comments'] as const;

const seat = () =>
  z.union([
    z.strictObject({ role: f.ref('role'), count: z.int().min(1).max(MAX_SEATS) }),
    z.strictObject({ person: f.ref('person') }),
  ]);

const stage = () =>
  z.strictObject({
    name: f.line(60),
    seats: z.array(seat()).min(1).max(MAX_SEATS),
    /** How many approvals the stage needs. */
    quorum: z.int().min(1).max(MAX_SEATS),
    /** From the stage's opening. */
    deadline: f.span(),
    /** Before the deadline, each once. */
    reminders: z.array(f.span()).max(5),
    /** Before the deadline: who is asked instead where nobody has answered. */
    escalation: z.strictObject({ before: f.span(), to: f.ref('role', 'person') }).optional(),
    /** `link`: possession of the mailbox is enough. */
    identity: z.enum(['link', 'signed-in']),
    /** A faster decision is taken, and listed in the pack. */
    minimumReadingSeconds: z.int().min(0).max(86_400),
    shows: z.enum(SHOWS),
  });

/** Who must agree before a record of a type may take a transition (ISO/IEC 42001 5.3, A.3.2). */
export const approvalPolicy = defineType({
  name: 'approval-policy',
  title: 'Approval policy',
  about: 'Who must agree before a record may take a transition (5.3, 8.1).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      owner: f.ref('person'),
      whyNow: f.text(2000),
      applies: z.strictObject({
        type: f.typeName(),
        transition: f.line(32),
        /** Absent: every tier that no policy of its own covers. */
        tier: f.tier().optional(),
      }),
      zone: f.zone(),
      /** Region whose holidays are no working days, ISO 3166-1 or 3166-2 (`NO`, `DE-BY`). */
      holidays: z
        .string()
        .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
        .optional(),
      stages: z.array(stage()).min(1).max(5),
      exceptions: z.array(exception()).max(LIFTABLE.length),
      /** What a decider's "that was not me" does to what was approved. */
      whenDisowned: z.enum(['record', 'suspend']),
      unknowns: z.array(f.line(500)).max(30),
    }),
  states: ['draft', 'in-approval', 'in-force', 'suspended', 'retired'],
  initial: 'draft',
  approved: ['in-force'],
  revising: ['draft', 'in-approval'],
  edited: { 'in-approval': 'draft', 'in-force': 'draft', suspended: 'draft' },
  transitions: {
    'request-adoption': {
      title: 'Asks to come into force',
      from: ['draft', 'suspended'],
      to: 'in-approval',
      by: 'people',
      asks: { granted: 'adopt', refused: 'send-back' },
    },
    adopt: {
      title: 'Comes into force',
      from: ['in-approval', 'draft'],
      to: 'in-force',
      by: 'approval',
      untilGoverned: true,
    },
    'send-back': { title: 'Goes back', from: ['in-approval'], to: 'draft', by: 'workflow' },
    suspend: { title: 'Is suspended', from: ['in-force'], to: 'suspended', by: 'workflow' },
  },
  // Its id is the place where a guard is looked for, and an id never comes back: retired, it would
  // leave what it guards to a policy that asks less, or to nobody for ever.
  neverRetired: 'An approval policy is not retired: revise it, and ask for its adoption',
  links: {},
  summary: (content) => ({
    label: content.name,
    owner: content.owner,
    ...(content.applies.tier === undefined ? {} : { tier: content.applies.tier }),
  }),
  rules: (content, _state, id) => [
    ...wrongId(content.applies, id),
    ...content.stages.flatMap((each, index) => tooFewSeats(each, index)),
    ...linkAtHighRisk(content),
    ...aloneAtClosure(content),
  ],
  example: {
    id: 'policy-request-approval',
    content: {
      name: 'Approval of policies',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      whyNow: 'The first policies are written',
      applies: { type: 'policy', transition: 'request-approval' },
      zone: 'Europe/Oslo',
      stages: [
        {
          name: 'Executive',
          seats: [{ role: 'role/chief-risk-officer', count: 1 }],
          quorum: 1,
          deadline: { amount: 5, unit: 'days' },
          reminders: [{ amount: 2, unit: 'days' }],
          identity: 'link',
          minimumReadingSeconds: 60,
          shows: 'nothing',
        },
      ],
      exceptions: [],
      whenDisowned: 'suspend',
      unknowns: [],
    },
    links: [],
  },
});

/**
 * The ids under which the policy for a transition is found, the most particular first. A policy is
 * found by key, never by an index, since an index lags.
 */
export function approvalPolicyIds(
  type: string,
  transition: string,
  tier: string | undefined,
): readonly string[] {
  const general = `${type}-${transition}`;
  return tier === undefined ? [general] : [`${general}-${tier}`, general];
}

function wrongId(
  applies: { type: string; transition: string; tier?: string | undefined },
  id: string,
): readonly Issue[] {
  const [due] = approvalPolicyIds(applies.type, applies.transition, applies.tier);
  if (due === id) return [];
  return [{ path: '/applies', message: `a policy for this has the id ${due}, not ${id}` }];
}

function tooFewSeats(
  stage: { seats: readonly ({ count: number } | { person: string })[]; quorum: number },
  index: number,
): readonly Issue[] {
  const seats = seatsOf(stage.seats);
  if (seats > MAX_SEATS) {
    return [{ path: `/stages/${index}/seats`, message: `${seats} seats; at most ${MAX_SEATS}` }];
  }
  if (stage.quorum > seats) {
    return [
      { path: `/stages/${index}/quorum`, message: `${stage.quorum} of ${seats} seats cannot be` },
    ];
  }
  return [];
}

// High risk is decided signed in; whoever lets a link do says why, and until when.
function linkAtHighRisk({
  applies,
  stages,
  exceptions,
}: {
  applies: { tier?: string | undefined };
  stages: readonly { identity: string }[];
  exceptions: readonly { duty: string }[];
}): readonly Issue[] {
  if (applies.tier !== 'high' || exceptions.some(({ duty }) => duty === 'signed-in')) return [];
  return stages.flatMap(({ identity }, index) =>
    identity === 'signed-in'
      ? []
      : [
          {
            path: `/stages/${index}/identity`,
            message: 'high risk is decided signed in; a link needs an exception "signed-in"',
          },
        ],
  );
}

/** What only people of different roles may let happen, together (10.2). */
const BY_TWO_ROLES: ReadonlySet<string> = new Set(['incident/request-closure']);

type Seats = readonly ({ role: string; count: number } | { person: string })[];

// One role alone could decide where it can fill the quorum of every stage.
function aloneAtClosure({
  applies: { type, transition },
  stages,
}: {
  applies: { type: string; transition: string };
  stages: readonly { quorum: number; seats: Seats }[];
}): readonly Issue[] {
  if (!BY_TWO_ROLES.has(`${type}/${transition}`)) return [];
  const [first] = stages;
  const alone = first?.seats
    .map(nameOf)
    .find((name) =>
      stages.every(
        ({ quorum, seats }) => seatsOf(seats.filter((each) => nameOf(each) === name)) >= quorum,
      ),
    );
  if (alone === undefined) return [];
  return [{ path: '/stages', message: `two different roles must agree, and ${alone} could alone` }];
}

const nameOf = (seat: Seats[number]) => ('role' in seat ? seat.role : seat.person);

const seatsOf = (seats: readonly ({ count: number } | { person: string })[]): number =>
  seats.reduce((sum, seat) => sum + ('count' in seat ? seat.count : 1), 0);

export type ApprovalPolicyContent = z.output<ReturnType<typeof approvalPolicy.stored>>;
