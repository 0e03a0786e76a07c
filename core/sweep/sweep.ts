import { afterCommit } from '../after-commit.ts';
import { AssentError, isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { openWanted } from '../incidents/open.ts';
import { MAX_SWEEP } from '../limits.ts';
import { readLogHead } from '../log/log-head.ts';
import type { Random } from '../ports.ts';
import { unloggedPartition } from '../store/keys.ts';
import type { Lists } from '../store/lists.ts';
import { beat } from '../system-records.ts';
import { type Instant, later, MINUTE } from '../time.ts';
import { type DuePorts, takeDue } from './take-due.ts';

export interface SweepPorts extends DuePorts {
  readonly lists: Lists;
  readonly random: Random;
  /** What the heartbeat says of the installation. */
  readonly software: string;
  readonly deadLetters: () => Promise<number | null>;
}

/** What the bell says; nothing of the clock's. */
export interface Rung {
  /** Digests of causes whose incident is wanted. */
  readonly causes?: readonly string[];
}

export interface Swept {
  readonly taken: number;
  /** Incidents that were opened. */
  readonly opened: readonly Ref[];
  /** What failed, by its record or cause and the error's code; it is due again later. */
  readonly failed: readonly { readonly ref: string; readonly code: string }[];
  /** Versions that the log has yet to take and to sign, as far as one page shows. */
  readonly backlog: number;
}

/**
 * The one clock: takes whatever is due. A missed run heals, a double run changes nothing, since
 * every effect is conditional on what it saw.
 */
export async function sweep(ports: SweepPorts, rung: Rung = {}): Promise<Swept> {
  const now = ports.clock.now();
  const { opened, failed: unopened } = await openWanted(ports, rung.causes);
  const failed = unopened.map(({ cause, error }) => ({ ref: cause, code: codeOf(error) }));
  const due = await ports.lists.dueBy(now, MAX_SWEEP);
  const mails: Ref[] = [];
  for (const { ref } of due) {
    const turn = await takeTurn(ports, ref, now);
    mails.push(...turn.mails);
    failed.push(...turn.failed.map((error) => ({ ref, code: codeOf(error) })));
  }
  // What is not heard now is due again in a few minutes; the rest of the run goes on.
  if (mails.length > 0) await afterCommit(() => ports.bell.ring('mail', { of: mails }));
  const backlog = await ringLog(ports);
  await beat(ports, async () => ({
    backlog,
    oldestDue: due[0]?.due ?? null,
    deadLetters: await ports.deadLetters(),
    software: ports.software,
  }));
  return { taken: due.length, opened, failed, backlog };
}

/** A record's turn; each error is of one thing that was due, or of the record itself. */
async function takeTurn(ports: SweepPorts, ref: Ref, now: Instant) {
  try {
    const head = await ports.store.load(ref);
    if (head === undefined) return { mails: [], failed: [] };
    const { mails, failed } = await takeDue(ports, head, now);
    const lasting = failed.filter(({ error }) => !isError(error, 'Transient'));
    if (lasting.length > 0) await stepAside(ports, ref, new Set(lasting.map((of) => of.for)), now);
    return { mails, failed: failed.map(({ error }) => error) };
  } catch (error) {
    return { mails: [], failed: [error] };
  }
}

const codeOf = (error: unknown): string =>
  error instanceof AssentError ? error.code : 'Unexpected';

/** How long it waits that failed for a reason that will not pass by itself. */
const STEP_ASIDE_MS = 30 * MINUTE;

// Else whatever always fails would be the longest overdue, and in time take all places of a run.
async function stepAside(
  { store }: SweepPorts,
  ref: Ref,
  what: ReadonlySet<string>,
  now: Instant,
): Promise<void> {
  const head = await store.load(ref).catch(() => undefined);
  if (head === undefined) return;
  const at = later(now, STEP_ASIDE_MS);
  const pending = head.pending.map((each) =>
    what.has(each.for) && each.at <= now ? { ...each, at } : each,
  );
  await afterCommit(() => store.setPending(head, pending));
}

// The stream rings the log too; what it missed is in the table.
async function ringLog({ table, bell }: SweepPorts): Promise<number> {
  const page = await table.query({ index: 'by-time', partition: unloggedPartition, limit: 100 });
  // A log that died between sequencing and publishing has nothing unlogged, and is behind.
  const { size, published } = await readLogHead(table);
  if (page.items.length > 0 || published < size) await afterCommit(() => bell.ring('log'));
  return page.items.length + (size - published);
}
