import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CREDENTIALS, REGION } from '../engine/environment.ts';
import { dim, say } from './say.ts';

const COMMAND = join(import.meta.dirname, '..', '..', 'cli', 'assent.ts');

/**
 * Runs the command `assent` as anybody would, and shows what it prints.
 *
 * @param engine address of the local engine, where the command goes to AWS
 */
export async function runAssent(
  args: readonly string[],
  expected: number,
  engine?: string,
): Promise<void> {
  say(dim(`$ npm run assent -- ${args.join(' ')}`));
  const child = spawn(process.execPath, [COMMAND, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...(engine === undefined ? {} : atEngine(engine)) },
  });
  const show = (chunk: Buffer) => say(chunk.toString().trimEnd());
  child.stdout.on('data', show);
  child.stderr.on('data', show);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== expected) throw new Error(`assent ended with ${code}, not ${expected}`);
}

const atEngine = (engine: string) => ({
  AWS_ENDPOINT_URL: engine,
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
});
