import { EVIDENCE_PREFIX, parsePath, SIGNALS_PREFIX } from '../paths.ts';
import { HASH_BYTES } from '../tree.ts';
import type { Findings } from './findings.ts';
import type { Source, SourceObject } from './source.ts';

/** SHA-256 of something too long for memory. */
export interface RunningHash {
  update(bytes: Uint8Array): void;
  /** Hex. */
  digest(): string;
}

/** Holds what is named by its SHA-256 against its name, and remembers which there are. */
export class Files {
  #names = new Uint8Array(HASH_BYTES * 256);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Whether the file of that SHA-256 (hex) is there. */
  has(sha256: string): boolean {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = this.#compare(middle, sha256);
      if (order === 0) return true;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return false;
  }

  /** Names come in order, since a source lists paths in order. */
  add(sha256: string): void {
    const start = this.#count * HASH_BYTES;
    if (start + HASH_BYTES > this.#names.length) {
      const larger = new Uint8Array(this.#names.length * 2);
      larger.set(this.#names);
      this.#names = larger;
    }
    for (let i = 0; i < HASH_BYTES; i++) this.#names[start + i] = byteAt(sha256, i);
    this.#count += 1;
  }

  #compare(nth: number, sha256: string): number {
    for (let i = 0; i < HASH_BYTES; i++) {
      const difference = (this.#names[nth * HASH_BYTES + i] ?? 0) - byteAt(sha256, i);
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

function byteAt(hex: string, i: number): number {
  return Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
}

/** Every evidence file against its name. 32 bytes of each are kept, for `has`. */
export async function checkEvidence(
  source: Source,
  findings: Findings,
  hash: () => RunningHash,
): Promise<Files> {
  const files = new Files();
  for await (const object of source.list(EVIDENCE_PREFIX)) {
    const parsed = parsePath(object.path);
    tellPlace(object, findings);
    if (parsed?.kind !== 'evidence') findings.failed(object.path, 'is no path of evidence');
    else {
      files.add(parsed.sha256);
      await checkName(object, parsed.sha256, findings, hash);
    }
  }
  return files;
}

/** Every batch of signals against its name; returns how many there are. */
export async function checkSignals(
  source: Source,
  findings: Findings,
  hash: () => RunningHash,
): Promise<number> {
  let count = 0;
  for await (const object of source.list(SIGNALS_PREFIX)) {
    const parsed = parsePath(object.path);
    tellPlace(object, findings);
    if (parsed?.kind !== 'signals') findings.failed(object.path, 'is no path of signals');
    else {
      count += 1;
      await checkName(object, parsed.sha256, findings, hash);
    }
  }
  return count;
}

/** What a bucket says of an object beside its bytes. */
export function tellPlace({ path, isHidden, puts }: SourceObject, findings: Findings): void {
  if (isHidden) findings.failed(path, 'is hidden under a delete marker');
  if ((puts ?? 1) > 1) {
    findings.failed(path, `was put ${puts} times; what is read here is the first`);
  }
}

async function checkName(
  object: SourceObject,
  sha256: string,
  findings: Findings,
  hash: () => RunningHash,
): Promise<void> {
  const running = hash();
  for await (const chunk of object.chunks()) running.update(chunk);
  if (running.digest() !== sha256) {
    findings.failed(object.path, 'its bytes are not of the SHA-256 in its name');
  }
}
