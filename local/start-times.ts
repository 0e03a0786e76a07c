import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StepTime } from './progress.ts';
import { writeWhole } from './write-file.ts';

/** A start with nothing there yet; one that deployed a change; one that found all as it was. */
export type StartKind = 'first' | 'changed' | 'later';

export interface StartTimes {
  /** UTC. */
  readonly at: string;
  readonly seconds: number;
  readonly steps: readonly StepTime[];
}

/** Keeps how long the newest start of that kind took, beside those of the other kinds. */
export function keepStartTimes(folder: string, kind: StartKind, times: StartTimes): void {
  const path = join(folder, 'start-times.json');
  const kept = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  writeWhole(path, `${JSON.stringify({ ...kept, [kind]: times }, null, 2)}\n`);
}
