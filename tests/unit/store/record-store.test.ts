import { recordStoreBehaviour } from '#tests/behaviour/record-store.ts';
import { memoryTable } from '#tests/memory/table.ts';

recordStoreBehaviour('memory', async () => memoryTable());
