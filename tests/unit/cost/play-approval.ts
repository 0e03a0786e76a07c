import type { Hono } from 'hono';
import { conclude } from '#core/approvals/conclude.ts';
import { openGate } from '#core/approvals/open-gate.ts';
import type { Ref } from '#core/ids.ts';
import { advance } from '#core/log/advance.ts';
import { newestNote } from '#core/log/log-head.ts';
import { PRODUCTION_RETENTION } from '#core/log/retention.ts';
import { sendOwed } from '#core/mail/send.ts';
import type { Machines } from '#core/ports.ts';
import { recordType } from '#core/records/registry.ts';
import { lists } from '#core/store/lists.ts';
import { recordStore } from '#core/store/record-store.ts';
import { sweep } from '#core/sweep/sweep.ts';
import { createServices } from '#core/system-records.ts';
import { HOUR, MINUTE } from '#core/time.ts';
import { etagOf } from '#functions/api/present.ts';
import { api } from '#functions/api/routes.ts';
import { announcer } from '#functions/log/announce.ts';
import { renderMail } from '#functions/mail/render.ts';
import { readRecords } from '#functions/shared/read-records.ts';
import { OUR_SERVICES } from '#functions/shared/services.ts';
import { taskDecide } from '#functions/task-decide/routes.ts';
import { taskPage } from '#functions/task-page/routes.ts';
import { memoryHolidays } from '#tests/memory/holidays.ts';
import { memoryWorld } from '#tests/memory/world.ts';
import { ASTRID, given, givenPeople, givenPolicy } from '#tests/support/people.ts';
import { factsGatherer } from '#workflows/approval/contract.ts';
import { type Cause, type Invocation, Meter } from './meter.ts';
import { storedBytes } from './table-units.ts';
import { VirtualTime } from './virtual-time.ts';

const ORIGIN = 'example.com/assent/production';
const BASE = 'https://assent.example.com';
const CALLER = 'arn:aws:iam::111122223333:role/tools';

/** The stream's reader gathers that long before it rings the log (`infra/app-stack.ts`). */
const GATHERS_MS = 1000;

/** The sweep looks whether an approval's execution runs by then (`core/approvals/open-gate.ts`). */
const LOOKED_AT_WITHIN = HOUR + MINUTE;

/** Entries of the last bundle before the approval: half full, as it is on average. */
const HALF_A_BUNDLE = 128;

/**
 * The whole system in memory, functions and machine with it, every outward call counted. The HTTP
 * functions are the real ones; the others' handlers are a call of `core` each, as here. Nothing
 * lags, conflicts or is lost.
 */
export class PlayedApproval {
  readonly meter = new Meter();
  readonly #world = memoryWorld();
  readonly #time = new VirtualTime(this.#world.clock);
  readonly #ports = this.#compose();
  readonly #doors = this.#open();
  #logRings = 0;
  /** The secret of the newest link. */
  code = '';

