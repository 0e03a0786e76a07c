import { sha256Hex } from '#hash';
import type { Ref } from '../ids.ts';
import { splitRef } from '../ids.ts';
import { MAX_EXECUTION_NAME_CHARS } from '../limits.ts';
import type { Pending } from '../records/define-type.ts';
import { type Instant, later, MINUTE } from '../time.ts';

/**
 * The name of an execution: `<type>-<id>-<attempt>`. A closed name stays taken for 90 days, so
 * each attempt has its own. Beyond 80 characters: 40 of it, `-`, 39 hex digits of its SHA-256.
 */
export function executionName(ref: Ref, attempt: number): string {
  const { type, id } = splitRef(ref);
  const name = `${type}-${id}-${attempt}`;
  if (name.length <= MAX_EXECUTION_NAME_CHARS) return name;
  return `${name.slice(0, 40)}-${sha256Hex(new TextEncoder().encode(name)).slice(0, 39)}`;
}

const EXECUTION = /^execution-([1-9][0-9]{0,5})$/;

/** That the record's execution of that attempt is looked after at a moment. */
export const executionDue = (at: Instant, attempt: number): Pending => ({
  at,
  for: `execution-${attempt}`,
});

/** The attempt whose execution is looked after; `undefined` where none is. */
export function attemptOf(pending: readonly Pending[]): number | undefined {
  for (const { for: what } of pending) {
    const match = EXECUTION.exec(what);
    if (match?.[1] !== undefined) return Number(match[1]);
  }
  return undefined;
}

/** How long an effect after a commit may take before the sweep does it again. */
export const HEAL_AFTER_MS = 2 * MINUTE;

/** That the record's execution is looked after soon, in case nobody rings it; its first if none. */
export const lookedAtSoon = (before: readonly Pending[], now: Instant): Pending =>
  executionDue(later(now, HEAL_AFTER_MS), attemptOf(before) ?? 1);

/** Pending without what looks after the execution. */
export const withoutExecution = (pending: readonly Pending[]): readonly Pending[] =>
  pending.filter((each) => !EXECUTION.test(each.for));

/** What every execution starts with: ids only, and the version of its contract. */
export function executionInput(type: string, id: string): object {
  return { contract: `${type}@1`, type, id };
}
