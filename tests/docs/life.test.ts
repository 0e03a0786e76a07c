import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { canonicalText } from '#core/canonical.ts';
import type { Json } from '#core/json.ts';
import { checkSignatures, parseCheckpoint } from '#core/log/checkpoint.ts';
import { parseEntry } from '#core/log/entry.ts';
import { parseVersion } from '#core/log/version-bytes.ts';
import { parseVerifierKey } from '#core/log/vkey.ts';
import { opens } from '#core/records/detach.ts';
import { utf8 } from '#tests/unit/log/log-fixtures.ts';

const page = readFileSync('docs/life-of-a-record.md', 'utf8');
const blocks = [...page.matchAll(/```(?:json)?\n([\s\S]*?)\n```/g)].map(([, text = '']) => text);
const starting = (text: string): string => {
  const found = blocks.find((block) => block.startsWith(text));
  if (found === undefined) throw new Error(`No block begins with ${text}`);
  return found;
};

const first = starting('{"action":"create","actor":"person');
const digests = [...page.matchAll(/digest is `([0-9a-f]{64})`/g)].map(([, hex]) => hex);

/** Members that a table of differences gives a version, as JSON. */
function changes(number: number): Record<string, Json> {
  const [, rows = ''] = page.split(`| member | version ${number - 1} | version ${number} |`);
  const [table = ''] = rows.split('\n\n');
  return Object.fromEntries(
    [...table.matchAll(/^\| `(\w+)` \| `.*` \| `(.*)` \|$/gm)].map(([, name, value = '']) => [
      name,
      z.json().parse(JSON.parse(value)),
    ]),
  );
}

function versionBytes(number: number): Uint8Array {
  const start = z.record(z.string(), z.json()).parse(JSON.parse(first));
  const upTo = Array.from({ length: number - 1 }, (_, i) => changes(i + 2));
  return utf8(canonicalText(Object.assign(start, ...upTo)));
}

describe('the life of a record', () => {
  const versions = [1, 2, 3].map((number) => parseVersion(versionBytes(number)));

  it('shows a first version that is its own bytes', () => {
    expect(new TextDecoder().decode(versionBytes(1))).toBe(first);
  });

  it('shows the digests of its versions, each naming the one before', () => {
    expect(page).toContain(`SHA-256, \`${versions[0]?.digest}\``);
    expect(versions.slice(1).map(({ digest }) => digest)).toEqual(digests);
    expect(versions.map(({ previous }) => previous)).toEqual([
      null,
      ...versions.slice(0, 2).map(({ digest }) => digest),
    ]);
  });

  it('ends approved, by the function that concludes', () => {
    expect(versions.map(({ state }) => state)).toEqual(['draft', 'in-approval', 'approved']);
    expect(versions.at(-1)?.actor).toBe('service/assent-step');
  });

  it('shows the entry of the first version', () => {
    const [entry = ''] = blocks.filter((block) => block.includes('"assent/entry/v1"'));
    expect(new TextDecoder().decode(versions[0]?.entry)).toBe(entry);
    expect(parseEntry(utf8(entry)).digest).toBe(versions[0]?.digest);
  });

  it('lists what the log took, without a gap from the second version on', () => {
    const rows = [
      ...page.matchAll(/^\| (\d+) \| `(\S+)` \| (\d+) \| .* \| `([0-9a-f]{8})…` \|$/gm),
    ];
    const indexes = rows.map(([, index]) => Number(index));
    expect(indexes.slice(1)).toEqual(indexes.slice(1).map((_, i) => Number(indexes[1]) + i));
    const policy = rows.filter(([, , ref]) => ref === 'policy/ai-policy');
    expect(policy.map(([, , , , start]) => start)).toEqual(
      versions.map(({ digest }) => digest.slice(0, 8)),
    );
    const { size } = parseCheckpoint(utf8(`${starting('assent.example/local\n')}\n`));
    expect(indexes.at(-1)).toBe(size - 1);
  });

  it('shows a checkpoint that its key signed', () => {
    const { note } = parseCheckpoint(utf8(`${starting('assent.example/local\n')}\n`));
    const key = parseVerifierKey(starting('assent.example/local+'));
    expect(checkSignatures(note, [key]).good).toEqual([key]);
  });

  it('shows a decision whose signature opens to the typed name', () => {
    const decision = z
      .object({ facts: z.string(), signature: z.object({ $detached: z.string() }) })
      .parse(JSON.parse(starting('{"choice":')));
    const disclosed = z
      .object({ commitment: z.string(), path: z.string(), salt: z.string(), value: z.json() })
      .parse(JSON.parse(starting('{"commitment":')));
    expect(disclosed.commitment).toBe(decision.signature.$detached);
    expect(opens(disclosed)).toBe(true);
    expect(page).toContain(`evidence/sha256/${decision.facts.slice(0, 8)}…`);
  });
});