  /** An organisation with its people and policies, and a log of half a bundle. */
  async prepare(): Promise<void> {
    const { store } = this.#ports;
    const before = recordStore({ ...this.#ports, table: this.#world.table });
    await createServices({ store }, [
      ...OUR_SERVICES,
      { id: 'tools', name: 'Tools', purpose: 'Calls the API', actsForPeople: true },
    ]);
    await givenPeople(before);
    await givenPolicy(before);
    await sweep(this.#ports);
    const { stream } = this.#world.table;
    const role = { type: 'role', id: 'head-of-ai', state: 'active' };
    while (stream.read(0, HALF_A_BUNDLE).length < HALF_A_BUNDLE) {
      this.#world.clock.advance(1);
      const content = { name: 'Head of AI', responsibilities: ['Acts as Head of AI'] };
      await given(before, { ...role, content });
    }
    stream.advance(0, HALF_A_BUNDLE);
    this.#logRings = 0;
    await this.#log();
    await this.#time.pass();
    this.meter.invocations.length = 0;
  }

  /** The owner of a policy asks; the gate opens, the mail leaves, the log follows. */
  async request(): Promise<void> {
    const policy = await this.#ports.store.need('policy/ai-policy');
    await this.#call(
      'api',
      'requester',
      this.#doors.api,
      '/v1/records/policy/ai-policy' + '/transitions/request-approval',
      {
        headers: { 'if-match': etagOf(policy), 'assent-acting-for': ASTRID },
        body: JSON.stringify({ reason: 'It is ready' }),
      },
    );
  }

  /** The decider follows the link: the door, then the task behind it. Gives the page. */
  async look(): Promise<string> {
    this.#world.clock.advance(20 * MINUTE);
    await this.door();
    return (await this.open(this.code)).text;
  }

  /** The page of every link, before its code is posted. */
  door(): Promise<Answered> {
    return this.#call('task-page', 'decider', this.#doors.page, '/t');
  }

  open(code: string): Promise<Answered> {
    const body = new URLSearchParams({ code });
    return this.#call('task-page', 'decider', this.#doors.page, '/t/open', { body });
  }

  /** The decider answers what the page showed; where it decides, the approval takes effect. */
  decide(page: string, fields: Readonly<Record<string, string>> = {}): Promise<Answered> {
    this.#world.clock.advance(5 * MINUTE);
    const body = new URLSearchParams({
      ...hiddenFields(page),
      choice: 'approve',
      comment: 'Read in full; try the stop in March',
      signature: 'Ingrid Solheim',
      ...fields,
    });
    return this.#call('task-decide', 'decider', this.#doors.decide, '/t/decide', { body });
  }

  /** A run of the sweep after so many milliseconds. */
  async sweepAfter(milliseconds: number): Promise<void> {
    this.#world.clock.advance(milliseconds);
    this.#begin('sweep', 'the clock', () => sweep(this.#ports));
    await this.#time.pass();
  }

  /** Bytes of all that stays in the tables: what expires is left out. */
  storedBytes(): number {
    const { table } = this.#world;
    return (['main', 'personal'] as const)
      .flatMap((name) => table.all(name).map((item) => ({ name, item })))
      .filter(({ item }) => item.ttl === undefined)
      .reduce((sum, { name, item }) => sum + storedBytes(name, item), 0);
  }

  /** How a record stands. */
  async stateOf(ref: Ref): Promise<string> {
    const before = recordStore({ ...this.#ports, table: this.#world.table });
    return (await before.need(ref)).version.state;
  }

  #compose() {
    const { clock, random, objects, signer, mailer, bus, uploads } = this.#world;
    const table = this.meter.table(this.#world.table, () => this.#heedStream());
    const credentials = { find: async () => undefined };
    const store = recordStore({ table, clock, random, credentials });
    return {
      table,
      clock,
      random,
      uploads,
      credentials,
      store,
      lists: lists(table),
      objects: this.meter.objects(objects),
      locks: objects,
      read: readRecords({ store, lists: lists(table) }),
      signers: [this.meter.signer(signer)],
      mailer: this.meter.mailer(mailer),
      bus: this.meter.bus(bus),
      bell: this.meter.bell(async (fn, payload) => this.#heed(fn, payload)),
      machines: this.#machines(),
      patience: { sleep: (ms: number) => this.#sleep(ms), random },
      sleep: (ms: number) => this.#sleep(ms),
      retention: PRODUCTION_RETENTION,
      holidays: memoryHolidays(),
      maxBytes: 1000,
      origin: ORIGIN,
      software: 'assent 0.0.0',
      deadLetters: async () => 0,
      services: { [CALLER]: 'tools' },
      classOf: (type: string) => recordType(type).retention,
      checkpoint: () => newestNote(table),
    };
  }

  #open() {
    const ports = this.#ports;
    const gather = factsGatherer(readRecords(ports));
    return {
      api: api(ports),
      page: taskPage(ports),
      decide: taskDecide({ ...ports, gather, kindOf: () => undefined }),
    };
  }

  /** Step Functions: Await, then Conclude after the ring. */
  #machines(): Machines {
    const { machines } = this.#world;
    return {
      start: async (workflow, name, input) => {
        const { type, id } = input as { type: string; id: string };
        const outcome = await machines.start(workflow, name, input);
        this.#begin('await', 'machine', () => this.#await(`${type}/${id}`, name));
        return outcome;
      },
      ring: async (token) => {
        const outcome = await machines.ring(token);
        const of = this.#waiting.get(token);
        if (outcome === 'rung' && of !== undefined) {
          this.#begin('step', 'machine', () => conclude(this.#ports, of, 'service/assent-step'));
        }
        return outcome;
      },
      status: (workflow, name) => machines.status(workflow, name),
    };
  }

  readonly #waiting = new Map<string, Ref>();

  async #await(of: Ref, execution: string): Promise<void> {
    const token = this.#world.machines.wait('approval', execution);
    this.#waiting.set(token, of);
    const gather = factsGatherer(readRecords(this.#ports));
    await openGate(this.#ports, { of, execution, token }, gather);
  }

  #heed(fn: string, payload: object = {}): void {
    if (fn !== 'mail') return;
    const { of } = payload as { of: readonly Ref[] };
    this.#begin('mail', 'after a commit', async () => {
      for (const ref of of) await sendOwed({ ...this.#ports, render: this.#render }, ref);
    });
  }

  readonly #render = (matter: Parameters<typeof renderMail>[0]) => {
    if (matter.about === 'approval') this.code = matter.code ?? this.code;
    return renderMail(matter, { base: BASE, origin: ORIGIN });
  };

  // New markers ring the log, once for all that come within the window.
  #heedStream(): void {
    const { stream } = this.#world.table;
    if (stream.read(0).length === 0 || this.#logRings > 0) return;
    this.#logRings += 1;
    this.#time.begin(async () => {
      this.#logRings = 0;
      stream.advance(0, stream.read(0).length);
      await this.meter.during('log', 'after a commit', () => this.#log());
    }, GATHERS_MS);
  }

  async #log(): Promise<void> {
    await advance(this.#ports, { announce: announcer(this.#ports) });
  }

  #sleep(milliseconds: number): Promise<void> {
    this.meter.slept(milliseconds);
    return this.#time.sleep(milliseconds);
  }

  #begin(fn: string, cause: Cause, act: () => Promise<unknown>): void {
    this.#time.begin(() => this.meter.during(fn, cause, act));
  }

  /** A request by HTTP, and all that follows from it. */
  async #call(
    fn: string,
    cause: Cause,
    app: Hono,
    path: string,
    post?: { headers?: Record<string, string>; body: string | URLSearchParams },
  ): Promise<Answered> {
    const event = { requestContext: { authorizer: { iam: { userArn: CALLER } } } };
    let answered: Answered = { status: 0, text: '' };
    this.#begin(fn, cause, async () => {
      const response = await app.request(path, post && { method: 'POST', ...post }, { event });
      answered = { status: response.status, text: await response.text() };
    });
    await this.#time.pass();
    return answered;
  }
}

