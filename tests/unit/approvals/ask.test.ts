import { beforeEach, describe, expect, it } from 'vitest';
import { approvalContent, policyFor } from '#core/approvals/ask.ts';
import { edit } from '#core/changes/change.ts';
import type { Ref } from '#core/ids.ts';
import { recordType } from '#core/records/registry.ts';
import { pin } from '#core/store/commit.ts';
import type { Head } from '#core/store/items.ts';
import { DAY, later, MINUTE } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { type House, house } from '#tests/support/house.ts';
import {
  ASTRID,
  anApprovalPolicy,
  aPolicy,
  given,
  givenPeople,
  givenPolicy,
  INGRID,
  LARS,
  SETUP,
} from '#tests/support/people.ts';
import { aStage, CRO, DPO, POLICY, TERMS } from './matter.ts';

const ASK = 'request-approval';
const termsId = (ref: Ref) => ref.slice('approval-policy/'.length);

describe('asking for approval', () => {
  let at: House;
  let policy: Head;
  beforeEach(async () => {
    at = house();
    await givenPeople(at.store);
    policy = await givenPolicy(at.store);
  });

  const terms = (changes: object, state = 'in-force') =>
    given(at.store, {
      type: 'approval-policy',
      id: termsId(TERMS),
      state,
      content: anApprovalPolicy(changes),
    });
  const seated = (approval: Head) =>
    approvalContent(approval).stages[0]?.seats.map(({ rounds }) => rounds[0]?.person);

  it('moves the subject and pins exactly the version that asks, in one transaction', async () => {
    const before = at.calls.trace.length;
    const approval = await at.request(policy, ASK);
    const calls = at.calls.trace.slice(before);
    expect(calls.filter((name) => name === 'table.write')).toHaveLength(1);
    const subject = await at.store.need(POLICY);
    expect(subject.version).toMatchObject({ version: 2, state: 'in-approval', action: ASK });
    expect(approvalContent(approval)).toMatchObject({
      subject: pin(subject),
      policy: pin(await at.store.need(TERMS)),
      requester: ASTRID,
      transition: { asked: ASK, granted: 'approve', refused: 'send-back' },
      conditions: [],
      questions: [],
    });
    expect(approval.version.links).toEqual([
      { rel: 'about', to: POLICY, version: 2, digest: subject.digest },
    ]);
    expect(await at.lists.incoming(POLICY, 'about')).toEqual([approval.ref]);
  });

  it('starts a machine that knows ids alone', async () => {
    const approval = await at.request(policy, ASK);
    expect(at.machines.executions).toEqual([
      {
        workflow: 'approval',
        name: `approval-${approval.version.id}-1`,
        input: JSON.stringify({
          contract: 'approval@1',
          type: 'approval',
          id: approval.version.id,
        }),
        running: true,
      },
    ]);
  });

  it('is done where the machine could not be started: the sweep starts one', async () => {
    at.machines.faults.fail(1);
    const approval = await at.request(policy, ASK);
    expect(at.machines.executions).toEqual([]);
    at.clock.advance(2 * MINUTE);
    await at.sweep();
    expect(at.machines.executions.map(({ name }) => name)).toEqual([
      `approval-${approval.version.id}-2`,
    ]);
  });

  it('has the deadline of its terms, from the moment of asking', async () => {
    const now = at.clock.now();
    const [stage] = approvalContent(await at.request(policy, ASK)).stages;
    expect(stage).toMatchObject({ opened: now, deadline: later(now, 5 * DAY), quorum: 1 });
  });

  it('happens once where it is asked twice in the same instant', async () => {
    const both = await Promise.allSettled([at.request(policy, ASK), at.request(policy, ASK)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await at.lists.incoming(POLICY, 'about')).length).toBe(1);
    expect((await at.store.need(POLICY)).version.version).toBe(2);
  });

  it('loses to a change of the subject', async () => {
    await edit(at, policy, { content: aPolicy({ binds: 'Nobody' }), links: [] }, SETUP);
    await expectError(at.request(policy, ASK), 'Conflict');
    expect(await at.lists.incoming(POLICY, 'about')).toEqual([]);
  });

  it('loses to other terms that come into force meanwhile', async () => {
    let changed = false;
    at.calls.before(async ({ name }) => {
      if (name !== 'table.write' || changed) return;
      changed = true;
      await terms({ whyNow: 'Tighter' });
    });
    await expectError(at.request(policy, ASK), 'Conflict');
    expect((await at.store.need(POLICY)).version.version).toBe(1);
  });

  it.each(['in-approval', 'approved', 'retired'])(
    'is refused from a state in which the transition is not taken: %s',
    async (state) => {
      const there = await given(at.store, {
        type: 'policy',
        id: 'other-policy',
        state,
        content: aPolicy(),
      });
      await expectError(at.request(there, ASK), 'Refused');
    },
  );

  describe('by which terms', () => {
    it('is refused where none are in force, naming those that would be', async () => {
      await terms({}, 'retired');
      const error = await expectError(at.request(policy, ASK), 'Refused');
      expect(error.message).toContain(TERMS);
      expect((await at.store.need(POLICY)).version.version).toBe(1);
    });

    it('goes by the version in force, also while a revision is drafted', async () => {
      const inForce = await at.store.need(TERMS);
      await terms({ stages: [aStage({ quorum: 1, seats: [DPO] })] }, 'draft');
      const approval = await at.request(policy, ASK);
      expect(approvalContent(approval).policy).toEqual(pin(inForce));
      expect(seated(approval)).toEqual([INGRID]);
    });

    it('is refused where the first terms are only drafted', async () => {
      const fresh = house();
      await givenPeople(fresh.store);
      const content = anApprovalPolicy();
      const id = termsId(TERMS);
      await given(fresh.store, { type: 'approval-policy', id, state: 'draft', content });
      const draft = { type: 'policy', id: 'ai-policy', state: 'draft', content: aPolicy() };
      await expectError(fresh.request(await given(fresh.store, draft), ASK), 'Refused');
    });

    it('goes by those of the risk tier, and by the general ones where that has none', async () => {
      const { content } = recordType('ai-system').example;
      const system = (tier: string) =>
        given(at.store, {
          type: 'ai-system',
          id: `system-${tier}`,
          state: 'draft',
          content: { ...(content as object), tier },
        });
      const guards = (tier?: string) => ({
        applies: {
          type: 'ai-system',
          transition: 'request-go-live',
          ...(tier === undefined ? {} : { tier }),
        },
      });
      const general = 'ai-system-request-go-live';
      for (const [id, changes] of [
        [general, guards()],
        [`${general}-limited`, guards('limited')],
      ] as const) {
        const state = 'in-force';
        await given(at.store, {
          type: 'approval-policy',
          id,
          state,
          content: anApprovalPolicy(changes),
        });
      }
      const of = async (tier: string) =>
        (await policyFor(at.store, await system(tier), 'request-go-live')).ref;
      expect(await of('limited')).toBe(`approval-policy/${general}-limited`);
      expect(await of('minimal')).toBe(`approval-policy/${general}`);
    });

    it('is refused where a later stage could never be filled', async () => {
      await terms({ stages: [aStage(), aStage()] });
      const error = await expectError(at.request(policy, ASK), 'Refused');
      expect(error.message).toContain('needs 1 and can seat 0');
      expect((await at.store.need(POLICY)).version.version).toBe(1);
    });

    it('counts a deadline in working days of the region that the policy names', async () => {
      const deadline = { amount: 5, unit: 'working-days' };
      await terms({ holidays: 'NO', stages: [aStage({ deadline, reminders: [] })] });
      const approval = await at.request(policy, ASK);
      const [stage] = approvalContent(approval).stages;
      // Asked on a Tuesday: five working days on is the next Tuesday, at the same time.
      expect(stage?.deadline).toBe(later(stage?.opened ?? '', 7 * DAY));
    });

    it('is refused where nothing is known of the holidays of its region', async () => {
      const deadline = { amount: 5, unit: 'working-days' };
      await terms({ holidays: 'XX', stages: [aStage({ deadline })] });
      await expectError(at.request(policy, ASK), 'Invalid');
      expect((await at.store.need(POLICY)).version.version).toBe(1);
    });
  });

  describe('who is seated', () => {
    it('is never whoever asks', async () => {
      const error = await expectError(at.request(policy, ASK, INGRID), 'Refused');
      expect(error.message).toBe(
        `The stage "Executive" needs 1 and can seat 0: ${INGRID} is requester`,
      );
    });

    it('is never the owner', async () => {
      await terms({ stages: [aStage({ seats: [{ person: ASTRID }, CRO], quorum: 2 })] });
      const error = await expectError(at.request(policy, ASK, LARS), 'Refused');
      expect(error.message).toContain(`${ASTRID} is owner`);
    });

    it('is never whoever edited last, however many versions ago that was', async () => {
      let head = await given(at.store, {
        type: 'policy',
        id: 'long-policy',
        state: 'draft',
        content: aPolicy(),
      });
      const next = async (action: string, actor: Ref, content: unknown) => {
        const made = await at.store.draft({
          ...SETUP,
          type: 'policy',
          id: 'long-policy',
          before: head,
          action,
          state: 'draft',
          content,
          links: [],
          actor,
        });
        await at.store.commit([made]);
        head = made.head;
      };
      await next('edit', LARS, aPolicy({ binds: 'First' }));
      await next('edit', INGRID, aPolicy({ binds: 'Second' }));
      for (let i = 0; i < 130; i++) await next('send-back', LARS, head.version.content);
      const error = await expectError(at.request(head, ASK), 'Refused');
      expect(error.message).toContain(`${INGRID} is last-editor`);
      expect(error.message).not.toContain(LARS);
    });

    it('may be whoever an exception names, while it runs, on record', async () => {
      const exception = (until: string) => ({
        exceptions: [{ duty: 'requester', reason: 'We are three', until }],
      });
      await terms(exception(at.clock.now()));
      await expectError(at.request(policy, ASK, INGRID), 'Refused');
      await terms(exception(later(at.clock.now(), 1)));
      const approval = await at.request(policy, ASK, INGRID);
      expect(seated(approval)).toEqual([INGRID]);
      expect(approvalContent(approval).exceptions).toEqual([
        { duty: 'requester', reason: 'We are three', until: later(at.clock.now(), 1) },
      ]);
    });

    it('holds the role now, whatever an index still shows', async () => {
      at.table.indexes.lag = 1000;
      const { version } = await at.store.need(INGRID);
      await given(at.store, {
        type: 'person',
        id: version.id,
        state: 'active',
        content: version.content,
        links: [],
      });
      expect(await at.lists.incoming(CRO.role, 'holds')).toEqual([INGRID]);
      expect((await expectError(at.request(policy, ASK), 'Refused')).message).toContain(
        `nobody holds ${CRO.role}`,
      );
    });

    it.each(['left', 'retired'])('is nobody who has %s', async (state) => {
      const { version } = await at.store.need(INGRID);
      const { id, content, links } = version;
      await given(at.store, { type: 'person', id, state, content, links });
      await expectError(at.request(policy, ASK), 'Refused');
    });

    it('may be asked of by a service, which no duty bars', async () => {
      const approval = await at.request(policy, ASK, 'service/setup');
      expect(approvalContent(approval).excluded.map(({ duty }) => duty)).toEqual(['owner']);
    });
  });

  it('is refused with the list where deciders would miss facts', async () => {
    const { content } = recordType('ai-system').example;
    const system = await given(at.store, {
      type: 'ai-system',
      id: 'credit-scoring',
      state: 'draft',
      content,
    });
    const error = await expectError(at.request(system, 'request-go-live'), 'Refused');
    expect(error.data.missing).toEqual(['models']);
    expect(error.message).toContain('models');
  });
});
