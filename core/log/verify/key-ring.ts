import { checkSignatures, type SignedCheckpoint } from '../checkpoint.ts';
import { printVerifierKey, type VerifierKey } from '../vkey.ts';

/**
 * What the keys say of a checkpoint: signed by a key that is trusted; signed by keys of which
 * nothing is known; or not signed as it must be.
 */
export type Standing = 'trusted' | 'unknown' | { readonly bad: string };

/**
 * The keys in force as a log goes on. It begins with keys that are trusted from outside; a version
 * of `system/log-key` puts others in force behind its entry (bytes.md, "Rotation"). They are
 * trusted from the first checkpoint on that carries all of them, at least one trusted before.
 */
export class KeyRing {
  #trusted: readonly VerifierKey[];
  #inForce: readonly VerifierKey[] | undefined;
  readonly #coming: { readonly keys: readonly VerifierKey[]; readonly index: number }[] = [];

  constructor(trusted: readonly VerifierKey[]) {
    this.#trusted = trusted;
  }

  /** Whether a version of `system/log-key` is in force. */
  get hasRotated(): boolean {
    return this.#inForce !== undefined;
  }

  /** With the entry of that index, exactly these sign every larger checkpoint. */
  rotate(keys: readonly VerifierKey[], index: number): void {
    this.#coming.push({ keys, index });
  }

  /** Judges the next checkpoint, in order of size. */
  judge({ note, size }: SignedCheckpoint): Standing {
    for (
      let [next] = this.#coming;
      next !== undefined && next.index < size;
      [next] = this.#coming
    ) {
      this.#inForce = next.keys;
      this.#coming.shift();
    }
    const { good, bad, absent } = checkSignatures(note, this.#inForce ?? this.#trusted);
    const [first] = bad;
    if (first !== undefined) return { bad: `the signature of ${nameOf(first)} does not verify` };
    if (this.#inForce === undefined) return good.length > 0 ? 'trusted' : 'unknown';
    const [missing] = absent;
    if (missing !== undefined) {
      return { bad: `it lacks the signature of ${nameOf(missing)}, which is in force` };
    }
    if (!good.some((key) => has(this.#trusted, key))) return 'unknown';
    // Keys given from outside stay trusted: one of them may come into force later.
    this.#trusted = [...this.#trusted, ...good.filter((key) => !has(this.#trusted, key))];
    return 'trusted';
  }
}

function nameOf({ name, id }: VerifierKey): string {
  return `${name}+${id}`;
}

function has(keys: readonly VerifierKey[], key: VerifierKey): boolean {
  return keys.some((each) => printVerifierKey(each) === printVerifierKey(key));
}
