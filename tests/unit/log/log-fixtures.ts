import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { entryBytes } from '#core/log/entry.ts';
import { tilePath } from '#core/log/paths.ts';
import { type Edge, EMPTY_EDGE, extend, type LogObject } from '#core/log/tiles.ts';
import type { ReadTile } from '#core/log/tree-proofs.ts';
import type { Signer } from '#core/ports.ts';
import { sha256Hex } from '#hash';

export const ORIGIN = 'example.com/assent/production';

const encoder = new TextEncoder();

export const utf8 = (text: string) => encoder.encode(text);

/** Signs with the Ed25519 key of a seed that repeats one byte. */
export function aSigner(byte = 7): Signer {
  // PKCS #8 of an Ed25519 seed is this prefix and the seed (RFC 8410 §7).
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const der = Buffer.concat([prefix, Buffer.alloc(32, byte)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: async () => new Uint8Array(spki.subarray(-32)),
    sign: async (message) => new Uint8Array(sign(null, message, key)),
  };
}

/** The i-th entry of the Go vectors: version 1 of policy/p-<i>. */
export function anEntry(i: number): Uint8Array {
  return entryBytes({
    action: 'create',
    actor: 'service/setup',
    digest: sha256Hex(utf8(String(i))),
    format: 'assent/entry/v1',
    id: `p-${i}`,
    previous: null,
    time: '2026-11-24T06:08:00.000Z',
    type: 'policy',
    version: 1,
  });
}

/** A log of such entries up to a size, grown in the given steps, with every object it wrote. */
export function grow(sizes: readonly number[]): {
  readonly edges: ReadonlyMap<number, Edge>;
  readonly objects: ReadonlyMap<string, Uint8Array>;
} {
  let edge = EMPTY_EDGE;
  const edges = new Map<number, Edge>([[0, edge]]);
  const objects = new Map<string, Uint8Array>();
  for (const size of sizes) {
    const entries = Array.from({ length: size - edge.size }, (_, i) => anEntry(edge.size + i));
    const grown = extend(edge, entries);
    edge = grown.edge;
    edges.set(size, edge);
    for (const { path, bytes } of grown.objects as readonly LogObject[]) objects.set(path, bytes);
  }
  return { edges, objects };
}

/** Reads tiles out of written objects. */
export function tilesOf(objects: ReadonlyMap<string, Uint8Array>): ReadTile {
  return async (level, index, width) => {
    const path = tilePath(level, index, width);
    const bytes = objects.get(path) ?? objects.get(tilePath(level, index));
    if (bytes === undefined) throw new Error(`No tile ${path}`);
    return bytes.subarray(0, width * 32);
  };
}

/** What generator/generate.go printed. */
export interface Vectors {
  readonly vkey: string;
  readonly roots: readonly {
    readonly size: number;
    readonly root: string;
    readonly checkpoint?: string;
  }[];
  readonly inclusion: readonly {
    readonly index: number;
    readonly size: number;
    readonly hashes: readonly string[];
  }[];
  readonly consistency: readonly {
    readonly from: number;
    readonly to: number;
    readonly hashes: readonly string[];
  }[];
  readonly objects: readonly { readonly path: string; readonly sha256: string }[];
}

export const VECTORS_FOLDER = new URL('../../fixtures/log/', import.meta.url);

export function readVectors(): Vectors {
  return JSON.parse(readFileSync(new URL('vectors.json', VECTORS_FOLDER), 'utf8'));
}
