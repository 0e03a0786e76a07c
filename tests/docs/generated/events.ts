import { publishedEvents } from '#core/events/published.ts';
import { adapters } from '#core/signals/adapters/index.ts';
import { KINDS } from '#core/signals/kinds.ts';
import { schemaPath } from './schemas.ts';
import { codes, table } from './sections.ts';

/** The adapters, in the order in which they are asked. */
export const adapterTable = (): string =>
  table(
    ['adapter', 'source', '`detail-type`', 'about'],
    adapters.map(({ name, source, types = [], about }) => [
      `\`${name}\``,
      source === undefined ? 'any' : `\`${source}\``,
      types.length === 0 ? 'any' : codes(types),
      about,
    ]),
  );

/** What each adapter takes out of its events, beside what is taken out of all. */
export const personalTable = (): string =>
  table(
    ['adapter', 'replaced', 'file name replaced'],
    adapters
      .filter(({ personal }) => personal !== undefined)
      .map(({ name, personal }) => [
        `\`${name}\``,
        codes(personal?.members ?? []) || '–',
        codes(personal?.fileNames ?? []) || '–',
      ]),
  );

export const kindTable = (): string =>
  table(
    ['kind', 'says that'],
    Object.entries(KINDS).map(([kind, says]) => [`\`${kind}\``, says]),
  );

export const publishedTable = (): string =>
  table(
    ['event', 'who sends it', 'when', 'schema'],
    publishedEvents.map(({ type, direction, about }) => [
      `\`${type}\``,
      direction === 'in' ? 'you' : 'Assent',
      about,
      `[JSON Schema](${schemaPath(type).replace('docs/', '')})`,
    ]),
  );

const SOURCE = 'acme.monitoring';

/** A line for the shell that sends an event: single quotes keep everything but themselves. */
export function putEvents(type: string, detail: object): string {
  const entry = {
    EventBusName: 'assent-local',
    Source: SOURCE,
    DetailType: type,
    Detail: JSON.stringify(detail),
  };
  const entries = JSON.stringify([entry]).replaceAll("'", String.raw`'\''`);
  return `aws events put-events --entries '${entries}'`;
}

/** One such line for every event that others send, with its example. */
export const putEventsLines = (): string =>
  publishedEvents
    .filter(({ direction }) => direction === 'in')
    .map(({ type, example }) => `\`\`\`sh\n${putEvents(type, example)}\n\`\`\``)
    .join('\n\n');
