import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outwardCalls } from '#tests/memory/calls.ts';
import { givenPeople, givenPolicy } from '#tests/support/people.ts';
import { CrashWorld, kill, killEver, type Scene } from './support/crash-world.ts';
import type { Hands } from './support/hands.ts';
import { type Live, startLive } from './support/live.ts';
import { setStream } from './support/machine-control.ts';
import { verifyBucket } from './support/verify-bucket.ts';

let live: Live;
let world: CrashWorld;
/** What is printed in the end. */
const table: Record<string, { calls: number; 'killed at': number; 'same end': number }> = {};

function note(name: string, calls: number, kills: number, alike: number): void {
  table[name] = { calls, 'killed at': kills, 'same end': alike };
}

beforeAll(async () => {
  live = await startLive({ example: false });
  // The deployed log function would take what the one under test is to take.
  await setStream(live.assent, false);
  world = await CrashWorld.create(live);
  await givenPeople(world.sound.ports.store);
  await givenPolicy(world.sound.ports.store);
});
afterAll(async () => {
  console.table(table);
  await live?.stop();
});

type Invoke = (hands: Hands) => Promise<unknown>;

/** How far a thread goes before a function's turn, and how that is invoked then. */
const TURNS: Readonly<Record<string, (scene: Scene) => Promise<Invoke>>> = {
  await: async (scene) => {
    const arrival = await world.arrival(scene);
    return (hands) => hands.await(arrival);
  },
  mail: async (scene) => {
    await world.sound.await(await world.arrival(scene));
    return (hands) => hands.mail(scene.task);
  },
  'task-decide': async (scene) => {
    await world.sound.await(await world.arrival(scene));
    await world.sound.mail(scene.task);
    const form = await world.form(scene);
    return (hands) => hands.decide(form);
  },
  step: async (scene) => {
    await world.sound.await(await world.arrival(scene));
    await world.sound.mail(scene.task);
    await world.sound.decide(await world.form(scene));
    return (hands) => hands.step(scene.approval);
  },
};

const ENDED = {
  approval: ['create', 'decide', 'grant'],
  task: ['create', 'decide'],
  subject: ['create', 'request-approval', 'approve'],
  mails: ['Approve policy', 'Approved', 'Recorded'],
  unsent: 0,
  waiting: 0,
  pending: [],
};

const isEnd = (state: object) => JSON.stringify(state) === JSON.stringify(ENDED);

/** The outward calls of an invocation that nobody kills, by name, in order. */
async function traceOf(invoke: Invoke): Promise<readonly string[]> {
  const calls = outwardCalls();
  await invoke(world.hands(calls));
  return calls.trace;
}

/** Calls that leave something behind. To die after another is to die after the last of these. */
const EFFECT = /write|create|replace|start|ring|send|put/;

describe.each([
  ['is invoked again', /./],
  ['is left to the sweep', EFFECT],
])('a function that is killed after any of its outward calls, and %s', (what, after) => {
  const again = after !== EFFECT;

  test.each(Object.keys(TURNS))('lets the thread end alike: %s', async (name) => {
    const before = TURNS[name];
    if (before === undefined) throw new Error(`${name} has no turn`);
    const request = (n: number) => world.request(`${name} ${again ? 'again' : 'left'} ${n}`);
    const whole = await request(0);
    const trace = await traceOf(await before(whole));
    const points = trace.flatMap((call, index) => (after.test(call) ? [index + 1] : []));
    const scenes = await Promise.all(
      points.map(async (n) => {
        const scene = await request(n);
        const invoke = await before(scene);
        expect(await kill(world, n, invoke)).toBe(true);
        if (again) await invoke(world.sound);
        return scene;
      }),
    );
    await world.goOn([whole, ...scenes], { lost: name === 'step' && !again });
    const [untouched, ...states] = await world.finalStates([whole, ...scenes]);
    expect(untouched).toEqual(ENDED);
    note(`${name}, ${what}`, trace.length, points.length, states.filter(isEnd).length);
    for (const state of states) expect(state).toEqual(ENDED);
  });
});

describe('a run that is killed after any of its outward calls, and comes again', () => {
  test('of the sweep brings a thread to its end that lost machine, ring and mails', async () => {
    const scenes: Scene[] = [];
    const points = await killEver(
      world,
      async (n) => {
        await world.goOn(scenes.slice(-1));
        const scene = await world.request(`sweep ${n}`);
        await world.sound.await(await world.arrival(scene));
        await world.sound.mail(scene.task);
        await decideAndDie(scene);
        await world.stop(scene);
        world.pass(3);
        scenes.push(scene);
      },
      (hands) => hands.sweep(),
    );
    await world.goOn(scenes);
    const states = await world.finalStates(scenes);
    note('sweep, runs again', points, points, states.slice(0, points).filter(isEnd).length);
    for (const state of states) expect(state).toEqual(ENDED);
  });
});

test('the log of all that verifies', async () => {
  await world.sound.log();
  const { ok, wrong, counts } = await verifyBucket(live.assent);
  expect({ ok, wrong }).toEqual({ ok: true, wrong: [] });
  expect(counts.versions).toBeGreaterThan(100);
});

/** An answer is recorded, and the process dies before anybody hears of it. */
async function decideAndDie(scene: Scene): Promise<void> {
  const calls = outwardCalls();
  const hands = world.hands(calls);
  calls.after(({ name }) => {
    if (name === 'table.write') throw new Error('dead');
  });
  await expect(hands.decide(await world.form(scene))).rejects.toThrow('dead');
}
