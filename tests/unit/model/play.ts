import fc from 'fast-check';
import { expect } from 'vitest';
import { take } from '#core/changes/change.ts';
import { recordType } from '#core/records/registry.ts';
import { DAY, HOUR } from '#core/time.ts';
import { house } from '#tests/support/house.ts';
import { ASTRID, anApprovalPolicy, given, INGRID, LARS, SETUP } from '#tests/support/people.ts';
import { again, play } from '../approvals/matter.ts';
import { BESIDE, reports } from './beside.ts';
import { type Command, type Deed, played } from './command.ts';
import { allTurns, type Real } from './hands.ts';
import { goesTo, HAPPENING } from './happening.ts';
import { watch } from './invariants.ts';
import { appliesTo, KINDS, type Kind, type KindName, partsOf } from './kinds.ts';
import { type Model, personOf } from './model.ts';
import { CAST, givenEverybody, JONAS, KARI, NILS, TOVE } from './people.ts';
import { SCENES, type Scene, termsOf } from './scenes.ts';
import { calm, settle } from './settle.ts';
import { votesNow } from './vote.ts';
import { VOTING } from './voting.ts';

/** A matter as it stands at some moment, and what the model knows of it. */
export interface Start {
  readonly name: string;
  readonly model: Model;
  readonly real: Real;
}

/** A request of a kind that was just made under the approval policy of a scene. */
async function asked(scene: Scene, kind: Kind): Promise<Start> {
  const at = house();
  await givenEverybody(at);
  const terms = anApprovalPolicy({ ...termsOf(scene), applies: appliesTo(kind) });
  await given(at.store, {
    ...partsOf(kind.terms),
    state: 'in-force',
    content: terms,
  });
  const { type, id } = partsOf(kind.subject);
  const made = await at.store.draft({
    type,
    id,
    before: undefined,
    action: 'create',
    state: recordType(type).initial,
    content: kind.content,
    links: [],
    actor: NILS,
    via: 'api',
    reason: 'A first draft',
  });
  await at.store.commit([made]);
  const real = play(at, await at.request(made.head, kind.request, ASTRID));
  const model: Model = {
    scene,
    kind,
    now: at.clock.now(),
    people: Object.fromEntries(
      Object.entries(CAST).map(([ref, { roles }]) => [
        ref,
        { there: true, erased: false, roles: [...roles], away: [] },
      ]),
    ),
    excluded: [ASTRID, TOVE, NILS],
    requester: ASTRID,
    approval: 'open',
    stages: scene.stages.map(() => ({ seats: [] })),
    tasks: {},
    conditions: [],
    questions: [],
    moved: false,
    otherTerms: false,
    disowned: [],
    withdrawn: false,
    subject: 'in-approval',
    stands: false,
    policy: 'in-force',
  };
  watch(real);
  await played(model, real, async () => {});
  return { name: titleOf(scene, kind, 'asked'), model, real };
}

const titleOf = (scene: Scene, kind: Kind, how: string) => `${scene.name}, ${kind.name}: ${how}`;

/** The same, and something done to it since. */
async function further(start: Start, name: string, ...deeds: readonly Deed[]): Promise<Start> {
  const { model, real } = await copyOf(start);
  for (const deed of deeds) await played(model, real, deed);
  return { name: titleOf(model.scene, model.kind, name), model, real };
}

export async function copyOf({ model, real }: Start): Promise<{ model: Model; real: Real }> {
  const copy = await again(real);
  watch(copy);
  return { model: structuredClone(model), real: copy };
}

const turns: Deed = (_m, real) => allTurns(real);
const YES = { choice: 'approve', comment: '' } as const;
const IF = { choice: 'approve-with-conditions', comment: '', owner: TOVE, days: 7 } as const;

/** From where sequences of each kind begin. */
export async function starts(
  kinds: readonly KindName[] = Object.values(KINDS).map(({ name }) => name),
): Promise<readonly Start[]> {
  const all: Start[] = [];
  for (const kind of kinds) all.push(...(await startsOf(KINDS[kind])));
  return all;
}

