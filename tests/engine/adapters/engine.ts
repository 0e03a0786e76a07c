import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf } from '#local/clients.ts';
import { startEngine } from '#local/engine.ts';

/** An empty engine for the tests of one file. */
export interface TestEngine {
  readonly endpoint: string;
  /** Options of every client of it. */
  readonly client: ReturnType<typeof clientOf>;
  /** Ends it and forgets its state. */
  stop(): Promise<void>;
}

export async function startTestEngine(options: { iam?: boolean } = {}): Promise<TestEngine> {
  const stateDir = mkdtempSync(join(tmpdir(), 'assent-adapters-'));
  const engine = await startEngine({ ...options, stateDir });
  return {
    endpoint: engine.endpoint,
    client: clientOf(engine.endpoint),
    async stop() {
      // Nothing of it is needed any more, so it need not save.
      await engine.kill();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
