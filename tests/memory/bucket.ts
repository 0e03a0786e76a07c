import type { Clock, PutOptions } from '#core/ports.ts';
import type { Instant } from '#core/time.ts';
import { Sorted } from './sorted.ts';

/** One version of an object; without `bytes` it is a delete marker. */
export interface MemoryVersion {
  readonly path: string;
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  readonly put: Instant;
  readonly retainUntil: Instant | undefined;
  /** Whether a legal hold is on. */
  readonly held: boolean;
  readonly contentType: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A version with a body. */
export type Standing = MemoryVersion & { readonly bytes: Uint8Array<ArrayBuffer> };

/** Versions by path, paths in order, the newest version last. */
export class Bucket {
  readonly #clock: Clock;
  readonly #objects = new Sorted<MemoryVersion[]>();
  #puts = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  versionsOf(path: string): MemoryVersion[] {
    return this.#objects.get([path]) ?? [];
  }

  /** What a GET finds: nothing under a delete marker. */
  standing(path: string): Standing | undefined {
    const newest = this.versionsOf(path).at(-1);
    return newest?.bytes === undefined ? undefined : { ...newest, bytes: newest.bytes };
  }

  put(path: string, bytes: Uint8Array | undefined, options: PutOptions): void {
    const versions = this.versionsOf(path);
    if (versions.length === 0) this.#objects.set([path], versions);
    this.#puts += 1;
    versions.push({
      path,
      id: `v${this.#puts}`,
      bytes: bytes === undefined ? undefined : Uint8Array.from(bytes),
      put: this.#clock.now(),
      retainUntil: options.retainUntil,
      held: false,
      contentType: options.contentType,
      tags: { ...options.tags },
    });
  }

  /** Changes what keeps the newest version; `false` where none stands there. */
  keep(path: string, change: (of: Standing) => Partial<MemoryVersion>): boolean {
    const newest = this.standing(path);
    if (newest === undefined) return false;
    this.versionsOf(path).splice(-1, 1, { ...newest, ...change(newest) });
    return true;
  }

  /** Paths under the prefix, in order, those behind `after` alone. */
  *paths(prefix: string, after?: string): Generator<string> {
    for (let at = this.#objects.lowerBound([after ?? prefix]); ; at++) {
      const path = this.#objects.at(at)?.keys[0];
      if (path === undefined || !path.startsWith(prefix)) return;
      if (path !== after) yield path;
    }
  }
}
