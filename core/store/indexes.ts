import { invalid } from '../errors.ts';
import type { IndexName, TableName } from '../ports.ts';

/** Attributes that hold an index's keys: partition and sort key. */
export interface IndexKeys {
  readonly partition: string;
  readonly sort: string;
}

/**
 * The indexes of both tables; all there from the first deployment, since none can be altered. That
 * of `personal` serves erasure, by person.
 */
export const INDEXES: Readonly<Record<TableName, Readonly<Partial<Record<IndexName, IndexKeys>>>>> =
  {
    main: {
      'by-type': { partition: 'g1p', sort: 'g1s' },
      'by-state': { partition: 'g2p', sort: 'g2s' },
      'by-person': { partition: 'g3p', sort: 'g3s' },
      'by-time': { partition: 'g4p', sort: 'g4s' },
    },
    personal: { 'by-person': { partition: 'gpp', sort: 'gps' } },
  };

/** What the indexes project beside keys: a summary, never a body, never a personal value. */
export const PROJECTED: Readonly<Record<TableName, readonly string[]>> = {
  main: [
    'type',
    'id',
    'version',
    'digest',
    'state',
    'owner',
    'tier',
    'due',
    'dueFor',
    'label',
    'time',
  ],
  personal: [],
};

/** Where an index of a table has its keys. @throws Invalid where the table has no such index */
export function indexKeys(table: TableName, index: IndexName): IndexKeys {
  const keys = INDEXES[table][index];
  if (keys === undefined) throw invalid(`The table ${table} has no index ${index}`);
  return keys;
}

const ROLES: Readonly<Record<TableName, ReadonlyMap<string, keyof IndexKeys>>> = {
  main: rolesOf('main'),
  personal: rolesOf('personal'),
};

/** Which key of an index the attribute is; an index key is a text that is not empty. */
export function indexRole(table: TableName, attribute: string): keyof IndexKeys | undefined {
  return ROLES[table].get(attribute);
}

function rolesOf(table: TableName): ReadonlyMap<string, keyof IndexKeys> {
  return new Map(
    Object.values(INDEXES[table]).flatMap(({ partition, sort }) => [
      [partition, 'partition'] as const,
      [sort, 'sort'] as const,
    ]),
  );
}
