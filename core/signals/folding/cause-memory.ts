import type { Item, Table } from '../../ports.ts';
import { causeKey } from '../../store/keys.ts';
import { type CauseState, parseCause } from './cause-state.ts';
import type { OpenItem } from './open-item.ts';

/** How a cause and its incident stand, as far as a runner knows. */
export interface Known {
  readonly state: CauseState | undefined;
  readonly open: OpenItem | undefined;
}

/** Causes that a runner remembers. */
const MOST = 2000;

/**
 * What a runner remembers of causes from one batch to the next, to save it the reading. It may be
 * wrong: every write is conditional on it, and the refusal says what is right.
 */
export class CauseMemory {
  readonly #known = new Map<string, Known>();

  get(cause: string): Known | undefined {
    return this.#known.get(cause);
  }

  set(cause: string, known: Partial<Known>): void {
    this.#known.set(cause, { state: undefined, open: undefined, ...this.get(cause), ...known });
  }

  /** Reads those of which nothing is known yet. @throws Transient, Corrupt */
  async read(table: Pick<Table, 'get'>, causes: readonly string[]): Promise<void> {
    if (this.#known.size > MOST) this.#known.clear();
    const unknown = causes.filter((cause) => !this.#known.has(cause));
    const read = async (cause: string) =>
      this.set(cause, { state: stateOf(await table.get(causeKey(cause))) });
    await Promise.all(unknown.map(read));
  }
}

export const stateOf = (item: Item | undefined): CauseState | undefined => item && parseCause(item);
