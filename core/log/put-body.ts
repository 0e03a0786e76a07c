import { sha256Hex } from '#hash';
import { AssentError, isError } from '../errors.ts';
import { splitRef } from '../ids.ts';
import { versionKey } from '../store/keys.ts';
import type { Marker } from './backlog.ts';
import type { LogPorts } from './log-ports.ts';
import { recordPath } from './paths.ts';
import { retainUntil } from './retention.ts';
import { sameBytes } from './tree.ts';
import { parseVersion } from './version-bytes.ts';

const encoder = new TextEncoder();

/**
 * Puts the canonical bytes of a version at its path, create-only. The same bytes there already are
 * success.
 *
 * @returns the version's state where its bytes are there; else why they cannot be put
 * @throws Corrupt where other bytes stand at its path: then the log must stop
 */
export async function putBody(
  ports: LogPorts,
  marker: Marker,
): Promise<{ readonly state: string } | { readonly reason: string }> {
  try {
    const { bytes, state } = await readBody(ports, marker);
    await put(ports, marker, bytes);
    return { state };
  } catch (error) {
    if (isError(error, 'Corrupt') && error.data.fork === true) throw error;
    // Whatever it is, it concerns this version: the others must not wait for it.
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The version's bytes, held against its marker before they become permanent. */
async function readBody({ table }: LogPorts, marker: Marker) {
  const { ref, version, time, digest, entry } = marker;
  const item = await table.get(versionKey(ref, time));
  if (typeof item?.body !== 'string') throw corrupt(marker, 'its version is not in the table');
  const bytes = encoder.encode(item.body);
  const parsed = parseVersion(bytes);
  if (`${parsed.type}/${parsed.id}` !== ref || parsed.version !== version) {
    throw corrupt(marker, 'its body is that of another version');
  }
  if (parsed.digest !== digest) throw corrupt(marker, 'its body is not of its digest');
  if (!sameBytes(encoder.encode(entry), parsed.entry)) {
    throw corrupt(marker, 'its entry is not that of its body');
  }
  return { bytes, state: parsed.state };
}

async function put(ports: LogPorts, marker: Marker, bytes: Uint8Array): Promise<void> {
  const { objects, retention, classOf } = ports;
  const { ref, version, time, digest } = marker;
  const path = recordPath(ref, version);
  const of = classOf?.(splitRef(ref).type) ?? 'record';
  const outcome = await objects.create(path, bytes, {
    contentType: 'application/json',
    retainUntil: retainUntil(of, time, retention),
  });
  if (outcome === 'created') return;
  const there = await objects.head(path);
  if (there?.sha256 === digest) return;
  const stored = await objects.get(path);
  if (stored !== undefined && sha256Hex(stored.bytes) === digest) return;
  throw new AssentError(
    'Corrupt',
    `Other bytes stand at ${path} than the table has. The bucket is the senior copy: if the table ` +
      'was restored to an earlier moment, run `assent recover`.',
    { path, fork: true },
  );
}

function corrupt({ ref, version }: Marker, why: string): AssentError {
  return new AssentError('Corrupt', `Version ${version} of ${ref} cannot be logged: ${why}`);
}
