import type { Table } from '#core/ports.ts';
import type { Link, Pending } from '#core/records/define-type.ts';
import type { Head } from '#core/store/items.ts';
import { lists } from '#core/store/lists.ts';
import type { Draft } from '#core/store/prepare.ts';
import { recordStore } from '#core/store/record-store.ts';
import { type Patience, retryingTable } from '#core/store/retrying.ts';
import { fixedClock } from '#tests/memory/clock.ts';
import { seededRandom } from '#tests/memory/random.ts';

/** Tables that a suite works on; they may hold what other tests left. */
export type MakeTable = () => Promise<Table>;

let made = 0;
/** An id that no other test of this process uses. */
export const anId = (): string => `r-${++made}`;

const patience: Patience = { sleep: async () => {}, random: seededRandom(1) };

interface Given {
  readonly id?: string;
  readonly state?: string;
  readonly links?: readonly Link[];
  readonly pending?: readonly Pending[];
  readonly reason?: string;
}

/** Records over a table, with a clock that a test moves, as functions have them. */
export function records(table: Table) {
  const clock = fixedClock();
  const patient = retryingTable(table, patience);
  const credentials = {
    find: async (text: string) => (text.includes('AKIA') ? 'an AWS access key' : undefined),
  };
  const random = seededRandom(1000 + ++made);
  const store = recordStore({ table: patient, clock, random, credentials });

  const draftOf = (type: string, content: unknown, given: Given = {}): Draft => ({
    actor: 'service/setup',
    via: 'api',
    reason: given.reason ?? 'For a test',
    type,
    id: given.id ?? anId(),
    before: undefined,
    action: 'create',
    state: given.state ?? 'active',
    content,
    links: given.links ?? [],
    ...(given.pending === undefined ? {} : { pending: given.pending }),
  });

  const editOf = (before: Head, content: unknown, given: Given = {}): Draft => ({
    ...draftOf(before.version.type, content, { links: before.version.links, ...given }),
    id: before.version.id,
    before,
    action: 'edit',
    state: given.state ?? before.version.state,
  });

  async function write(draft: Draft): Promise<Head> {
    const prepared = await store.draft(draft);
    await store.commit([prepared]);
    return prepared.head;
  }

  return {
    table: patient,
    store,
    lists: lists(patient),
    clock,
    draftOf,
    editOf,
    write,
    create: (type: string, content: unknown, given?: Given) => write(draftOf(type, content, given)),
    edit: (before: Head, content: unknown, given?: Given) => write(editOf(before, content, given)),
  };
}

export type Records = ReturnType<typeof records>;

export const aRole = (changes: object = {}) => ({
  name: 'Head of Lending',
  responsibilities: ['Stops the scoring of loans'],
  ...changes,
});

export const aPerson = (changes: object = {}) => ({
  name: 'Ingrid Solheim',
  email: `${anId()}@halden.example`,
  language: 'en',
  zone: 'Europe/Oslo',
  ...changes,
});
