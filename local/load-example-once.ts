import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CREDENTIALS } from './engine/environment.ts';

const EXAMPLE = join(import.meta.dirname, 'example.ts');

/** Loads the example through the public door, once in the life of a state. */
export async function loadExampleOnce(apiUrl: string, stateDir: string): Promise<void> {
  const stamp = join(stateDir, 'example-loaded');
  if (existsSync(stamp) || !existsSync(EXAMPLE)) return;
  const { loadExample } = await import(EXAMPLE);
  await loadExample(apiUrl, CREDENTIALS);
  writeFileSync(stamp, '');
}
