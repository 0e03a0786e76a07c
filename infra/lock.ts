import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { ConfigError, type Stage } from './config.ts';

const entry = z.strictObject({
  account: z.string(),
  region: z.string(),
  origin: z.string(),
  mode: z.enum(['COMPLIANCE', 'GOVERNANCE']),
});
const lock = z.record(z.string(), entry);

/**
 * What a stage has been synthesised with before, by stage: `assent.lock.json`, which is committed.
 * It makes synthesis refuse what a deployment could not take back. CloudFormation holds the origin
 * too (`infra/data-stack.ts`), for the day that this file is lost.
 */
export type Lock = z.infer<typeof lock>;
export type LockEntry = z.infer<typeof entry>;

/** The lock at that path; empty where there is none. Throws `ConfigError` if it is damaged. */
export function readLock(path: string): Lock {
  if (!existsSync(path)) return {};
  try {
    return lock.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new ConfigError([`${path} is damaged: take it back from version control.`]);
  }
}

/**
 * The entry to add for a stage that the lock does not know; `undefined` where it knows it already.
 * Throws `ConfigError` with everything in which the stage has become another.
 */
export function checkLock(known: Lock, stage: Stage): LockEntry | undefined {
  const { account, region, origin } = stage;
  const { mode } = stage.retention;
  const before = known[stage.name];
  if (!before) return { account, region, origin, mode };
  const mistakes = (['account', 'region', 'origin'] as const)
    .filter((member) => before[member] !== stage[member])
    .map((member) => moved(stage.name, member, before[member], stage[member]));
  if (before.mode === 'COMPLIANCE' && mode !== 'COMPLIANCE') {
    mistakes.push(moved(stage.name, 'retention.mode', before.mode, mode));
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return before.mode === mode ? undefined : { account, region, origin, mode };
}

/** Writes the lock with that stage's entry, stages in order of their names. */
export function writeLock(path: string, known: Lock, name: string, added: LockEntry): void {
  const all = Object.entries({ ...known, [name]: added });
  const sorted = Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(path, `${JSON.stringify(sorted, null, 2)}\n`);
}

function moved(name: string, member: string, was: string, is: string): string {
  return (
    `stages.${name}.${member} was "${was}" and is now "${is}": it is permanent. A new deployment ` +
    `is a new stage; if "${name}" was never deployed, remove it from assent.lock.json.`
  );
}
