import { canonicalBytes, parseCanonical } from '../canonical.ts';
import { fromBase64 } from '../encoding.ts';
import { invalid } from '../errors.ts';
import { type Instant, isInstant } from '../time.ts';
import { isOrigin } from './checkpoint.ts';
import { HASH_BYTES } from './tree.ts';
import { parseVerifierKey } from './vkey.ts';

/** What a pack says of itself: `assent-pack.json` (bytes.md, "Pack"). None of it is proof. */
export type Manifest = {
  /** When the pack was made. */
  readonly created: Instant;
  readonly format: 'assent/pack/v1';
  readonly origin: string;
  /** Root of the newest checkpoint, in base64. */
  readonly root: string;
  /** What was packed: `all`. */
  readonly scope: string;
  /** Size of the newest checkpoint. */
  readonly size: number;
  /** Versions that stood in the bucket and not in the log yet; they are not in the pack. */
  readonly unlogged: number;
  readonly vkeys: readonly string[];
};

const MEMBERS = 'created,format,origin,root,scope,size,unlogged,vkeys';

export function printManifest(manifest: Manifest): Uint8Array<ArrayBuffer> {
  return canonicalBytes(manifest);
}

/** @throws Invalid for anything but a manifest in its one form */
export function parseManifest(bytes: Uint8Array): Manifest {
  const parsed = parseCanonical(bytes);
  if (typeof parsed !== 'object' || parsed === null || !('format' in parsed)) {
    throw invalid('Not the manifest of a pack');
  }
  const { created, format, origin, root, scope, size, unlogged, vkeys } = parsed;
  if (
    Object.keys(parsed).join() !== MEMBERS ||
    format !== 'assent/pack/v1' ||
    typeof created !== 'string' ||
    !isInstant(created) ||
    typeof origin !== 'string' ||
    !isOrigin(origin) ||
    typeof root !== 'string' ||
    fromBase64(root).length !== HASH_BYTES ||
    typeof scope !== 'string' ||
    !isCount(size) ||
    !isCount(unlogged) ||
    !Array.isArray(vkeys)
  ) {
    throw invalid('Not the manifest of a pack in its one form');
  }
  for (const vkey of vkeys) parseVerifierKey(String(vkey));
  return { created, format, origin, root, scope, size, unlogged, vkeys: vkeys.map(String) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
