import type { Table } from '#core/ports.ts';
import { retryingTable } from '#core/store/retrying.ts';
import { tableBehaviour } from '#tests/behaviour/table.ts';
import { seededRandom } from '#tests/memory/random.ts';
import { memoryTable } from '#tests/memory/table.ts';

tableBehaviour('the tables in memory', async () => memoryTable());

tableBehaviour('a patient table over one that always conflicts at first', async () => {
  const table = memoryTable();
  const tried = new WeakSet<object>();
  const conflicting: Table = {
    get: table.get,
    query: table.query,
    async write(writes) {
      if (!tried.has(writes)) table.writes.fail(1);
      tried.add(writes);
      return await table.write(writes);
    },
  };
  return retryingTable(conflicting, { random: seededRandom(1), sleep: async () => {} });
});
