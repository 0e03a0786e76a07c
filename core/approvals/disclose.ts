import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { printDisclosure } from '../log/disclosure.ts';
import type { DisclosureFile, PackedVersions } from '../log/pack.ts';
import { personalPath } from '../log/paths.ts';
import { contentOf } from '../records/content-of.ts';
import type { RecordType } from '../records/define-type.ts';
import { opens, type PersonalEntry } from '../records/detach.ts';
import { person as personType } from '../records/person.ts';
import { isDetached } from '../records/personal.ts';
import { task as taskType } from '../records/task.ts';
import { unseal } from '../records/version.ts';
import type { RecordStore } from '../store/record-store.ts';
import { compareUtf8 } from '../store/text-order.ts';

/** What is disclosed of each record: the commitment to it. */
type Wanted = Map<Ref, string>;

/**
 * The names of those who decided, to be disclosed with a pack: what each typed as a signature, and
 * the name that each has on record. Nothing else of a person, no address above all; what was erased
 * is not there. Each value stands beside the salt by which its commitment is taken again.
 *
 * @throws Corrupt for a value that its commitment does not stand for
 */
export async function* deciderNames(
  packed: PackedVersions,
  store: Pick<RecordStore, 'personal'>,
): AsyncGenerator<DisclosureFile> {
  const wanted: Wanted = new Map();
  const deciders = new Set<Ref>();
  for await (const bytes of packed(taskType.name)) {
    const task = readable(taskType, bytes);
    if (task?.content.decision === undefined) continue;
    deciders.add(task.content.person);
    want(wanted, task.ref, task.content.decision.signature);
  }
  for await (const bytes of packed(personType.name)) {
    const person = readable(personType, bytes);
    // The name that is on record last.
    if (person !== undefined && deciders.has(person.ref)) {
      want(wanted, person.ref, person.content.name);
    }
  }
  const inOrder = [...wanted].sort(([a], [b]) => compareUtf8(personalPath(a), personalPath(b)));
  for (const [ref, commitment] of inOrder) {
    const entry = (await store.personal(ref)).find((each) => each.commitment === commitment);
    if (entry !== undefined) yield disclosed(ref, entry);
  }
}

// A version of another release is packed all the same, and nobody is named by it.
function readable<Content>(type: RecordType<Content>, bytes: Uint8Array) {
  try {
    const sealed = unseal(new TextDecoder().decode(bytes));
    return { ref: sealed.ref, content: contentOf(type, sealed) };
  } catch (error) {
    if (error instanceof AssentError) return undefined;
    throw error;
  }
}

function want(wanted: Wanted, ref: Ref, value: unknown): void {
  if (isDetached(value)) wanted.set(ref, value.$detached);
}

function disclosed(ref: Ref, entry: PersonalEntry): DisclosureFile {
  const { commitment, path, salt, value } = entry;
  if (!opens(entry)) {
    throw new AssentError('Corrupt', `${ref}: the value at ${path} is not what it commits to`);
  }
  const line = printDisclosure({ commitment, path, salt, value });
  return { path: personalPath(ref), bytes: new TextEncoder().encode(line) };
}
