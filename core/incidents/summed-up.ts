import { MAX_PAGE } from '../limits.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';

/** What makes a summary of before worth nothing: it was not closed by it, or more was done. */
const UNDOING: ReadonlySet<string> = new Set(['send-back', 'plan', 'correct']);

/** Whether an incident was summed up as it stands: since it was corrected, or sent back. */
export async function isSummedUp(
  store: Pick<RecordStore, 'history'>,
  incident: Head,
): Promise<boolean> {
  let cursor: string | undefined;
  do {
    const page = await store.history(incident.ref, MAX_PAGE, cursor);
    for (const { version } of page.versions) {
      if (version.action === 'summarise') return true;
      if (UNDOING.has(version.action)) return false;
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return false;
}
