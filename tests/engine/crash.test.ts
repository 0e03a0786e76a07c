import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logHeadKey } from '#core/store/keys.ts';
import { outwardCalls } from '#tests/memory/calls.ts';
import { given, givenPeople, givenPolicy } from '#tests/support/people.ts';
import { CrashWorld, kill, type Scene } from './support/crash-world.ts';
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

/** Kills one run after its first outward call, the next after its second, until one gets through. */
async function killEver(before: (n: number) => Promise<void>, invoke: Invoke): Promise<number> {
  for (let n = 1; ; n++) {
    await before(n);
    if (!(await kill(world, n, invoke))) return n - 1;
  }
}

describe('a run that is killed after any of its outward calls, and comes again', () => {
  test('of the sweep brings a thread to its end that lost machine, ring and mails', async () => {
    const scenes: Scene[] = [];
    const points = await killEver(
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

  test('of the log holds every version once, and signs it', async () => {
    await world.sound.log();
    const { store, table: records } = world.sound.ports;
    const content = (name: string) => ({ name, responsibilities: ['Be logged'] });
    let alike = -1;
    const points = await killEver(
      async (n) => {
        await world.sound.log();
        const head = await records.get(logHeadKey);
        if (head?.published === head?.size) alike += 1;
        const role = { type: 'role', id: `log-${n}`, state: 'active' };
        await given(store, { ...role, content: content('First') });
        await given(store, { ...role, content: content('Second') });
        await given(store, { ...role, id: `other-${n}`, content: content('Other') });
      },
      (hands) => hands.log(),
    );
    note('log, runs again', points, points, alike);
    expect(alike).toBe(points);
    const { ok, wrong } = await verifyBucket(live.assent);
    expect({ ok, wrong }).toEqual({ ok: true, wrong: [] });
    for (let n = 1; n <= points; n++) {
      expect(await store.logIndex(`role/log-${n}`, 2)).toBeDefined();
    }
  });
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
