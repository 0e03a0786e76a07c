import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { callSweep, type SweepCaller } from './call-sweep.ts';
import { foldersOf } from './engine/environment.ts';
import { installEngine } from './engine/install.ts';
import { type EngineEnd, type LeftBehind, startProcess } from './engine/process.ts';
import { type Deployed, deployAssent, type Engine, wasDeployed } from './engine.ts';
import { isTaken } from './free-port.ts';
import { openFrontDoor } from './front-door.ts';
import type { LocalServer } from './listen.ts';
import { loadExampleOnce } from './load-example-once.ts';
import { feedbackPlayer } from './mailbox/feedback.ts';
import { openMailbox } from './mailbox/server.ts';
import { ASSENT_FOLDER } from './paths.ts';
import type { Progress } from './progress.ts';
import type { StartKind } from './start-times.ts';
import { StopError } from './stop-error.ts';

export interface LocalOptions {
  /** Front door; the mailbox and the engine have the next two. */
  readonly port: number;
  /** Where everything is kept that a restart must find again. */
  readonly stateDir?: string;
  /** Hears what goes wrong while it runs. */
  readonly tell: (what: string) => void;
}

export interface Addresses {
  /** Where links in mails lead. */
  readonly taskPages: string;
  readonly mailbox: string;
  /** The routes of the API. */
  readonly api: string;
  readonly engine: string;
}

/** The whole system on this machine: engine, front door, mailbox, and the sweep's clock. */
export class LocalSystem {
  readonly addresses: Addresses;
  readonly #options: LocalOptions;
  readonly #stateDir: string;
  readonly #servers: LocalServer[] = [];
  #engine: Engine | undefined;
  #sweep: SweepCaller | undefined;

  constructor(options: LocalOptions) {
    const at = (offset: number) => `http://127.0.0.1:${options.port + offset}`;
    this.#options = options;
    this.#stateDir = options.stateDir ?? join(ASSENT_FOLDER, 'state');
    this.addresses = {
      taskPages: `${at(0)}/t`,
      mailbox: at(1),
      api: `${at(0)}/v1`,
      engine: at(2),
    };
  }

  /** Starts everything, in order. @throws StopError */
  async start(progress: Progress): Promise<{ leftBehind: LeftBehind; kind: StartKind }> {
    const { port } = this.#options;
    await checkPorts(port);
    const before = wasDeployed(this.#stateDir);
    // Nothing is worth keeping of a state whose first deployment was cut off: no record is there.
    if (!before) rmSync(this.#stateDir, { recursive: true, force: true });

    const python = await progress.step('Looking for the engine', 'Engine installed', installEngine);
    const started = await progress.step(
      'Starting the engine',
      'Engine started, access rights enforced',
      () => startProcess({ folder: this.#stateDir, port: port + 2, iam: true, python }),
    );
    this.#engine = started;
    const { deployed, changed } = await progress.step(
      'Looking for changes',
      'Assent deployed',
      (say) => this.#deploy(started, say),
    );
    await progress.step('Opening the doors', 'Front door, mailbox and clock running', () =>
      this.#open(deployed),
    );
    await progress.step('Loading the example', 'Example loaded', () =>
      loadExampleOnce(`http://127.0.0.1:${port}`, this.#stateDir),
    );
    const { leftBehind } = started;
    return { leftBehind, kind: !before ? 'first' : changed ? 'changed' : 'later' };
  }

  /** Whether its engine runs. */
  get isUp(): boolean {
    return this.#engine?.isRunning === true;
  }

  /** Resolves when the engine has ended, though nobody stopped it. */
  async engineEnded(): Promise<void> {
    await (this.#engine?.ended ?? new Promise(() => {}));
  }

  /** Stops everything; how the engine ended. */
  async stop(): Promise<EngineEnd> {
    await this.#sweep?.stop();
    await Promise.all(this.#servers.map((server) => server.close()));
    return (await this.#engine?.stop()) ?? 'gone';
  }

  /** Ends the engine at once. */
  async kill(): Promise<void> {
    await this.#engine?.kill();
  }

  async #deploy(started: Engine, say: (what: string) => void) {
    const baseUrl = `http://127.0.0.1:${this.#options.port}`;
    const { engine, ...rest } = await deployAssent(started, { baseUrl, say });
    this.#engine = engine;
    return rest;
  }

  async #open({ apiUrl, feedbackTopic, functions }: Deployed): Promise<void> {
    const { port, tell } = this.#options;
    const { mails } = foldersOf(this.#stateDir);
    const play = feedbackPlayer(this.addresses.engine, feedbackTopic);
    this.#servers.push(await openFrontDoor(port, apiUrl), await openMailbox(port + 1, mails, play));
    const { sweep } = functions;
    if (sweep === undefined) throw new Error('No function of the deployed stacks is the sweep');
    const failed = (failure: string) => tell(`The sweep failed, and goes on trying: ${failure}`);
    this.#sweep = callSweep(this.addresses.engine, sweep, failed);
  }
}

const SERVERS = ['the task pages and the API', 'the mailbox', 'the engine'];

async function checkPorts(first: number): Promise<void> {
  for (const [offset, name] of SERVERS.entries()) {
    if (!(await isTaken(first + offset))) continue;
    throw new StopError(
      `Port ${first + offset}, for ${name}, is taken by another program.\n` +
        `Three in a row are free from here: npm start -- --port ${await freeFrom(first)}`,
    );
  }
}

/** The first port of three free ones in a row, near that one. */
async function freeFrom(near: number): Promise<number> {
  for (let first = near + 10; first < 65_000; first += 10) {
    const taken = await Promise.all(SERVERS.map((_, offset) => isTaken(first + offset)));
    if (!taken.includes(true)) return first;
  }
  return freeFrom(1024);
}
