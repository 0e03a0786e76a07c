import { RECORD_VERSIONED, recordVersioned } from '#core/events/record-versioned.ts';
import { parseEntry } from '#core/log/entry.ts';
import type { SequencedEntry } from '#core/log/read-entries.ts';
import type { Bus, Table } from '#core/ports.ts';
import { versionKey } from '#core/store/keys.ts';

/** Tells the bus of versions that stand in the published log. */
export function announcer({ table, bus }: { table: Table; bus: Bus }) {
  return async (entries: readonly SequencedEntry[]): Promise<void> => {
    const events = await Promise.all(
      entries.map(async ({ index, ref, bytes }) => {
        const { type, id, version, action, digest, time } = parseEntry(bytes);
        // An entry does not say the state; the version's item does.
        const item = await table.get(versionKey(ref, time));
        const state = String(item?.state);
        const detail = { type, id, version, action, state, digest, time, logIndex: index };
        return { type: RECORD_VERSIONED, detail: recordVersioned().parse(detail) };
      }),
    );
    await bus.put(events);
  };
}
