import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalBytes } from '#core/canonical.ts';
import { signCheckpoint } from '#core/log/checkpoint.ts';
import { checkpointAtPath, recordPath } from '#core/log/paths.ts';
import { retentionClass } from '#core/log/retention.ts';
import { EMPTY_EDGE, extend, rootOfEdge } from '#core/log/tiles.ts';
import { parseVersion } from '#core/log/version-bytes.ts';
import { instantOf } from '#core/time.ts';
import { memorySigner } from '#tests/memory/signer.ts';

export const BENCH_ORIGIN = 'example.com/assent/bench';

/** Versions that each record of the log has. */
const VERSIONS_A_RECORD = 3;

/** Entries between two checkpoints. */
const ENTRIES_A_CHECKPOINT = 10_000;

const START = Date.parse('2026-11-24T06:00:00.000Z');

/** Where an object of the log goes. */
export type Put = (path: string, bytes: Uint8Array) => void;

/** Puts into files of a folder. */
export function intoFolder(folder: string): Put {
  return (path, bytes) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  };
}

/** Makes a log of so many entries, with every version's bytes where asked for. */
export async function makeLog(
  put: Put,
  size: number,
  options: { readonly versions: boolean },
): Promise<void> {
  const signer = memorySigner(7);
  let edge = EMPTY_EDGE;
  const digests = new Map<string, string>();
  while (edge.size < size) {
    const entries: Uint8Array[] = [];
    const until = Math.min(size, edge.size + ENTRIES_A_CHECKPOINT);
    for (let index = edge.size; index < until; index++) {
      const { ref, bytes, entry, digest, version } = aVersion(index, digests);
      digests.set(ref, digest);
      if (options.versions) put(recordPath(ref, version), bytes);
      entries.push(entry);
    }
    const step = extend(edge, entries);
    edge = step.edge;
    // A pack has the partial tiles and bundle of its newest checkpoint alone.
    const last = edge.size === size;
    const isNeeded = (path: string) => last || retentionClass(path) !== 'partial';
    for (const { path, bytes } of step.objects) if (isNeeded(path)) put(path, bytes);
    const checkpoint = { origin: BENCH_ORIGIN, size: edge.size, root: rootOfEdge(edge) };
    const note = await signCheckpoint(checkpoint, [signer]);
    put(checkpointAtPath(edge.size), note);
    put('log/checkpoint', note);
  }
}

/** The version that is entry `index`: records take turns in groups, like approvals side by side. */
function aVersion(index: number, digests: ReadonlyMap<string, string>) {
  const group = 100 * VERSIONS_A_RECORD;
  const record = Math.floor(index / group) * 100 + (index % 100);
  const version = Math.floor((index % group) / 100) + 1;
  const id = uuid(record);
  const ref = `approval/${id}`;
  const bytes = canonicalBytes({
    action: version === 1 ? 'create' : 'edit',
    actor: `person/${uuid(record % 40)}`,
    content: {
      label: `Approval ${record} of the AI policy`,
      stages: [{ name: 'Risk', quorum: 1, seats: [`role/risk-${record % 7}`] }],
      subject: { digest: sha256(`${record}`), id: 'ai-policy', type: 'policy', version: 2 },
    },
    format: 'assent/version/v1',
    id,
    links: [{ rel: 'decides', to: 'policy/ai-policy' }],
    previous: version === 1 ? null : (digests.get(ref) ?? null),
    reason: 'The policy has been reviewed by everybody whom it concerns',
    schema: 1,
    state: 'open',
    time: instantOf(START + index * 1000),
    type: 'approval',
    version,
    via: 'link',
  });
  const { entry, digest } = parseVersion(bytes);
  return { ref, bytes, entry, digest, version };
}

function uuid(n: number): string {
  const hex = sha256(`id ${n}`);
  return `01936b2c-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-9${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
