import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { Form } from '#core/approvals/answer.ts';
import { approvalContent } from '#core/approvals/ask.ts';
import type { Ref } from '#core/ids.ts';
import { parseDelivery } from '#core/mail/outbox.ts';
import type { Clock } from '#core/ports.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import { recordPartition } from '#core/store/keys.ts';
import { instantOf, MINUTE } from '#core/time.ts';
import { attemptOf, executionName } from '#core/waiting/executions.ts';
import type { Mail } from '#local/mailbox/mails.ts';
import { type Call, type Calls, Killed, outwardCalls } from '#tests/memory/calls.ts';
import { aPolicy, given } from '#tests/support/people.ts';
import { clientsOf, corePorts } from './core-ports.ts';
import { CRASH_BELL, CRASH_MACHINES, createCrashStack, tokenKey } from './crash-stack.ts';
import { type Arrival, type Hands, handsOf } from './hands.ts';
import type { Live } from './live.ts';
import { codeIn } from './thread.ts';
import { waitUntil } from './wait-until.ts';

/** One approval on its way. */
export interface Scene {
  readonly name: string;
  readonly subject: Ref;
  readonly approval: Ref;
  readonly task: Ref;
}

/** Sweeps that are enough for everything to come to its end. */
const MAX_ROUNDS = 8;

/**
 * A world in which any invocation can be killed. Tables, bucket, key, mail, the machine that waits
 * and the function that is rung are the engine's; who is invoked, and when, is the test's to say.
 */
export class CrashWorld {
  /** Hands that nobody kills. */
  readonly sound: Hands;
  readonly #live: Live;
  readonly #clients;
  readonly #rung = new Set<Ref>();
  #aheadMs = 0;

  private constructor(live: Live) {
    this.#live = live;
    this.#clients = clientsOf(live.assent);
    this.sound = this.hands(outwardCalls());
  }

  static async create(live: Live): Promise<CrashWorld> {
    await createCrashStack(live.assent);
    return new CrashWorld(live);
  }

