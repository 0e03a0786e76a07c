import type { Ref } from '../ids.ts';
import { whoWorkedOn } from '../incidents/involved.ts';
import { MAX_PAGE } from '../limits.ts';
import { type Head, summaryOf } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Involved } from './duties.ts';

/** Who has a hand in what is asked about, and so may not decide it. */
export async function involvedIn(
  store: Pick<RecordStore, 'history' | 'version' | 'load' | 'pinned'>,
  subject: Head,
  requester: Ref,
): Promise<Involved> {
  const evidence = subject.version.links.filter(({ to }) => to.startsWith('evidence/'));
  const [editor, workers, ...collectors] = await Promise.all([
    lastEditor(store, subject.ref),
    whoWorkedOn(store, subject),
    ...evidence.map(async ({ to }) => (await store.version(to, 1)).version.actor),
  ]);
  return {
    requester,
    lastEditor: editor,
    owner: summaryOf(subject).owner,
    // What somebody found by their work is as much what it rests on as a file that they brought.
    collectors: [...workers, ...collectors.filter((each) => each !== undefined)],
  };
}

// Transitions change no content.
async function lastEditor(
  store: Pick<RecordStore, 'history'>,
  subject: Ref,
): Promise<Ref | undefined> {
  let cursor: string | undefined;
  do {
    const page = await store.history(subject, MAX_PAGE, cursor);
    const edit = page.versions.find(({ version }) => ['edit', 'create'].includes(version.action));
    if (edit !== undefined) return edit.version.actor;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return undefined;
}
