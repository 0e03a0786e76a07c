import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Attribute, Test, Write } from '#core/ports.ts';
import type { KeyRange } from '#core/store/plan-query.ts';
import { toValue } from './attributes.ts';

/** Names and values of one request's expressions: always placeholders, so no word is reserved. */
export class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #values: [string, AttributeValue][] = [];

  name(attribute: string): string {
    const there = this.#names.get(attribute);
    if (there !== undefined) return there;
    const placeholder = `#n${this.#names.size}`;
    this.#names.set(attribute, placeholder);
    return placeholder;
  }

  value(attribute: Attribute): string {
    const placeholder = `:v${this.#values.length}`;
    this.#values.push([placeholder, toValue(attribute)]);
    return placeholder;
  }

  /** The request's members; DynamoDB refuses empty ones. */
  members() {
    const names = [...this.#names].map(([attribute, placeholder]) => [placeholder, attribute]);
    return {
      ...(names.length > 0 ? { ExpressionAttributeNames: Object.fromEntries(names) } : {}),
      ...(this.#values.length > 0
        ? { ExpressionAttributeValues: Object.fromEntries(this.#values) }
        : {}),
    };
  }
}

/** The condition that all tests hold; `undefined` where there is none. */
export function conditionOf(
  tests: readonly Test[] | undefined,
  holders: Placeholders,
): string | undefined {
  if (tests === undefined || tests.length === 0) return undefined;
  return tests.map((test) => testOf(test, holders)).join(' AND ');
}

function testOf(test: Test, holders: Placeholders): string {
  const name = holders.name('attribute' in test ? test.attribute : 'pk');
  if ('value' in test) return `${name} ${test.is} ${holders.value(test.value)}`;
  return test.is === 'absent' ? `attribute_not_exists(${name})` : `attribute_exists(${name})`;
}

/** What an update does, as an update expression. */
export function updateOf(
  { set = {}, remove = [], add = {} }: Extract<Write, { op: 'update' }>,
  holders: Placeholders,
): string {
  const sets = Object.entries(set).map(([n, v]) => `${holders.name(n)} = ${holders.value(v)}`);
  const adds = Object.entries(add).map(([n, v]) => `${holders.name(n)} ${holders.value(v)}`);
  const clauses = [
    ['SET', sets],
    ['REMOVE', remove.map((name) => holders.name(name))],
    ['ADD', adds],
  ] as const;
  return clauses
    .filter(([, parts]) => parts.length > 0)
    .map(([verb, parts]) => `${verb} ${parts.join(', ')}`)
    .join(' ');
}

/** The key condition of a partition and a range of its sort keys. */
export function keyConditionOf(
  keys: { readonly partition: string; readonly sort: string },
  partition: string,
  range: KeyRange,
  holders: Placeholders,
): string {
  const within = `${holders.name(keys.partition)} = ${holders.value(partition)}`;
  const sort = () => holders.name(keys.sort);
  switch (range.is) {
    case 'all':
    case 'none':
      return within;
    case 'prefix':
      return `${within} AND begins_with(${sort()}, ${holders.value(range.prefix)})`;
    case 'from':
      return `${within} AND ${sort()} >= ${holders.value(range.from)}`;
    case 'to':
      return `${within} AND ${sort()} <= ${holders.value(range.to)}`;
    case 'between': {
      const [from, to] = [holders.value(range.from), holders.value(range.to)];
      return `${within} AND ${sort()} BETWEEN ${from} AND ${to}`;
    }
  }
}
