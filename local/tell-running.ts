import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CREDENTIALS, REGION } from './engine/environment.ts';
import { writeWhole } from './write-file.ts';

const pathIn = (folder: string): string => join(folder, 'running.json');

/** Says in a file how the engine is reached while it runs: the command `assent` reads it. */
export function tellRunning(folder: string, endpoint: string): void {
  // A client of the SDK writes more into credentials that it is given.
  const { accessKeyId, secretAccessKey } = CREDENTIALS;
  const said = { endpoint, region: REGION, accessKeyId, secretAccessKey };
  writeWhole(pathIn(folder), `${JSON.stringify(said, null, 2)}\n`);
}

/** It runs no more. */
export const tellStopped = (folder: string): void => rmSync(pathIn(folder), { force: true });
