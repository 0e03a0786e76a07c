import type { IndexName } from '../ports.ts';

/** Attributes that hold an index's keys: partition and sort key. */
export interface IndexKeys {
  readonly partition: string;
  readonly sort: string;
}

/** The indexes of the main table; all there from the first deployment, since none can be altered. */
export const INDEXES: Readonly<Record<IndexName, IndexKeys>> = {
  'by-type': { partition: 'g1p', sort: 'g1s' },
  'by-state': { partition: 'g2p', sort: 'g2s' },
  'by-person': { partition: 'g3p', sort: 'g3s' },
  'by-time': { partition: 'g4p', sort: 'g4s' },
};

/** What every index of the main table projects beside keys: a summary, never a personal value. */
export const PROJECTED: readonly string[] = [
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
];

/** The one index of the table `personal`: by person, for erasure; its keys alone are projected. */
export const PERSONAL_INDEX = 'by-person' satisfies IndexName;

const INDEX_ATTRIBUTES: ReadonlySet<string> = new Set(
  Object.values(INDEXES).flatMap(({ partition, sort }) => [partition, sort]),
);

/** Whether the attribute is a key of an index: a text that is not empty. */
export function isIndexAttribute(name: string): boolean {
  return INDEX_ATTRIBUTES.has(name);
}
