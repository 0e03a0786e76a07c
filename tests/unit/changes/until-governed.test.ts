import { beforeEach, describe, expect, it } from 'vitest';
import { edit, take } from '#core/changes/change.ts';
import { isError } from '#core/errors.ts';
import type { Head } from '#core/store/items.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { type House, house } from '#tests/support/house.ts';
import { anApprovalPolicy, given, givenPeople, SETUP } from '#tests/support/people.ts';

let at: House;
beforeEach(async () => {
  at = house();
  await givenPeople(at.store);
});

const GUARD = 'approval-policy-request-adoption';

/** An approval policy, as it should stand. */
const policy = (type: string, transition: string, state: string, tier?: string): Promise<Head> =>
  given(at.store, {
    type: 'approval-policy',
    id: [type, transition, ...(tier === undefined ? [] : [tier])].join('-'),
    state,
    content: anApprovalPolicy({
      applies: { type, transition, ...(tier === undefined ? {} : { tier }) },
    }),
  });

/** The policy that guards the adoption of all of them, or of those for one tier. */
const guard = (state: string, tier?: string) =>
  policy('approval-policy', 'request-adoption', state, tier);
const other = (tier?: string) => policy('model', 'request-use', 'draft', tier);
const adopt = (head: Head, reason = 'First set-up') =>
  take(at, head, 'adopt', { ...SETUP, reason });
const stateOf = async (head: Head) => (await at.store.need(head.ref)).version.state;

describe('adopting an approval policy directly', () => {
  it('is for the first ones, whose guard is not there', async () => {
    expect((await adopt(await other())).version.state).toBe('in-force');
  });

  it.each(['draft', 'in-approval'])(
    'is for those whose guard is %s, and never was in force',
    async (state) => {
      await guard(state);
      expect((await adopt(await other())).version.state).toBe('in-force');
    },
  );

  it('is how the guard itself comes into force', async () => {
    expect((await adopt(await guard('draft'))).version.state).toBe('in-force');
    await expectError(adopt(await other()), 'Refused');
  });

  it.each([
    ['in force', ['in-force']],
    ['being revised', ['in-force', 'draft']],
    ['revised, and asking', ['in-force', 'draft', 'in-approval']],
    ['retired, however that came', ['in-force', 'retired']],
    ['retired while it was revised', ['in-force', 'draft', 'retired']],
  ])('is refused where the guard is %s', async (_, states) => {
    for (const state of states) await guard(state);
    const head = await other();
    const refusal = await adopt(head).catch((error: unknown) => error);
    expect(isError(refusal, 'Refused') && refusal.message).toContain(GUARD);
    expect(isError(refusal, 'Refused') && refusal.message).toContain('take "request-adoption"');
    expect(await stateOf(head)).toBe('draft');
  });

  it('is refused to the guard itself, once it was in force', async () => {
    await adopt(await guard('draft'));
    const inForce = await at.store.need(`approval-policy/${GUARD}`);
    const revised = await edit(
      at,
      inForce,
      {
        content: anApprovalPolicy({ applies: inForce.version.content.applies, name: 'Laxer' }),
        links: [],
      },
      SETUP,
    );
    await expectError(adopt(revised), 'Refused');
    expect((await at.store.need(revised.ref)).standing?.version).toBe(inForce.version.version);
  });

  it('is refused where a guard that was retired leaves nobody to ask', async () => {
    await guard('in-force');
    await guard('retired');
    const head = await other();
    await expectError(adopt(head), 'Refused');
    await expect(at.request(head, 'request-adoption')).rejects.toThrow(
      'No approval policy in force covers "request-adoption"',
    );
  });

  it('is refused under the guard of its tier, and under the one for all tiers', async () => {
    await guard('in-force', 'minimal');
    await expectError(adopt(await other('minimal')), 'Refused');
    await adopt(await other('limited'));
    await adopt(await guard('draft'));
    await expectError(adopt(await other()), 'Refused');
    await expectError(adopt(await policy('model', 'request-use', 'draft', 'limited')), 'Refused');
    // A guard of its own is no way round the guard of all.
    await expectError(adopt(await guard('draft', 'limited')), 'Refused');
  });

  it('is refused where the guard comes into force between reading and writing', async () => {
    const head = await other();
    const first = await guard('draft');
    let raced = false;
    at.calls.before(async ({ name }) => {
      if (name !== 'table.write' || raced) return;
      raced = true;
      await adopt(first);
    });
    await expectError(adopt(head), 'Refused');
    expect(raced).toBe(true);
    expect(await stateOf(head)).toBe('draft');
  });
});

describe('two adoptions at once', () => {
  /** The writes of both begin before either is done. */
  async function atOnce(...heads: Head[]): Promise<readonly string[]> {
    const outcomes = await Promise.allSettled(heads.map((head, i) => adopt(head, `Try ${i}`)));
    return outcomes.map((one) => (one.status === 'fulfilled' ? 'adopted' : one.reason.code));
  }

  it('of the guard and another are both done only where the other was first', async () => {
    const seen = new Set<string>();
    for (const order of ['guard first', 'other first']) {
      at = house();
      await givenPeople(at.store);
      const [first, second] = [await guard('draft'), await other()];
      const outcome = await atOnce(
        ...(order === 'guard first' ? [first, second] : [second, first]),
      );
      seen.add(outcome.join());
      expect(await stateOf(first)).toBe('in-force');
    }
    expect([...seen]).toEqual(['adopted,Refused', 'adopted,adopted']);
  });

  it('of the guard are one adoption and one conflict', async () => {
    const head = await guard('draft');
    expect((await atOnce(head, head)).toSorted()).toEqual(['Conflict', 'adopted']);
  });

  it('of two that nothing guards are both done', async () => {
    const heads = [await other(), await other('minimal')];
    expect(await atOnce(...heads)).toEqual(['adopted', 'adopted']);
  });

  it('is one adoption where the first answer was lost and the guard came in between', async () => {
    const [head, first] = [await other(), await guard('draft')];
    const twice = {
      ...at.store,
      commit: async (...args: Parameters<House['store']['commit']>) => {
        await at.store.commit(...args);
        await adopt(first);
        return at.store.commit(...args);
      },
    };
    const taken = await take({ ...at, store: twice }, head, 'adopt', SETUP);
    expect(taken.version.state).toBe('in-force');
    expect((await at.store.need(head.ref)).version.version).toBe(2);
  });
});
