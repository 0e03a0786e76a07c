import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CREDENTIALS } from './engine/environment.ts';
import { loadExample } from './example.ts';

/** Loads the example through the public door, once in the life of a state. */
export async function loadExampleOnce(door: string, stateDir: string): Promise<void> {
  const stamp = join(stateDir, 'example-loaded');
  if (existsSync(stamp)) return;
  await loadExample(door, CREDENTIALS);
  writeFileSync(stamp, '');
}
