import { beforeEach, describe, expect, it } from 'vitest';
import { approvalContent } from '#core/approvals/ask.ts';
import { create, edit, openApprovals, take } from '#core/changes/change.ts';
import type { Author } from '#core/records/author.ts';
import { recordType, recordTypes } from '#core/records/registry.ts';
import type { Head } from '#core/store/items.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { aRole } from '#tests/behaviour/record-fixtures.ts';
import { type House, house } from '#tests/support/house.ts';
import {
  ASTRID,
  aPolicy,
  given,
  givenPeople,
  givenPolicy,
  INGRID,
  SETUP,
} from '#tests/support/people.ts';

const BY_PEOPLE = recordTypes.filter(({ writtenBy }) => writtenBy === 'people');
const BY_WORKFLOWS = recordTypes.filter(({ writtenBy }) => writtenBy === 'workflow');
const body = (content: unknown) => ({ content, links: [] });

let at: House;
beforeEach(() => {
  at = house();
});

// Whoever is away alone says who stands in for them.
const authorOf = (type: string): Author =>
  type === 'delegation' ? { ...SETUP, actor: INGRID } : SETUP;

/** A record of a type in a state, past every rule of who may. */
const inState = async (type: string, state: string): Promise<Head> => {
  // A policy that nobody could decide by is not taken.
  if (type === 'approval-policy') await givenPeople(at.store);
  const { id, content } = recordType(type).example;
  return given(at.store, { type, id, state, content });
};