  /** Hands whose outward calls go through `calls`. */
  hands(calls: Calls): Hands {
    calls.after(({ name, args: [fn, payload] }) => {
      if (name !== 'bell.ring' || fn !== 'mail') return;
      for (const of of (payload as { of: Ref[] }).of) this.#rung.add(of);
    });
    const clock: Clock = { now: () => instantOf(Date.now() + this.#aheadMs) };
    const ports = corePorts(this.#live.assent, {
      clock,
      calls,
      clients: this.#clients,
      machineArnPrefix: CRASH_MACHINES,
      rung: { mail: CRASH_BELL, log: CRASH_BELL },
    });
    return handsOf(ports);
  }

  /** A policy of that name that asks for approval. */
  async request(name: string): Promise<Scene> {
    const { store } = this.sound.ports;
    const id = name.toLowerCase().replaceAll(' ', '-');
    const policy = { type: 'policy', id, state: 'draft', content: aPolicy({ name }) };
    const subject = await given(store, policy);
    const approval = await this.sound.request(subject.ref);
    const task = approvalContent(approval).stages[0]?.seats[0]?.rounds[0]?.task;
    if (task === undefined) throw new Error('Nobody is asked');
    return { name, subject: subject.ref, approval: approval.ref, task };
  }

  /** What the machine hands to `await`; it needs a moment to get there. */
  async arrival({ approval }: Scene, attempt = 1): Promise<Arrival> {
    const execution = executionName(approval, attempt);
    const token = await waitUntil(`${execution} to wait`, async () => {
      const item = await this.sound.ports.table.get(tokenKey(execution));
      return typeof item?.token === 'string' ? item.token : undefined;
    });
    return { of: approval, execution, token };
  }

  /** What the decider posts: the code of the newest mail, the facts of the task. */
  async form({ name, task }: Scene, mails = this.#live.mails()): Promise<Form> {
    const mail = mails.find(({ subject }) =>
      subject.startsWith(`Approve policy: ${name}, version `),
    );
    if (mail === undefined) throw new Error(`No mail asks about ${name}`);
    const { store, clock } = this.sound.ports;
    const { facts } = contentOf(taskType, await store.need(task));
    const typed = { choice: 'approve', comment: '', signature: 'Ingrid Solheim' };
    return { code: codeIn(mail), facts, opened: clock.now(), ...typed };
  }

  /** So many minutes pass. */
  pass(minutes: number): void {
    this.#aheadMs += minutes * MINUTE;
  }

  /** Ends the first execution of an approval's machine. */
  async stop({ approval }: Scene): Promise<void> {
    const machine = `${CRASH_MACHINES}approval`.replace(':stateMachine:', ':execution:');
    const executionArn = `${machine}:${executionName(approval, 1)}`;
    await this.#clients.sfn.send(new StopExecutionCommand({ executionArn }));
  }

  /** Delivers the rings for the function `mail`. */
  async deliverMail(): Promise<void> {
    const refs = [...this.#rung];
    this.#rung.clear();
    await Promise.all(refs.map((ref) => this.sound.mail(ref)));
  }

  /**
   * Whatever is left goes on: minutes pass, the sweep runs, machines arrive and conclude, people
   * decide. `lost`: nobody invokes the step again for the first execution.
   */
  async goOn(scenes: readonly Scene[], { lost = false } = {}): Promise<void> {
    const attempts = new Map(scenes.map(({ approval }) => [approval, 1]));
    let left = scenes;
    for (let round = 0; round < MAX_ROUNDS && left.length > 0; round++) {
      this.pass(3);
      await this.deliverMail();
      await this.sound.sweep();
      await this.deliverMail();
      const mails = this.#live.mails();
      const turns = left.map((scene) => this.#turn(scene, attempts, mails, lost));
      const more = await Promise.all(turns);
      left = left.filter((_, index) => more[index]);
    }
  }

  /** Does for one approval what its machine and its decider would; whether anything is left. */
  async #turn(
    scene: Scene,
    attempts: Map<Ref, number>,
    mails: readonly Mail[],
    lost: boolean,
  ): Promise<boolean> {
    const { approval, task, name } = scene;
    const { store, machines } = this.sound.ports;
    const attempt = attemptOf((await store.need(approval)).pending);
    if (attempt !== undefined && attempt !== attempts.get(approval)) {
      attempts.set(approval, attempt);
      await this.sound.await(await this.arrival(scene, attempt));
    }
    const isAsked = mails.some(({ subject }) =>
      subject.startsWith(`Approve policy: ${name}, version `),
    );
    if (isAsked && (await store.load(task))?.version.state === 'open') {
      await this.sound.decide(await this.form(scene, mails));
    }
    const current = attempts.get(approval) ?? 1;
    // The machine that was rung goes on; the one here has ended by then.
    const status = await machines.status('approval', executionName(approval, current));
    if (status === 'ended' && !(lost && current === 1)) await this.sound.step(approval);
    const heads = await Promise.all([approval, task].map((ref) => store.load(ref)));
    return heads.some((head) => head === undefined || head.pending.length > 0);
  }

  /** Where each ended. No id, time or number of mails: the same after every crash. */
  async finalStates(scenes: readonly Scene[]) {
    const subjects = this.#live.mails().map(({ subject }) => subject);
    return Promise.all(scenes.map((scene) => this.#finalState(scene, subjects)));
  }

  async #finalState({ name, approval, subject, task }: Scene, subjects: readonly string[]) {
    const { store, table } = this.sound.ports;
    const actions = async (ref: Ref) =>
      (await store.history(ref, 100)).versions.map(({ version }) => version.action).toReversed();
    const under = async (ref: Ref, prefix: string) =>
      (await table.query({ partition: recordPartition(ref), prefix, limit: 100 })).items;
    const owed = [...(await under(approval, 'D#')), ...(await under(task, 'D#'))];
    const about = subjects.filter((each) => each.includes(`${name}, version `));
    return {
      approval: await actions(approval),
      task: await actions(task),
      subject: await actions(subject),
      mails: [...new Set(about.map((each) => each.split(':')[0]))].toSorted(),
      unsent: owed.map(parseDelivery).filter(({ sent }) => sent === undefined).length,
      waiting: (await under(approval, 'W#')).length,
      pending: [...(await store.need(approval)).pending, ...(await store.need(task)).pending],
    };
  }
}

/**
 * Invokes it and kills it when its n-th outward call has done its work: from then on no call gets
 * out, whatever is caught inside. `false` where it ended before.
 */
export async function kill(
  world: CrashWorld,
  n: number,
  invoke: (hands: Hands) => Promise<unknown>,
): Promise<boolean> {
  const calls = outwardCalls();
  const fragile = world.hands(calls);
  let dead = false;
  const die = (call: Call) => {
    dead ||= call.n === n;
    if (dead) throw new Killed(call, 'after');
  };
  calls.before((call) => {
    if (dead) throw new Killed(call, 'before');
  });
  calls.after(die);
  try {
    await invoke(fragile);
  } catch (error) {
    if (!dead) throw error;
  }
  return dead;
}

/**
 * Kills one run after its first outward call, the next one after its second, until one gets
 * through; how many were killed.
 */
export async function killEver(
  world: CrashWorld,
  before: (n: number) => Promise<void>,
  invoke: (hands: Hands) => Promise<unknown>,
): Promise<number> {
  for (let n = 1; ; n++) {
    await before(n);
    if (!(await kill(world, n, invoke))) return n - 1;
  }
}
