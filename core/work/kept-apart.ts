import type { Ref } from '../ids.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { FrozenWork } from './frozen-work.ts';
import { roundsOf, type WorkPlace } from './rounds.ts';
import type { WorkWanted } from './work.ts';

type Kept = Pick<FrozenWork, 'apart' | 'escalateTo'>;

/** What a piece of work says of who else may be asked, to be frozen with its first task. */
export const keptIn = ({ apart, escalateTo }: Pick<WorkWanted, keyof Kept>): Kept => ({
  ...(apart === undefined ? {} : { apart }),
  ...(escalateTo === undefined ? {} : { escalateTo }),
});

/**
 * Who may not be asked at a place: those named when it was opened, and whoever has come to be asked
 * at the places it is kept apart from since then.
 */
export async function keptApart(
  store: Pick<RecordStore, 'load'>,
  { of, gate }: WorkPlace,
  { not, apart = [] }: Pick<FrozenWork, 'not' | 'apart'>,
): Promise<readonly Ref[]> {
  const rounds = await Promise.all(apart.map((place) => roundsOf(store, { of, gate, place })));
  return [...new Set([...not, ...rounds.flat().map(({ task }) => task.person)])];
}
