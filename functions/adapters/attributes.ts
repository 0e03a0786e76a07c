import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { AssentError } from '#core/errors.ts';
import type { Attribute, AttributeMap, Item, Key } from '#core/ports.ts';
import { isAttributeList } from '#core/store/item-bytes.ts';

/** DynamoDB's typed form of our few kinds of attribute; `@aws-sdk/util-dynamodb` knows far more. */
export function toValue(attribute: Attribute): AttributeValue {
  switch (typeof attribute) {
    case 'string':
      return { S: attribute };
    case 'number':
      return { N: String(attribute) };
    case 'boolean':
      return { BOOL: attribute };
    default:
      return isAttributeList(attribute)
        ? { L: attribute.map(toValue) }
        : { M: toValues(attribute) };
  }
}

/** The typed form of every attribute of an item or map. */
export function toValues(map: AttributeMap): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, toValue(value)]));
}

/** The typed form of a key; whatever else the object has is left out. */
export function toKey({ pk, sk }: Key): Record<string, AttributeValue> {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** An item of its typed form. @throws Corrupt for what we would never have written */
export function fromValues(values: Readonly<Record<string, AttributeValue>>): Item {
  const map = mapOf(values);
  const { pk, sk } = map;
  if (typeof pk !== 'string' || typeof sk !== 'string') throw corrupt('an item without its key');
  return { ...map, pk, sk };
}

function mapOf(values: Readonly<Record<string, AttributeValue>>): AttributeMap {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, fromValue(value)]),
  );
}

function fromValue(value: AttributeValue): Attribute {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return numberOf(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.L !== undefined) return value.L.map(fromValue);
  if (value.M !== undefined) return mapOf(value.M);
  throw corrupt(`an attribute of type ${Object.keys(value).join()}`);
}

function numberOf(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw corrupt('a number that is no safe integer');
  return number;
}

function corrupt(what: string): AssentError {
  return new AssentError('Corrupt', `The table holds ${what}`);
}
