import { invalid } from '../errors.ts';
import type { Attribute, AttributeList, AttributeMap } from '../ports.ts';

const encoder = new TextEncoder();
const CONTAINER_BYTES = 3;
// DynamoDB's own limit: 32 levels of maps and lists.
const MAX_DEPTH = 32;

/** Bytes of a text in UTF-8. @throws Invalid for a lone surrogate, which has none */
export function utf8Bytes(text: string): number {
  if (!text.isWellFormed()) throw invalid('A text with a lone surrogate cannot be stored');
  return encoder.encode(text).length;
}

/**
 * Bytes of an item as DynamoDB counts them: names and values, with what it adds for maps, lists and
 * numbers (developer guide, "DynamoDB item sizes and formats").
 *
 * @throws Invalid for what an item cannot hold: numbers that are no safe integers, lone surrogates,
 *   empty names, more than 32 levels, and whatever is no `Attribute`
 */
export function itemBytes(item: AttributeMap): number {
  return membersBytes(item, 0);
}

function membersBytes(map: AttributeMap, depth: number): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(map)) {
    if (name === '') throw invalid('An attribute needs a name');
    bytes += utf8Bytes(name) + attributeBytes(name, value, depth);
  }
  return bytes;
}

function attributeBytes(name: string, value: Attribute, depth: number): number {
  if (typeof value === 'string') return utf8Bytes(value);
  if (typeof value === 'boolean') return 1;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw invalid(`Attribute ${name}: not a safe integer`);
    return Math.ceil(String(Math.abs(value)).length / 2) + (value < 0 ? 2 : 1);
  }
  if (typeof value !== 'object' || value === null) {
    throw invalid(`Attribute ${name}: no text, number, boolean, list or map`);
  }
  if (depth >= MAX_DEPTH) throw invalid(`Attribute ${name}: more than ${MAX_DEPTH} levels`);
  if (!isAttributeList(value)) {
    return CONTAINER_BYTES + Object.keys(value).length + membersBytes(value, depth + 1);
  }
  let bytes = CONTAINER_BYTES + value.length;
  for (const element of value) bytes += attributeBytes(name, element, depth + 1);
  return bytes;
}

/** Whether it is a list; `Array.isArray` alone does not tell a read-only one from a map. */
export function isAttributeList(value: AttributeList | AttributeMap): value is AttributeList {
  return Array.isArray(value);
}
