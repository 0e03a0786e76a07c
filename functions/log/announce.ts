import { RECORD_VERSIONED, recordVersioned } from '#core/events/record-versioned.ts';
import type { Ref } from '#core/ids.ts';
import { atATime, CALLS_AT_A_TIME } from '#core/log/at-a-time.ts';
import { parseEntry } from '#core/log/entry.ts';
import type { SequencedEntry } from '#core/log/read-entries.ts';
import type { Bus, Table } from '#core/ports.ts';
import { versionKey } from '#core/store/keys.ts';
import type { Instant } from '#core/time.ts';

/** Tells the bus of versions that stand in the published log. */
export function announcer({ table, bus }: { table: Table; bus: Bus }) {
  return async (entries: readonly SequencedEntry[]): Promise<void> => {
    const events = await atATime(CALLS_AT_A_TIME, entries, async (entry) => {
      const { type, id, version, action, digest, time } = parseEntry(entry.bytes);
      const state = entry.state ?? (await stateOf(entry.ref, time));
      const detail = { type, id, version, action, state, digest, time, logIndex: entry.index };
      return { type: RECORD_VERSIONED, detail: recordVersioned().parse(detail) };
    });
    await bus.put(events);
  };

  // An entry's bytes do not say the state; the version's item does.
  async function stateOf(ref: Ref, time: Instant): Promise<string> {
    const item = await table.get(versionKey(ref, time));
    return String(item?.state);
  }
}
