import * as z from 'zod';
import { publishedEvents } from '#core/events/published.ts';

const FOLDER = 'docs/schemas/events';

/** A file of the project that is made from code. */
export interface MadeFile {
  readonly path: string;
  readonly text: string;
}

/** The path of an event's JSON Schema: `Incident Reported` is `incident-reported.json`. */
export const schemaPath = (type: string): string =>
  `${FOLDER}/${type.toLowerCase().replaceAll(' ', '-')}.json`;

/** The JSON Schema (2020-12) of the detail of every event that others send or get. */
export const schemaFiles: readonly MadeFile[] = publishedEvents.map((event) => {
  const { type, about, direction, schema, example } = event;
  const path = schemaPath(type);
  const io = direction === 'in' ? 'input' : 'output';
  const { $schema, ...of } = z.toJSONSchema(schema(), { target: 'draft-2020-12', io });
  const id = `urn:assent:event:${type.toLowerCase().replaceAll(' ', '-')}`;
  const file = { $schema, $id: id, title: type, description: about, ...of, examples: [example] };
  return { path, text: `${JSON.stringify(file, null, 2)}\n` };
});
