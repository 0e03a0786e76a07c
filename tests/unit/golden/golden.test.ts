import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { folderSource } from '#cli/sources/folder.ts';
import { openCode } from '#core/approvals/open-task.ts';
import { verify } from '#core/log/verify.ts';
import { parseVerifierKey } from '#core/log/vkey.ts';
import type { Item } from '#core/ports.ts';
import { contentOf } from '#core/records/content-of.ts';
import { recordType } from '#core/records/registry.ts';
import { unseal } from '#core/records/version.ts';
import { parseHead } from '#core/store/items.ts';
import { executionName } from '#core/waiting/executions.ts';
import { fromValues } from '#functions/adapters/attributes.ts';
import { house } from '../../support/house.ts';
import { nodeHash } from '../log/verify-world.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures', 'golden');

const Golden = z.object({
  name: z.string(),
  vkey: z.string(),
  effective: z.string(),
  open: z.string(),
  code: z.string(),
});

const states = readdirSync(FOLDER, { withFileTypes: true }).filter((each) => each.isDirectory());

describe.each(states.map(({ name }) => name))(
  'the golden state %s, under the software of today',
  (name) => {
    const folder = join(FOLDER, name);
    const golden = Golden.parse(JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')));
    const itemsOf = (table: string): Item[] =>
      readFileSync(join(folder, `assent-local-${table}.jsonl`), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => fromValues(JSON.parse(line)));

    it('has records that are read, each by its own type, and histories that chain', () => {
      const main = itemsOf('main');
      const heads = main.filter(({ sk }) => sk === 'H').map(parseHead);
      expect(heads.length).toBeGreaterThan(20);
      for (const head of heads) {
        expect(contentOf(recordType(head.version.type), head)).toBeDefined();
        const versions = main
          .filter(({ pk, sk }) => sk.startsWith('V#') && pk === `R#${head.ref.replace('/', '#')}`)
          .map(({ body, digest }) => unseal(String(body), String(digest)))
          .sort((a, b) => a.version.version - b.version.version);
        expect(versions.map(({ version }) => version.previous)).toEqual([
          null,
          ...versions.slice(0, -1).map(({ digest }) => digest),
        ]);
        expect(versions.at(-1)?.digest).toBe(head.digest);
      }
    });

    it('has a log that verifies, with everything that hangs on it', async () => {
      const { ok, first, counts } = await verify(folderSource(join(folder, 'bucket')), {
        hash: nodeHash,
        keys: [parseVerifierKey(golden.vkey)],
      });
      expect({ ok, first }).toEqual({ ok: true, first: undefined });
      expect(counts.versions).toBeGreaterThan(20);
    });

    it('has an open approval that is finished: its old link decides, and it takes effect', async () => {
      const at = house({ start: '2026-11-24T12:00:00.000Z' });
      at.table.restore(itemsOf('main'), 'main');
      at.table.restore(itemsOf('personal'), 'personal');
      const found = await openCode(at, golden.code, at.clock.now());
      if (found.is !== 'task') throw new Error(`The old code opens ${found.is}`);
      const { person, facts } = found.opened.task;
      const signature = found.opened.names.names[person] ?? '';
      const answered = await at.answer(at.form(golden.code, facts, { signature }));
      expect(answered.is).toBe('recorded');
      // Its machine is gone with the engine that wrote it: the sweep starts another.
      await at.sweep();
      const attempts = at.machines.executions.map((each) => each.name);
      expect(attempts).toEqual([executionName(golden.open, 2)]);
      await at.arrive(golden.open, 2);
      expect(await at.conclude(golden.open)).toBe('effective');
      expect((await at.store.need(golden.effective)).version.state).toBe('effective');
    });
  },
);
