import { AssentError, invalid } from '../errors.ts';

/** EventBridge takes so many events at once. */
const MAX_EVENTS = 10;
/** Bytes of one event and of all events sent at once; well within EventBridge's limit. */
export const MAX_EVENT_BYTES = 256 * 1024;
const MAX_TYPE_CHARS = 128;

/** An event as it is sent: its detail as JSON text. */
export interface EventText {
  readonly type: string;
  readonly detail: string;
}

/**
 * The events, in order, in groups that can be sent at once.
 *
 * @throws Invalid for an event without a type, TooLarge for a single one beyond 256 KiB
 */
export function batchEvents(
  events: readonly { readonly type: string; readonly detail: object }[],
): readonly (readonly EventText[])[] {
  const groups: EventText[][] = [];
  let room = 0;
  for (const { type, detail } of events) {
    if (type === '' || type.length > MAX_TYPE_CHARS) throw invalid('Not a type of an event');
    const text = JSON.stringify(detail);
    const bytes = new TextEncoder().encode(type + text).length;
    if (bytes > MAX_EVENT_BYTES) {
      const data = { actual: bytes, limit: MAX_EVENT_BYTES, unit: 'bytes' };
      throw new AssentError('TooLarge', `An event ${type} has ${bytes} bytes`, data);
    }
    let group = groups.at(-1);
    if (group === undefined || group.length === MAX_EVENTS || bytes > room) {
      group = [];
      groups.push(group);
      room = MAX_EVENT_BYTES;
    }
    group.push({ type, detail: text });
    room -= bytes;
  }
  return groups;
}
