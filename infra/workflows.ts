import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DefineMachine } from '#workflows/workflow.ts';

const FOLDER = join(dirname(dirname(fileURLToPath(import.meta.url))), 'workflows');

/** Every workflow by its folder's name, in order: adding a workflow is adding its folder. */
export async function loadWorkflows(): Promise<ReadonlyMap<string, DefineMachine>> {
  const names = readdirSync(FOLDER)
    .filter((name) => existsSync(join(FOLDER, name, 'state-machine.ts')))
    .sort();
  const found = new Map<string, DefineMachine>();
  for (const name of names) {
    const file = pathToFileURL(join(FOLDER, name, 'state-machine.ts')).href;
    const module: { default: DefineMachine } = await import(file);
    found.set(name, module.default);
  }
  return found;
}
