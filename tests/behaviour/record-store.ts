import type { MakeTable } from './record-fixtures.ts';
import { recordLimits } from './record-limits.ts';
import { recordLinks } from './record-links.ts';
import { recordLists } from './record-lists.ts';
import { recordPersonal } from './record-personal.ts';
import { recordWrites } from './record-writes.ts';

/** What records do alike over every implementation of the tables. */
export function recordStoreBehaviour(name: string, makeTable: MakeTable): void {
  recordWrites(name, makeTable);
  recordLinks(name, makeTable);
  recordPersonal(name, makeTable);
  recordLists(name, makeTable);
  recordLimits(name, makeTable);
}
