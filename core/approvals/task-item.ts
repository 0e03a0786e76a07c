import type { Ref } from '../ids.ts';
import type { Item } from '../ports.ts';
import { factsKey } from '../store/keys.ts';

/**
 * What a task's page shows beside the task itself, kept under it: strangers reach the page's
 * function, and so it reads tasks, approvals and codes, and no other record.
 */
export interface Shown {
  /** The frozen facts, canonical. */
  readonly facts: string;
  readonly organisation: string;
  /** What the seats of the stage are called, by what the policy seats; in which role was asked. */
  readonly capacities: Readonly<Record<Ref, string>>;
  /** The role in which the person is asked, in words. */
  readonly capacity: string;
  readonly policy: string;
  /** Why it was asked, in the words of whoever did. */
  readonly reason?: string;
  /** The facts before they moved, canonical; absent where they did not. */
  readonly was?: string;
  /** What this person decided before, and what changed since: canonical `DecidedBefore`. */
  readonly since?: string;
  /** Of a piece of work: its form, as `core/work/frozen-work.ts` freezes it. */
  readonly work?: string;
  /** To whom the question may be passed on. */
  readonly colleagues: readonly Ref[];
  /** Who may own a condition. */
  readonly owners: readonly Ref[];
  /** Everybody whose name the page shows; the names themselves are personal. */
  readonly people: readonly Ref[];
}

export const shownItem = (task: Ref, shown: Shown): Item => ({ ...factsKey(task), ...shown });

export const parseShown = (item: Item): Shown => ({
  facts: String(item.facts),
  organisation: String(item.organisation),
  capacities: (typeof item.capacities === 'object' ? item.capacities : {}) as Record<Ref, string>,
  capacity: String(item.capacity),
  policy: String(item.policy),
  ...(typeof item.reason === 'string' ? { reason: item.reason } : {}),
  ...(typeof item.was === 'string' ? { was: item.was } : {}),
  ...(typeof item.since === 'string' ? { since: item.since } : {}),
  ...(typeof item.work === 'string' ? { work: item.work } : {}),
  colleagues: refsIn(item.colleagues),
  owners: refsIn(item.owners),
  people: refsIn(item.people),
});

// A task of an older version of this software has none.
const refsIn = (value: unknown): readonly Ref[] => (Array.isArray(value) ? value.map(String) : []);
