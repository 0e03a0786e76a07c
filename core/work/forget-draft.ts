import type { Ref } from '../ids.ts';
import type { Write } from '../ports.ts';
import { draftKey } from '../store/keys.ts';

/** What takes away what was typed and not recorded, with the version that closes its task. */
export const forgetDraft = (task: Ref): Write => ({
  op: 'delete',
  table: 'personal',
  key: draftKey(task),
});
