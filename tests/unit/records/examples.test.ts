import { describe, expect, it } from 'vitest';
import { contentOf } from '#core/records/content-of.ts';
import { commitmentsIn, opens } from '#core/records/detach.ts';
import { recordTypes } from '#core/records/registry.ts';
import { unseal } from '#core/records/version.ts';
import { headItem, parseHead, personalEntries, summaryOf } from '#core/store/items.ts';
import { type Draft, prepare } from '#core/store/prepare.ts';
import { seededRandom } from '#tests/memory/random.ts';

const NOW = '2026-11-24T06:08:00.000Z';

describe.each(recordTypes.map((type) => [type.name, type] as const))(
  'the example of %s',
  (_, type) => {
    const { id, content, links } = type.example;
    const draft: Draft = {
      type: type.name,
      id,
      before: undefined,
      action: 'create',
      state: type.initial,
      content,
      links,
      actor: 'service/setup',
      via: 'api',
      reason: 'An example',
    };
    const { head, writes } = prepare(draft, { now: NOW, random: seededRandom(1), known: [] });
    const added = writes.flatMap((write) =>
      write.op === 'put' && write.table === 'personal' && write.item.sk.startsWith('V#')
        ? personalEntries(write.item)
        : [],
    );

    it('is what comes in', () => {
      expect(type.incoming().safeParse(content).success).toBe(true);
    });

    it('stores personal values as commitments alone', () => {
      expect([...commitmentsIn(head.version.content).keys()].sort()).toEqual(
        added.map(({ commitment }) => commitment).sort(),
      );
      for (const entry of added) {
        expect(opens(entry)).toBe(true);
        expect(head.body).not.toContain(JSON.stringify(entry.value));
      }
    });

    it('is read again as it was stored', () => {
      const read = unseal(head.body, head.digest);
      expect(read).toEqual({
        version: head.version,
        ref: head.ref,
        body: head.body,
        digest: head.digest,
      });
      expect(contentOf(type, read)).toEqual(head.version.content);
      expect(parseHead(headItem(head))).toEqual(head);
    });

    it('comes in again as it was read, and changes nothing', () => {
      const again = prepare(
        { ...draft, before: head, action: 'edit', content: head.version.content },
        { now: NOW, random: seededRandom(2), known: added },
      );
      expect(again.head.version.content).toEqual(head.version.content);
      expect(again.writes).toHaveLength(3);
    });

    it('shows no personal value in lists', () => {
      const shown = JSON.stringify(summaryOf(head));
      for (const { value } of added) expect(shown).not.toContain(String(value));
    });

    it('is refused with one member more, which is named', () => {
      const more = { ...(content as object), colour: 'red' };
      const parsed = type.incoming().safeParse(more);
      expect(parsed.success).toBe(false);
      expect(JSON.stringify(parsed.error?.issues)).toContain('colour');
    });

    it('is refused without any member that it must have', () => {
      const shape = type.incomingJsonSchema() as { required?: readonly string[] };
      for (const name of shape.required ?? []) {
        const { [name]: _gone, ...rest } = content as Record<string, unknown>;
        expect(type.incoming().safeParse(rest).success).toBe(false);
      }
    });

    it('is refused where a member is of another type', () => {
      for (const name of Object.keys(content as object)) {
        for (const wrong of [{}, [], 0.5, null]) {
          const there = (content as Record<string, unknown>)[name];
          if (JSON.stringify(there) === JSON.stringify(wrong)) continue;
          const changed = { ...(content as object), [name]: wrong };
          const isStillFit = type.incoming().safeParse(changed).success;
          // A list may be empty, and what the heartbeat does not know is null.
          const mayBe = Array.isArray(there) || type.name === 'system';
          expect([name, wrong, isStillFit && !mayBe]).toEqual([name, wrong, false]);
        }
      }
    });
  },
);
