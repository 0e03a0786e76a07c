import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { dim, say } from './say.ts';

const COMMAND = join(import.meta.dirname, '..', '..', 'cli', 'assent.ts');

/** Runs the command `assent` as anybody would, and shows what it prints. */
export async function runAssent(args: readonly string[], expected: number): Promise<void> {
  say(dim(`$ npx assent ${args.join(' ')}`));
  const child = spawn(process.execPath, [COMMAND, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const show = (chunk: Buffer) => say(chunk.toString().trimEnd());
  child.stdout.on('data', show);
  child.stderr.on('data', show);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== expected) throw new Error(`assent ended with ${code}, not ${expected}`);
}
