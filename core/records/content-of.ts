import { AssentError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { RecordType } from './define-type.ts';
import type { Sealed } from './version.ts';

/**
 * The content of a version as its type has it today: brought up from the schema that it was
 * written with, then parsed.
 *
 * @throws Corrupt where it is of another type, of a newer schema, or does not fit
 */
export function contentOf<Content>(type: RecordType<Content>, sealed: Sealed): Content {
  const { version, ref } = sealed;
  if (version.type !== type.name) throw new AssentError('Corrupt', `${ref} is no ${type.name}`);
  if (version.schema > type.schema) {
    throw new AssentError(
      'Corrupt',
      `${ref} was written with schema ${version.schema}; this software knows ${type.schema}`,
    );
  }
  let content: JsonObject = version.content;
  for (let schema = version.schema; schema < type.schema; schema++) {
    const upcast = type.upcasters?.[schema];
    if (upcast === undefined) {
      throw new AssentError('Corrupt', `${type.name}: no way up from schema ${schema}`);
    }
    content = upcast(content);
  }
  const parsed = type.stored().safeParse(content);
  if (parsed.success) return parsed.data;
  throw new AssentError('Corrupt', `${ref} does not fit its schema`, {}, { cause: parsed.error });
}
