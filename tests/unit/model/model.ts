import type { Ref } from '#core/ids.ts';
import { type Instant, later } from '#core/time.ts';
import type { Kind, Plain } from './kinds.ts';
import { CAST } from './people.ts';
import { deadlineMs, type Scene, type SceneStage } from './scenes.ts';

/**
 * What ought to be true of one approval, written from what is promised and not from how it is done:
 * who is there, who has answered what, what has happened that ends it. Where several things may
 * rightly happen the model says which, and takes note of the one that did.
 */
export interface Model {
  readonly scene: Scene;
  readonly kind: Kind;
  now: Instant;
  people: Record<Ref, Person>;
  /** Kept apart for good: whoever asked, owns it, edited it last. */
  readonly excluded: readonly Ref[];
  readonly requester: Ref;
  approval: string;
  stages: Stage[];
  tasks: Record<Ref, Task>;
  conditions: Condition[];
  questions: Question[];
  /** What has happened that ends the approval, or takes back what it gave. */
  moved: boolean;
  otherTerms: boolean;
  disowned: Ref[];
  withdrawn: boolean;
  subject: Plain;
  /** Whether what this approval gave stands. */
  stands: boolean;
  policy: 'in-force' | 'draft' | 'suspended';
}

export interface Person {
  there: boolean;
  erased: boolean;
  roles: Ref[];
  away: Away[];
}

export interface Away {
  readonly to: Ref;
  readonly from: Instant;
  readonly until: Instant;
}

export interface Stage {
  opened?: Instant;
  closed?: string;
  /** Whoever was silent until the time to escalate was relieved, as far as there was somebody. */
  relieved?: true;
  seats: Seat[];
}

export interface Seat {
  readonly id: string;
  readonly of: Ref;
  readonly rounds: Round[];
  vote?: { readonly choice: string; readonly by: Ref; readonly to?: Ref };
}

export interface Round {
  readonly person: Ref;
  readonly task: Ref;
  readonly why: string;
}

export interface Task {
  readonly person: Ref;
  /** Of a vote its stage, by index. */
  readonly stage?: number;
  /** `s1`, `q1`, `c1`. */
  readonly seat: string;
  state: string;
  /** What was recorded, all that makes an answer the same. */
  given?: string;
  /** A mail of it was lost. */
  bounced: boolean;
}

export interface Condition {
  readonly id: string;
  readonly owner: Ref;
  readonly due: Instant;
  state: 'promised' | 'open' | 'met' | 'missed';
}

export interface Question {
  readonly id: string;
  readonly by: Ref;
  readonly text: string;
  answered: boolean;
}

export const sceneStage = ({ scene }: Model, index: number): SceneStage => {
  const stage = scene.stages[index];
  if (stage === undefined) throw new Error(`No stage ${index}`);
  return stage;
};

/** Index of the stage that is asked; the number of stages where all are over. */
export function openStage({ stages }: Model): number {
  const index = stages.findIndex(({ closed }) => closed === undefined);
  return index === -1 ? stages.length : index;
}

export const deadlineOf = (m: Model, index: number): Instant | undefined => {
  const opened = m.stages[index]?.opened;
  return opened === undefined ? undefined : later(opened, deadlineMs(sceneStage(m, index)));
};

export const isLate = (m: Model): boolean => {
  const deadline = deadlineOf(m, openStage(m));
  return deadline !== undefined && deadline <= m.now;
};

export const personOf = (m: Model, ref: Ref): Person => {
  const person = m.people[ref];
  if (person === undefined) throw new Error(`Nobody is ${ref}`);
  return person;
};

/** Who stands in for somebody now; what came last is said first. */
export const delegateOf = (m: Model, ref: Ref, now = m.now): Ref | undefined =>
  m.people[ref]?.away.find(({ from, until }) => from <= now && now < until)?.to;

/** Whether a duty keeps somebody apart: they are excluded, or stand in for somebody who is. */
export const isBarred = (m: Model, ref: Ref): boolean =>
  m.excluded.includes(ref) ||
  m.excluded.some((each) =>
    personOf(m, each).away.some(
      ({ to, from, until }) => to === ref && from <= m.now && m.now < until,
    ),
  );

export const everSeated = ({ stages }: Model): ReadonlySet<Ref> =>
  new Set(
    stages.flatMap(({ seats }) => seats.flatMap(({ rounds }) => rounds.map((r) => r.person))),
  );

export const isThere = (m: Model, ref: Ref): boolean => {
  const { there, erased } = personOf(m, ref);
  return there && !erased;
};

/** Whether somebody may be seated now. */
export const isEligible = (m: Model, ref: Ref): boolean =>
  personOf(m, ref).there && !isBarred(m, ref) && (m.scene.mayRepeat || !everSeated(m).has(ref));

export const holdersOf = (m: Model, role: Ref): readonly Ref[] =>
  Object.keys(m.people).filter((ref) => personOf(m, ref).roles.includes(role));

export const newest = ({ rounds }: Seat): Round => {
  const round = rounds.at(-1);
  if (round === undefined) throw new Error('A seat without rounds');
  return round;
};

export const isVacated = ({ vote }: Seat): boolean =>
  vote?.choice === 'pass-on' || vote?.choice === 'conflict-of-interest';

/** How a stage stands by its votes; silence and an empty seat are neither yes nor no. */
export function resultOf(m: Model, index: number): 'open' | 'granted' | 'refused' {
  const seats = m.stages[index]?.seats ?? [];
  const { quorum } = sceneStage(m, index);
  const yes = seats.filter(({ vote }) => vote?.choice.startsWith('approve')).length;
  const no = seats.filter(({ vote }) => vote?.choice === 'reject').length;
  if (yes >= quorum) return 'granted';
  return seats.length - no < quorum ? 'refused' : 'open';
}

/** Whether the votes decide, so that nobody is asked any more. */
export const isDecided = ({ stages }: Model): boolean =>
  stages.some(({ closed }) => closed === 'refused') ||
  stages.every(({ closed }) => closed !== undefined);

export const isEnded = ({ approval }: Model): boolean =>
  approval !== 'open' && approval !== 'decided';

export const suspends = (m: Model): boolean =>
  m.scene.whenDisowned === 'suspend' && m.disowned.length > 0;

export const nameOf = (ref: Ref): string => CAST[ref]?.name ?? '';
