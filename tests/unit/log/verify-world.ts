import { createHash } from 'node:crypto';
import { AssentError } from '#core/errors.ts';
import type { RunningHash } from '#core/log/verify/check-files.ts';
import type { Finding } from '#core/log/verify/findings.ts';
import type { Source, SourceObject } from '#core/log/verify/source.ts';
import { type Verified, type VerifyOptions, verify } from '#core/log/verify.ts';
import { type VerifierKey, verifierKey } from '#core/log/vkey.ts';
import { compareUtf8 } from '#core/store/text-order.ts';
import { memorySigner } from '#tests/memory/signer.ts';
import { ORIGIN } from './log-fixtures.ts';

export type Objects = Map<string, Uint8Array>;

/** A source over objects in memory. */
export function memorySource(
  objects: ReadonlyMap<string, Uint8Array>,
  marks: ReadonlyMap<string, Pick<SourceObject, 'isHidden' | 'puts'>> = new Map(),
): Source {
  const put = (bytes: Uint8Array, into: Uint8Array) => {
    if (bytes.length > into.length) throw new AssentError('TooLarge', `has ${bytes.length} bytes`);
    into.set(bytes);
    return into.subarray(0, bytes.length);
  };
  return {
    read(path, into) {
      const bytes = objects.get(path);
      return bytes && put(bytes, into);
    },
    async *list(prefix) {
      for (const path of [...objects.keys()].toSorted(compareUtf8)) {
        const bytes = objects.get(path);
        if (!path.startsWith(prefix) || bytes === undefined) continue;
        yield {
          path,
          size: bytes.length,
          ...marks.get(path),
          read: (into: Uint8Array) => put(bytes, into),
          async *chunks() {
            for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
          },
        };
      }
    },
  };
}

export function nodeHash(): RunningHash {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
}

export async function aKey(seed = 7): Promise<VerifierKey> {
  return verifierKey(ORIGIN, await memorySigner(seed).publicKey());
}

export interface Outcome extends Verified {
  readonly told: readonly Finding[];
  /** Paths of what failed or is missing. */
  readonly named: readonly string[];
}

/** Verifies objects in memory with the usual key. */
export async function verified(
  objects: ReadonlyMap<string, Uint8Array>,
  options: Partial<VerifyOptions> & {
    marks?: ReadonlyMap<string, Pick<SourceObject, 'isHidden' | 'puts'>>;
  } = {},
): Promise<Outcome> {
  const told: Finding[] = [];
  const { marks, ...rest } = options;
  const outcome = await verify(memorySource(objects, marks), {
    keys: [await aKey()],
    hash: nodeHash,
    tell: (finding) => told.push(finding),
    ...rest,
  });
  const named = told.filter(({ kind }) => kind !== 'noted').map(({ path }) => path);
  return { ...outcome, told, named: [...new Set(named)] };
}