/** From where sequences begin: the deeper, the less of each is spent on getting there. */
async function startsOf(kind: Kind): Promise<readonly Start[]> {
  const [three, two, small, signed] = await Promise.all([
    asked(SCENES['two of three'], kind),
    asked(SCENES['two stages'], kind),
    asked(SCENES['a small team'], kind),
    asked(SCENES['signed in'], kind),
  ]);
  const opened = await further(three, 'opened', turns);
  const half = await further(opened, 'one yes', votesNow(0, YES));
  const disowned = await further(half, 'one yes, disowned', reports(2));
  expect(disowned.model.disowned).toHaveLength(1);
  const decided = await further(half, 'decided, with a condition', votesNow(1, IF));
  const effective = await further(decided, 'in effect', turns, turns);
  const first = await further(two, 'opened', turns);
  const second = await further(first, 'at its second stage', votesNow(0, IF), turns, turns);
  const both = await further(second, 'decided', votesNow(0, YES));
  const circle = await further(
    opened,
    'everybody else is away',
    goesTo(JONAS, INGRID, 20),
    goesTo(KARI, LARS, 20),
  );
  const few = await further(small, 'opened', turns);
  const relieved = await further(opened, 'about to escalate', async (_m, { at }) => {
    at.clock.advance(4 * DAY);
    await at.sweep();
  });
  const left = await further(second, 'one has left', async (m, { at }) => {
    const leaver = m.stages[1]?.seats[0]?.rounds[0]?.person ?? '';
    await take(at, await at.store.need(leaver), 'leave', { ...SETUP, reason: 'She has left' });
    personOf(m, leaver).there = false;
    at.clock.advance(7 * HOUR);
    await at.sweep();
  });
  return [
    ...[three, opened, half, disowned, decided, effective, circle],
    ...[first, second, both, few, relieved, left],
    await further(few, 'at its second stage', votesNow(0, YES), turns, turns),
    await further(few, 'who comes next is away', goesTo(KARI, LARS, 20)),
    await further(signed, 'opened', turns),
  ];
}

/** Commands of one sequence, at most. */
const MAX_COMMANDS = 11;

const WEIGHTED = [...VOTING, ...BESIDE, ...HAPPENING];

const anyCommand: fc.Arbitrary<Command> = fc.oneof(...WEIGHTED);

/** What comes after a sequence: the longer, the dearer. */
const AFTERWARDS = { nothing: async () => {}, calm, 'the end': settle } as const;
const afterwards = fc.oneof(
  { weight: 10, arbitrary: fc.constant('nothing' as const) },
  { weight: 2, arbitrary: fc.constant('calm' as const) },
  { weight: 1, arbitrary: fc.constant('the end' as const) },
);

interface How {
  /** Done to each system before it is played at, such as a mistake to be found. */
  readonly plant?: (real: Real) => void;
  /** Which of the commands were run, as a failure prints it: to run those again. */
  readonly replayPath?: string | undefined;
}

/** That whatever is done from any of the starts contradicts the model nowhere. */
export const everySequence = (from: readonly Start[], { plant, replayPath }: How = {}) =>
  fc.asyncProperty(
    fc.constantFrom(...from.map(({ name }) => name)),
    fc.commands([anyCommand], {
      maxCommands: MAX_COMMANDS,
      size: 'max',
      ...(replayPath === undefined ? {} : { replayPath }),
    }),
    afterwards,
    async (name, commands, then) => {
      const start = from.find((each) => each.name === name);
      if (start === undefined) throw new Error(`No start ${name}`);
      let end: { model: Model; real: Real } | undefined;
      await fc.asyncModelRun(async () => {
        end = await copyOf(start);
        plant?.(end.real);
        return end;
      }, commands);
      if (end !== undefined) await AFTERWARDS[then](end.model, end.real);
    },
  );
