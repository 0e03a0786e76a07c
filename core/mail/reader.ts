import type { Ref } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import { person as personType } from '../records/person.ts';
import { isDetached } from '../records/personal.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Reader } from './matter.ts';

/** A person with name and address; `undefined` for a service, and for one who was erased. */
export async function reader(
  store: Pick<RecordStore, 'load' | 'personal'>,
  ref: Ref,
): Promise<Reader | undefined> {
  if (!ref.startsWith('person/')) return undefined;
  const [head, entries] = await Promise.all([store.load(ref), store.personal(ref)]);
  if (head === undefined) return undefined;
  const content = contentOf(personType, head);
  const value = (member: unknown): string | undefined => {
    const wanted = isDetached(member) ? member.$detached : undefined;
    const found = entries.find(({ commitment }) => commitment === wanted)?.value;
    return typeof found === 'string' ? found : undefined;
  };
  const name = value(content.name);
  const email = value(content.email);
  if (name === undefined || email === undefined) return undefined;
  return { ref, name, email, language: content.language, zone: content.zone };
}

/** The people among these who are there, by reference; each is read once. */
export async function readers(
  store: Pick<RecordStore, 'load' | 'personal'>,
  refs: Iterable<Ref>,
): Promise<ReadonlyMap<Ref, Reader>> {
  const found = await Promise.all([...new Set(refs)].map((ref) => reader(store, ref)));
  return new Map(found.flatMap((each) => (each === undefined ? [] : [[each.ref, each]])));
}
