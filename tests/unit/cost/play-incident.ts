import { advance } from '#core/log/advance.ts';
import { recordType } from '#core/records/registry.ts';
import type { Head } from '#core/store/items.ts';
import { openLink } from '#core/work/open-link.ts';
import { announcer } from '#functions/log/announce.ts';
import { memoryWorld } from '#tests/memory/world.ts';
import { type House, house } from '#tests/support/house.ts';
import { ASTRID, INGRID } from '#tests/support/people.ts';
import { type Play, play, SAID, START } from '../incidents/play.ts';
import { type Invocation, Meter } from './meter.ts';
import { storedBytes } from './table-units.ts';

const ORIGIN = 'example.com/assent/production';

export interface PlayedIncident {
  readonly invocations: readonly Invocation[];
  /** Bytes that the tables hold more than before. */
  readonly storedBytes: number;
  /** What the machine of the incident read, one after the other. */
  readonly outcomes: readonly string[];
  /** Pieces of work and votes that people answered. */
  readonly answers: number;
}

/** Calls of these go by the meter; all else is the port's own. */
function through<Port extends object>(port: Port, metered: Partial<Port>): Port {
  return new Proxy(port, {
    get: (target, name) => Reflect.get(Object.hasOwn(metered, name) ? metered : target, name),
  });
}

/**
 * An incident from the signal that reports it to its closure by two people: every call that leaves
 * a function, counted over ports in memory. It is not reportable, and has one action. Functions are
 * a call of `core` each; the log runs once after each of them.
 */
export async function playIncident(): Promise<PlayedIncident> {
  const meter = new Meter();
  const world = memoryWorld({ start: START });
  const at = house(
    {},
    {
      ...world,
      table: through(
        world.table,
        meter.table(world.table, () => {}),
      ),
      objects: through(world.objects, meter.objects(world.objects)),
      mailer: through(world.mailer, meter.mailer(world.mailer)),
    },
  );
  const outcomes: string[] = [];
  const log = () => meter.during('log', 'after a commit', () => sequence(at, meter));
  const p = await play(undefined, inFunctions(at, meter, outcomes));
  await log();
  meter.invocations.length = 0;
  const before = bytesIn(at);
  const wanted = await meter.during('ingest', 'requester', () => p.signal());
  await p.pass(0, wanted);
  await log();
  const answers = await answerAll(p, meter, log);
  return { invocations: meter.invocations, storedBytes: bytesIn(at) - before, outcomes, answers };
}

/** The hands of a house, each a run of its function. */
function inFunctions(at: House, meter: Meter, outcomes: string[]): House {
  return {
    ...at,
    sweep: (rung) => meter.during('sweep', 'the clock', () => at.sweep(rung)),
    arriveAs: (of, name) => meter.during('await', 'machine', () => at.arriveAs(of, name)),
    deliverMail: () => meter.during('mail', 'after a commit', () => at.deliverMail()),
    async step(ref) {
      const outcome = await meter.during('step', 'machine', () => at.step(ref));
      if (ref.startsWith('incident/')) outcomes.push(outcome);
      return outcome;
    },
  };
}

const WORK: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['triage-incident', SAID.triage],
  ['contain-incident', SAID.contain],
  ['explain-incident', SAID.explain],
  ['plan-correction', SAID.plan],
  ['decide-reportability', SAID.notReportable],
  ['carry-out-action', SAID.carryOut],
  ['sum-up-incident', SAID.sumUp],
];

async function answerAll(p: Play, meter: Meter, log: () => Promise<void>): Promise<number> {
  const decides = <T>(act: () => Promise<T>) => meter.during('task-decide', 'decider', act);
  for (const [kind, fields] of WORK) {
    // Containment is told in minutes that are over.
    p.at.clock.advance(30 * 60_000);
    await look(p, meter, await p.openTask(kind));
    const answered = await decides(() => p.answer(kind, fields));
    if (answered.is !== 'recorded') throw new Error(`${kind}: ${answered.is}`);
    await log();
  }
  for (const person of [INGRID, ASTRID]) {
    await look(p, meter, await p.openTask('close-incident'));
    await decides(() => p.decide(person));
    await log();
  }
  const { state } = (await p.theIncident()).version;
  if (state !== 'closed') throw new Error(`The incident is ${state} in the end`);
  return WORK.length + 2;
}

/** Whoever follows a link opens the door, which calls nothing, and the task behind it. */
async function look({ at, codeOf }: Play, meter: Meter, task: Head): Promise<void> {
  await meter.during('task-page', 'decider', async () => {});
  await meter.during('task-page', 'decider', () => openLink(at, codeOf(task.ref), at.clock.now()));
}

async function sequence(at: House, meter: Meter): Promise<void> {
  const ports = {
    ...at,
    signers: [meter.signer(at.signer)],
    bus: meter.bus(at.bus),
    origin: ORIGIN,
    patience: { sleep: async () => {}, random: at.random },
    classOf: (type: string) => recordType(type).retention,
  };
  await advance(ports, { announce: announcer(ports) });
}

const bytesIn = ({ table }: House): number =>
  (['main', 'personal'] as const)
    .flatMap((name) => table.all(name).map((item) => ({ name, item })))
    .filter(({ item }) => item.ttl === undefined)
    .reduce((sum, { name, item }) => sum + storedBytes(name, item), 0);