describe('creating', () => {
  it('begins in the first state of the type, under the id that its author chose', async () => {
    const head = await create(at, 'role', 'risk', body(aRole()), SETUP);
    expect(head.version).toMatchObject({ id: 'risk', state: 'active', action: 'create' });
  });

  it('gives an id that says nothing where none is chosen', async () => {
    const { version } = await create(at, 'role', undefined, body(aRole()), SETUP);
    expect(version.id).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it.each(['person', 'evidence'])('lets nobody choose the id of a %s', async (type) => {
    const { content } = recordType(type).example;
    await expectError(create(at, type, 'ingrid-solheim', body(content), SETUP), 'Refused');
    expect((await create(at, type, undefined, body(content), SETUP)).version.version).toBe(1);
  });

  it.each(BY_WORKFLOWS.map(({ name }) => name))(
    'refuses a %s, which workflows write',
    async (type) => {
      const { content, id } = recordType(type).example;
      await expectError(create(at, type, id, body(content), SETUP), 'Refused');
      await expectError(edit(at, await inWorkflow(type), body(content), SETUP), 'Refused');
      await expectError(take(at, await inWorkflow(type), 'retire', SETUP), 'Refused');
    },
  );

  /** A head as if read, of a type that nobody but workflows writes. */
  const inWorkflow = async (type: string): Promise<Head> => {
    const head = await inState('role', 'active');
    return { ...head, ref: `${type}/a`, version: { ...head.version, type } };
  };

  it('refuses an unknown type', async () => {
    await expectError(create(at, 'unicorn', 'a', body({}), SETUP), 'NotFound');
  });

  it('refuses an id that is taken, also by a record that is retired', async () => {
    const head = await create(at, 'role', 'risk', body(aRole()), SETUP);
    await take(at, head, 'retire', SETUP);
    at.clock.advance(1);
    await expectError(create(at, 'role', 'risk', body(aRole()), SETUP), 'Conflict');
  });
});

describe('editing', () => {
  const EDITS = BY_PEOPLE.flatMap((type) =>
    type.states
      .filter((state) => state !== 'retired')
      .map((state) => [type.name, state, type.edited?.[state] ?? state] as const),
  );

  it.each(EDITS)('a %s that is %s makes it %s', async (type, state, after) => {
    const head = await inState(type, state);
    const edited = await edit(at, head, body(head.version.content), authorOf(type));
    expect(edited.version).toMatchObject({ action: 'edit', version: 2, state: after });
    // What approves is never an edit.
    expect(recordType(type).approved ?? []).not.toContain(edited.version.state);
  });

  it('keeps the version that was approved standing while a revision is drafted', async () => {
    const head = await inState('policy', 'approved');
    const draft = await edit(at, head, body(aPolicy()), SETUP);
    expect(draft.standing).toEqual({ version: 1, time: head.version.time, digest: head.digest });
    const again = await edit(at, draft, body(aPolicy({ binds: 'Some' })), SETUP);
    expect((await at.store.need(again.ref)).standing?.version).toBe(1);
  });

  it('of a file that is stored makes it declared: what it names now must be there', async () => {
    const head = await inState('evidence', 'stored');
    const content = { ...head.version.content, sha256: 'f'.repeat(64) };
    expect((await edit(at, head, body(content), SETUP)).version.state).toBe('declared');
  });

  it.each(BY_PEOPLE.map(({ name }) => name))('refuses a %s that is retired', async (type) => {
    const head = await inState(type, 'retired');
    await expectError(edit(at, head, body(head.version.content), SETUP), 'Refused');
    await expectError(take(at, head, 'retire', SETUP), 'Refused');
  });

  it('refuses what was read before somebody else wrote', async () => {
    const head = await inState('role', 'active');
    await edit(at, head, body(aRole()), SETUP);
    await expectError(edit(at, head, body(aRole({ name: 'Other' })), SETUP), 'Conflict');
  });
});

describe('taking a transition', () => {
  const ALL = BY_PEOPLE.flatMap((type) =>
    Object.entries(type.transitions).flatMap(([name, transition]) =>
      type.states.map((from) => [type.name, name, from, transition] as const),
    ),
  );

  it.each(ALL)('of a %s: %s from %s', async (type, name, from, transition) => {
    const head = await inState(type, from);
    const { by, asks, untilGoverned } = transition;
    const mayTake = (by === 'people' && asks === undefined) || untilGoverned === true;
    if (transition.from.includes(from) && mayTake) {
      const taken = await take(at, head, name, SETUP);
      expect(taken.version).toMatchObject({
        action: name,
        state: transition.to,
        content: head.version.content,
      });
    } else {
      await expectError(take(at, head, name, SETUP), 'Refused');
      expect((await at.store.need(head.ref)).version.version).toBe(1);
    }
  });

  it.each(['fly', 'create', 'edit', 'erase', '', 'constructor', '__proto__'])(
    'refuses %j, which the type does not have',
    async (action) => {
      await expectError(take(at, await inState('person', 'active'), action, SETUP), 'Refused');
    },
  );

  const RETIRABLE = BY_PEOPLE.filter(({ neverRetired }) => neverRetired === undefined);

  it.each(RETIRABLE.map(({ name, initial }) => [name, initial] as const))(
    'retires a %s that is %s, and ends what stood',
    async (type, state) => {
      const retired = await take(at, await inState(type, state), 'retire', SETUP);
      expect(retired.version).toMatchObject({ action: 'retire', state: 'retired' });
      expect(retired.standing).toBeUndefined();
    },
  );

  it.each(['draft', 'in-approval', 'in-force'])(
    'retires no approval policy that is %s, and says what to do instead',
    async (state) => {
      const head = await inState('approval-policy', state);
      await expect(take(at, head, 'retire', SETUP)).rejects.toThrow('revise it');
      expect((await at.store.need(head.ref)).digest).toBe(head.digest);
    },
  );

  it('demands a reason of a person', async () => {
    const head = await inState('person', 'active');
    const by = { actor: ASTRID, via: 'api', reason: null } as const;
    await expectError(take(at, head, 'leave', by), 'Invalid');
  });
});

describe('open approvals of what changes', () => {
  let policy: Head;
  let approval: Head;
  beforeEach(async () => {
    await givenPeople(at.store);
    policy = await givenPolicy(at.store);
    approval = await at.request(policy, 'request-approval');
    policy = await at.store.need(policy.ref);
  });

  const lookAtIt = async () =>
    (await at.store.need(approval.ref)).pending.find((each) => each.for === 'execution-1')?.at;

  it('are told before it changes, and due at once when it has', async () => {
    expect((await openApprovals(at, policy.ref)).map(({ ref }) => ref)).toEqual([approval.ref]);
    expect(await lookAtIt()).not.toBe(at.clock.now());
    await edit(at, policy, body(aPolicy()), SETUP);
    expect(await lookAtIt()).toBe(at.clock.now());
  });

  it('are due at once when it is retired', async () => {
    await take(at, policy, 'retire', SETUP);
    expect(await lookAtIt()).toBe(at.clock.now());
  });

  it('are none any more once they have ended', async () => {
    await edit(at, policy, body(aPolicy()), SETUP);
    expect(await at.conclude(approval.ref)).toBe('void');
    expect(await openApprovals(at, policy.ref)).toEqual([]);
  });

  it('fail no change that is written, where they cannot be made due', async () => {
    let committed = false;
    at.calls.after(({ name }) => {
      if (name === 'table.write' && !committed) {
        committed = true;
        at.table.reads.fail(100);
      }
    });
    const edited = await edit(at, policy, body(aPolicy()), SETUP);
    at.table.reads.fail(0);
    expect((await at.store.need(policy.ref)).digest).toBe(edited.digest);
    expect(approvalContent(approval).subject.digest).not.toBe(edited.digest);
  });
});
