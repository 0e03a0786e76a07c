import { expect } from 'vitest';
import * as z from 'zod';
import { parseCanonical } from '#core/canonical.ts';
import { parsePath } from '#core/log/paths.ts';
import type { Item } from '#core/ports.ts';
import { parseCause } from '#core/signals/folding/cause-state.ts';
import { sha256Hex } from '#hash';

const line = z.strictObject({
  cause: z.string(),
  event: z.unknown(),
  identity: z.string(),
  received: z.string(),
  system: z.string().nullable(),
});

/** An object under `signals/`. */
export interface BatchObject {
  readonly path: string;
  readonly bytes: Uint8Array | undefined;
}

/** What is counted of a cause. */
export interface Audited {
  readonly kind: string;
  readonly fingerprint: string;
  readonly total: number;
  /** By window, the count. */
  readonly windows: Readonly<Record<string, number>>;
  readonly isWanted: boolean;
}

/**
 * Holds every count to what an auditor would count from the locked objects alone (bytes.md,
 * Signals), and gives what is counted.
 */
export function auditSignals(
  items: readonly Item[],
  objects: readonly BatchObject[],
): readonly Audited[] {
  const lines = linesByPath(objects);
  const causes = items.filter(({ pk, sk }) => pk.startsWith('C#') && sk === 'H');
  const orphans = items.filter(
    ({ pk, sk }) => pk.startsWith('C#') && sk !== 'H' && !causes.some((head) => head.pk === pk),
  );
  expect(orphans).toEqual([]);
  return causes.map((head) => {
    const own = items.filter(({ pk }) => pk === head.pk);
    const digest = head.pk.slice(2);
    const windows = own.filter(({ sk }) => sk.startsWith('W#'));
    const batches = own.filter(({ sk }) => sk.startsWith('B#'));
    for (const window of windows) {
      const within = batches.filter(({ sk }) => sk.startsWith(`B#${window.sk.slice(2)}#`));
      expect(sumOf(within)).toBe(window.counted);
    }
    const state = parseCause(head);
    expect(sumOf(windows)).toBe(state.total);
    expect(sumOf(batches)).toBe(state.total);
    const identities = items.filter(({ pk, cause }) => pk.startsWith('E#') && cause === digest);
    const named = batches.flatMap(({ batch }) => lines.get(String(batch)) ?? []);
    const distinct = new Set(
      named.filter(({ cause }) => cause === digest).map(({ identity }) => identity),
    );
    // Exact count = distinct identities of that cause over the named objects.
    expect(distinct.size).toBe(state.total);
    expect(identities.map(({ pk }) => pk.slice(2)).toSorted()).toEqual([...distinct].toSorted());
    return {
      kind: state.kind,
      fingerprint: state.fingerprint,
      total: state.total,
      windows: Object.fromEntries(windows.map(({ sk, counted }) => [sk.slice(2), Number(counted)])),
      isWanted: own.some(({ sk }) => sk === 'OPEN'),
    };
  });
}

const sumOf = (items: readonly Item[]) =>
  items.reduce((sum, { counted }) => sum + Number(counted), 0);

/** The lines of all batches, each held to its form. */
export function linesByPath(objects: readonly BatchObject[]) {
  return new Map(
    objects.map(({ path, bytes = new Uint8Array() }) => {
      const parsed = parsePath(path);
      expect(parsed).toMatchObject({ kind: 'signals', sha256: sha256Hex(bytes) });
      const texts = new TextDecoder().decode(bytes).split('\n');
      expect(texts.pop()).toBe('');
      const lines = texts.map((text) => line.parse(parseCanonical(new TextEncoder().encode(text))));
      const identities = lines.map(({ identity }) => identity);
      expect(identities).toEqual([...new Set(identities)].toSorted());
      return [path, lines] as const;
    }),
  );
}
