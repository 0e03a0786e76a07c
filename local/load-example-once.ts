import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CREDENTIALS } from './engine/environment.ts';
import { loadExample } from './example.ts';
import { writeWhole } from './write-file.ts';

/** Loads the example through the public door, once in the life of a state. */
export async function loadExampleOnce(door: string, stateDir: string): Promise<void> {
  const stamp = join(stateDir, 'example-loaded');
  if (existsSync(stamp)) return;
  await loadExample(door, CREDENTIALS);
  writeWhole(stamp, '');
}
