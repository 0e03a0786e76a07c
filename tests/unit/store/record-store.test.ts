import type { Table, Write } from '#core/ports.ts';
import { recordLinks } from '#tests/behaviour/record-links.ts';
import { recordPersonal } from '#tests/behaviour/record-personal.ts';
import { recordStoreBehaviour } from '#tests/behaviour/record-store.ts';
import { recordWrites } from '#tests/behaviour/record-writes.ts';
import { type MemoryTable, memoryTable } from '#tests/memory/table.ts';

/** Tables in memory that do something once to each write when it is first tried. */
async function atFirst(harm: (table: MemoryTable) => void): Promise<Table> {
  const table = memoryTable();
  const tried = new WeakSet<readonly Write[]>();
  return {
    get: table.get,
    query: table.query,
    async write(writes) {
      if (!tried.has(writes)) harm(table);
      tried.add(writes);
      return await table.write(writes);
    },
  };
}

recordStoreBehaviour('memory', async () => memoryTable());
recordStoreBehaviour('tables that always conflict at first', () =>
  atFirst((table) => table.writes.fail(1)),
);

const losing = () => atFirst((table) => table.writes.loseAnswers(1));
recordWrites('tables that lose each first answer', losing);
recordLinks('tables that lose each first answer', losing);
recordPersonal('tables that lose each first answer', losing);
