import * as z from 'zod';
import { lookAt } from '../approvals/wake.ts';
import { isRef, type Ref } from '../ids.ts';
import { MAX_EXECUTION_NAME_CHARS } from '../limits.ts';
import type { Clock } from '../ports.ts';
import type { RecordStore } from '../store/record-store.ts';
import { attemptOf, executionDue, executionName } from '../waiting/executions.ts';

/** An execution that ended without an outcome, as Step Functions tells it on the default bus. */
export const DeadExecution = z.object({
  source: z.literal('aws.states'),
  'detail-type': z.literal('Step Functions Execution Status Change'),
  detail: z.object({
    name: z.string().min(1).max(MAX_EXECUTION_NAME_CHARS),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
    /** What it was started with, as JSON; left out where it is very long, which ours never is. */
    input: z.string().nullish(),
  }),
});
export type DeadExecution = z.output<typeof DeadExecution>;

export interface ExecutionTaken {
  /** `nothing`: replaced already, over, looked at anyway, or not started by us. */
  readonly is: 'due' | 'nothing';
  readonly ref?: Ref;
}

/**
 * Makes the look at a record's execution due at once where the one that ended is the one that
 * stands for it. The sweep, which looks every hour anyway, then starts another.
 */
export async function takeDeadExecution(
  { store, clock }: { store: RecordStore; clock: Clock },
  { detail }: DeadExecution,
): Promise<ExecutionTaken> {
  const ref = startedFor(detail.input);
  const head = ref === undefined ? undefined : await store.load(ref);
  const attempt = head === undefined ? undefined : attemptOf(head.pending);
  if (head === undefined || attempt === undefined) return { is: 'nothing' };
  const now = clock.now();
  const due = head.pending.find((each) => each.for === executionDue(now, attempt).for);
  const stands = detail.name === executionName(head.ref, attempt);
  if (!stands || due === undefined || due.at <= now) return { is: 'nothing', ref: head.ref };
  await lookAt(store, head.ref, now);
  return { is: 'due', ref: head.ref };
}

const Input = z.object({ type: z.string(), id: z.string() });

/** The record in an execution's input; none where somebody started it by hand with another. */
function startedFor(input: string | null | undefined): Ref | undefined {
  let value: unknown;
  try {
    value = JSON.parse(input ?? 'null');
  } catch {
    return undefined;
  }
  const parsed = Input.safeParse(value);
  if (!parsed.success) return undefined;
  const ref = `${parsed.data.type}/${parsed.data.id}`;
  return isRef(ref) ? ref : undefined;
}
