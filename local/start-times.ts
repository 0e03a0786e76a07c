import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSENT_FOLDER } from './paths.ts';
import type { StepTime } from './progress.ts';
import { writeWhole } from './write-file.ts';

const PATH = join(ASSENT_FOLDER, 'start-times.json');

/** A start with nothing there yet; one that deployed a change; one that found all as it was. */
export type StartKind = 'first' | 'changed' | 'later';

export interface StartTimes {
  /** UTC. */
  readonly at: string;
  readonly seconds: number;
  readonly steps: readonly StepTime[];
}

/** Keeps how long the newest start of that kind took, beside those of the other kinds. */
export function keepStartTimes(kind: StartKind, times: StartTimes): void {
  const kept = existsSync(PATH) ? JSON.parse(readFileSync(PATH, 'utf8')) : {};
  writeWhole(PATH, `${JSON.stringify({ ...kept, [kind]: times }, null, 2)}\n`);
}
