import { randomUUID } from 'node:crypto';
import type { Attribute, Item, Table, Test, Write } from '#core/ports.ts';

/** A table that a suite works on; it may hold what other tests left. */
export type MakeTable = () => Promise<Table>;

/** A partition that nobody else uses. */
export const aPartition = (): string => `R#test#${randomUUID()}`;

export const anItem = (
  pk: string,
  sk = 'H',
  attributes: Readonly<Record<string, Attribute>> = { version: 1 },
): Item => ({ ...attributes, pk, sk });

export const put = (item: Item, ...when: readonly Test[]): Write => ({ op: 'put', item, when });

export const ABSENT: Test = { is: 'absent' };
export const PRESENT: Test = { is: 'present' };

/** Puts items, as many at once as may be. */
export async function fill(table: Table, items: readonly Item[]): Promise<void> {
  for (let from = 0; from < items.length; from += 100) {
    await table.write(items.slice(from, from + 100).map((item) => put(item)));
  }
}
