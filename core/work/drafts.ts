import { isThere, stillThere } from '../approvals/still-there.ts';
import { untilWritten } from '../approvals/until-written.ts';
import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Clock, Table, Write } from '../ports.ts';
import { headIs, pin } from '../store/commit.ts';
import { draftKey, headKey } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { isOpen, type OpenedWork, openWorkCode } from './open-link.ts';

/**
 * What somebody has typed into a long form and not yet recorded. It lies in the table `personal`,
 * under their task: never a version, erased with its person, and gone when the task closes.
 */

/** Fields of a form that are no secret and no signature. */
const KEPT = /^w-[A-Za-z0-9-]{1,120}$/;

export interface DraftPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly clock: Clock;
}

/** What was typed, and when it was saved. */
export interface WorkDraft {
  readonly posted: Readonly<Record<string, string>>;
  readonly saved: Instant;
}

/** What came of saving. */
export type DraftSaved =
  | { readonly is: 'saved'; readonly opened: OpenedWork; readonly draft: WorkDraft }
  | { readonly is: 'not-asked'; readonly opened: OpenedWork }
  | { readonly is: 'unknown' };

/**
 * Saves what is typed so far, complete or not. The last one saved stands, on whatever device.
 *
 * @throws Conflict where the task is written anew every time that it is tried
 */
export const saveDraft = (
  ports: DraftPorts,
  code: string,
  typed: Readonly<Record<string, string>>,
): Promise<DraftSaved> =>
  // What moved meanwhile need not end the task: that it is overdue is written on it, too.
  untilWritten(() => saveOnce(ports, code, typed));

async function saveOnce(
  { store, table, clock }: DraftPorts,
  code: string,
  typed: Readonly<Record<string, string>>,
): Promise<DraftSaved> {
  const now = clock.now();
  const found = await openWorkCode({ store, table }, code, now);
  if (found.is === 'unknown') return { is: 'unknown' };
  const { opened, expired } = found;
  const { task, head, names } = opened;
  const mayType =
    !expired &&
    isOpen(opened) &&
    task.identity === 'link' &&
    names.names[task.person] !== undefined &&
    (await isThere(store, task.person));
  if (!mayType) return { is: 'not-asked', opened };
  const posted = Object.fromEntries(Object.entries(typed).filter(([key]) => KEPT.test(key)));
  const text = JSON.stringify(posted);
  // Neither answered nor erased at this very moment: nobody would take it away again.
  const checks = [headIs(pin(head)), stillThere(task.person)];
  const outcome = await table.write([
    ...checks.map(({ ref, when }): Write => ({ op: 'check', key: headKey(ref), when })),
    draftWrite(head.ref, task.person, text, now),
  ]);
  if (!outcome.ok) throw new AssentError('Conflict', `${head.ref} moved at this moment`);
  return { is: 'saved', opened, draft: { posted, saved: now } };
}

// Found by its person, as the names under a task are, when they are erased.
const draftWrite = (task: Ref, person: Ref, posted: string, saved: Instant): Write => ({
  op: 'put',
  table: 'personal',
  item: { ...draftKey(task), person, posted, saved, gpp: person, gps: `${task}#DRAFT` },
});

/** What was saved of a task; `undefined`: nothing. */
export async function readDraft(
  table: Pick<Table, 'get'>,
  task: Ref,
): Promise<WorkDraft | undefined> {
  const item = await table.get(draftKey(task), 'personal');
  if (typeof item?.posted !== 'string' || typeof item.saved !== 'string') return undefined;
  return { posted: JSON.parse(item.posted), saved: item.saved };
}
