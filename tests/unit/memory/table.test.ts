import { tableBehaviour } from '#tests/behaviour/table.ts';
import { memoryTable } from '#tests/memory/table.ts';

tableBehaviour('the tables in memory', async () => memoryTable());
