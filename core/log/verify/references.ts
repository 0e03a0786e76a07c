import type { Json, JsonObject } from '../../json.ts';
import type { VersionBytes } from '../version-bytes.ts';

const HEX = /^[0-9a-f]{64}$/;

/**
 * SHA-256 (hex) of the files that a version needs: without them it says something of what is not
 * there. A declared file is not yet uploaded, so it is not needed before it is stored.
 */
export function neededFiles({ type, state, content }: VersionBytes): readonly string[] {
  if (type === 'evidence') return state === 'stored' ? digests(content.sha256) : [];
  if (type === 'task') return digests(content.facts, member(content.decision, 'facts'));
  return [];
}

function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? value[name] : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function digests(...values: readonly (Json | undefined)[]): readonly string[] {
  const found = values.filter((value) => typeof value === 'string' && HEX.test(value));
  return [...new Set(found.map(String))];
}
