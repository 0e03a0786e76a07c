import type { Write } from '../ports.ts';
import type { Head } from '../store/items.ts';
import { pendingWrite } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { lookedAtSoon, withoutExecution } from './executions.ts';

/** The write that has a record's machine look at it soon, for what concerns it and is not it. */
export const lookSoon = (head: Head, now: Instant): Write =>
  pendingWrite(head, [...withoutExecution(head.pending), lookedAtSoon(head.pending, now)]);