/** What a request was answered. */
interface Answered {
  readonly status: number;
  readonly text: string;
}

export interface Played {
  readonly invocations: readonly Invocation[];
  /** Bytes that the tables hold more than before. */
  readonly storedBytes: number;
}

/** One single-stage approval by link, from the request to receipt and effect. */
export async function playApproval(): Promise<Played> {
  const play = new PlayedApproval();
  await play.prepare();
  const before = play.storedBytes();
  await play.request();
  await play.decide(await play.look());
  const state = await play.stateOf('policy/ai-policy');
  if (state !== 'approved') throw new Error(`The policy is ${state} in the end`);
  return { invocations: play.meter.invocations, storedBytes: play.storedBytes() - before };
}

/** Runs of the sweep: one that finds nothing due, one that looks at an approval that waits. */
export async function playLook(): Promise<{
  readonly idle: Invocation;
  readonly look: Invocation;
}> {
  const play = new PlayedApproval();
  await play.prepare();
  await play.sweepAfter(MINUTE);
  const idle = play.meter.invocations.at(-1);
  await play.request();
  await play.sweepAfter(LOOKED_AT_WITHIN);
  const look = play.meter.invocations.at(-1);
  if (idle?.fn !== 'sweep' || look?.fn !== 'sweep') throw new Error('The sweep did not run');
  return { idle, look };
}

function hiddenFields(page: string): Record<string, string> {
  const inputs = page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name, value]) => [name, value]));
}
