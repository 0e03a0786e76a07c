import { invalid } from '#core/errors.ts';
import { MAX_ITEM_BYTES } from '#core/limits.ts';
import type { Attribute, AttributeMap, Item, Test, Write } from '#core/ports.ts';
import { itemTooLarge } from '#core/store/check-writes.ts';
import { isAttributeList, itemBytes } from '#core/store/item-bytes.ts';
import { compareUtf8 } from '#core/store/text-order.ts';

/** A copy that nobody can change: what a table gave out never moves under its reader. */
export function frozenItem(key: { pk: string; sk: string }, attributes: AttributeMap): Item {
  return Object.freeze({ ...frozenMap(attributes), pk: key.pk, sk: key.sk });
}

function frozenMap(map: AttributeMap): AttributeMap {
  const copy: Record<string, Attribute> = Object.create(null);
  for (const [name, value] of Object.entries(map)) copy[name] = frozen(value);
  return Object.freeze({ ...copy });
}

function frozen(value: Attribute): Attribute {
  // DynamoDB knows no minus zero.
  if (typeof value === 'number') return value + 0;
  if (typeof value !== 'object') return value;
  return isAttributeList(value) ? Object.freeze(value.map(frozen)) : frozenMap(value);
}

/** Whether every test holds on the item as it stands. */
export function allHold(tests: readonly Test[] | undefined, item: Item | undefined): boolean {
  return (tests ?? []).every((test) => holds(test, item));
}

function holds(test: Test, item: Item | undefined): boolean {
  if (!('attribute' in test)) return (item === undefined) === (test.is === 'absent');
  const has = item !== undefined && Object.hasOwn(item, test.attribute);
  const there = has ? item[test.attribute] : undefined;
  if (!('value' in test)) return has === (test.is === 'present');
  const order = orderOf(there, test.value);
  if (order === undefined) return false;
  switch (test.is) {
    case '=':
      return order === 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

// Values of different types have no order, and no test on them holds.
function orderOf(there: Attribute | undefined, value: string | number | boolean) {
  if (typeof there === 'string' && typeof value === 'string') return compareUtf8(there, value);
  if (typeof there === 'number' && typeof value === 'number') return there - value;
  if (typeof there === 'boolean' && typeof value === 'boolean') return there === value ? 0 : 1;
  return undefined;
}

/** What stands at the key after the write; `undefined`: nothing. @throws Invalid, TooLarge */
export function written(write: Write, old: Item | undefined): Item | undefined {
  switch (write.op) {
    case 'put':
      return frozenItem(write.item, write.item);
    case 'delete':
      return undefined;
    case 'check':
      return old;
    case 'update':
      return updated(write, old);
  }
}

function updated(write: Extract<Write, { op: 'update' }>, old: Item | undefined): Item {
  const attributes: Record<string, Attribute> = { ...old, ...write.set };
  for (const name of write.remove ?? []) delete attributes[name];
  for (const [name, number] of Object.entries(write.add ?? {})) {
    const there = old !== undefined && Object.hasOwn(old, name) ? old[name] : 0;
    if (typeof there !== 'number') throw invalid(`Attribute ${name} is no number to add to`);
    attributes[name] = there + number;
  }
  const item = frozenItem(write.key, attributes);
  const bytes = itemBytes(item);
  if (bytes > MAX_ITEM_BYTES) throw itemTooLarge(write.key, bytes);
  return item;
}
