import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CREDENTIALS, REGION } from '#local/engine/environment.ts';
import {
  copyState,
  type Deployed,
  deployAssent,
  type Engine,
  isDeployed,
  readDeployed,
  startEngine,
} from '#local/engine.ts';
import { withLock } from '#local/hold-lock.ts';
import { ASSENT_FOLDER } from '#local/paths.ts';

/** The address that links in mails of test engines begin with. Nobody listens there. */
export const TEST_BASE_URL = 'http://127.0.0.1:4780';

/** An engine of one test file: a free port, a state of its own, grants enforced. */
export interface TestEngine {
  readonly endpoint: string;
  /** Options for any client of the AWS SDK, as the account's root user. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** Where it keeps everything. */
  readonly folder: string;
  /** The folder in it that holds sent mails (`#local/mailbox/mails.ts`). */
  readonly mails: string;
  /** Stops it, or kills it as a crash would, and starts it again on its state, elsewhere. */
  restart(how?: 'stop' | 'kill'): Promise<void>;
  /** Stops it and removes its state. */
  stop(): Promise<void>;
}

/** Assent, deployed. */
export interface TestAssent extends TestEngine {
  readonly deployed: Deployed;
}

/** Starts an engine with nothing in it. Stop it in `afterAll`. */
export async function startTestEngine(): Promise<TestEngine> {
  return testEngine(temporaryFolder());
}

/**
 * Starts an engine with Assent deployed. Deploying happens once for all test files, and again only
 * when the sources have changed; every file gets a copy.
 */
export async function startTestAssent(): Promise<TestAssent> {
  const deployed = await deployedState();
  const folder = temporaryFolder();
  copyState(deployed, folder);
  return testEngine(folder);
}

async function testEngine(stateDir: string): Promise<TestAssent> {
  let engine = await startEngine({ stateDir });
  return {
    get endpoint() {
      return engine.endpoint;
    },
    get client() {
      return { endpoint: engine.endpoint, region: REGION, credentials: CREDENTIALS };
    },
    get deployed() {
      const deployed = readDeployed(engine);
      if (!deployed) throw new Error('Nothing is deployed to this engine');
      return deployed;
    },
    folder: stateDir,
    mails: join(stateDir, 'mails'),
    restart: async (how = 'stop') => {
      await engine[how]();
      engine = await startEngine({ stateDir });
    },
    stop: async () => {
      await engine.kill();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'assent-engine-'));
}

/** The folder of a stopped engine with Assent deployed, from the sources as they are. */
async function deployedState(): Promise<string> {
  const folder = join(ASSENT_FOLDER, 'deployed-for-tests');
  return withLock(`${folder}.lock`, async () => {
    if (isDeployed(folder)) return folder;
    rmSync(folder, { recursive: true, force: true });
    let engine: Engine = await startEngine({ stateDir: folder });
    try {
      ({ engine } = await deployAssent(engine, { baseUrl: TEST_BASE_URL }));
    } finally {
      await engine.stop();
    }
    return folder;
  });
}
