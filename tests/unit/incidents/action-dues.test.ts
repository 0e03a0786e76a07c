import { beforeEach, describe, expect, it } from 'vitest';
import { contentOf } from '#core/records/content-of.ts';
import { correctiveAction } from '#core/records/corrective-action.ts';
import { responsePlan } from '#core/records/response-plan.ts';
import { task as taskType } from '#core/records/task.ts';
import { pin } from '#core/store/commit.ts';
import { DAY, HOUR, later, MINUTE } from '#core/time.ts';
import type { House } from '#tests/support/house.ts';
import { ASTRID, given, INGRID, LARS } from '#tests/support/people.ts';
import { answeredTask, clockWorld, givenIncident, INCIDENT, NOW, OF } from './clock-world.ts';

const ACTION = `corrective-action/${INCIDENT}-a1`;
const DUE = '2026-12-15T22:59:59.999Z';
const EFFECT = '2027-02-15T22:59:59.999Z';

let at: House;
beforeEach(async () => {
  at = await clockWorld();
});

/** An action as it stands, with what is pending on it. */
async function anAction(
  state: string,
  pending: readonly { at: string; for: string }[],
  changes: object = {},
) {
  const plannedBy = pin((await answeredTask(at, OF, ASTRID)).head);
  const done = { by: plannedBy, at: NOW, how: 'Refitted' };
  const isDone = state !== 'open' && state !== 'overdue';
  const head = await given(at.store, {
    type: correctiveAction.name,
    id: `${INCIDENT}-a1`,
    state,
    content: {
      incident: OF,
      text: 'Refit the scorecard',
      owner: LARS,
      due: DUE,
      effect: { due: EFFECT, by: INGRID, shownBy: 'Stability under 0.1' },
      plannedBy,
      ...(isDone ? { done } : {}),
      ...changes,
    },
    links: [{ rel: 'of', to: OF }],
  });
  await at.store.setPending(head, pending);
}

/** The plan gives so much time for each correction. */
async function setAside(deadline: { readonly amount: number; readonly unit: 'days' }) {
  const head = await at.store.need('response-plan/default');
  const { type, id, state } = head.version;
  const { steps, ...plan } = contentOf(responsePlan, head);
  const correction = { ...steps.correction, deadline };
  await given(at.store, {
    type,
    id,
    state,
    content: { ...plan, steps: { ...steps, correction } },
  });
}

const pendingOf = async () => (await at.store.need(ACTION)).pending;

async function tasks() {
  const refs = await at.lists.beginning('task', INCIDENT);
  const heads = await Promise.all(refs.map((ref) => at.store.need(ref)));
  return heads.map((head) => contentOf(taskType, head));
}

describe('an action that is planned', () => {
  const planned = [
    { at: NOW, for: 'work' },
    { at: DUE, for: 'overdue' },
  ];

  it('is put to its owner, until its date, with a reminder three days before', async () => {
    await anAction('open', planned);
    expect((await at.sweep()).failed).toEqual([]);
    expect(await tasks()).toMatchObject([
      {
        kind: 'carry-out-action',
        of: ACTION,
        person: LARS,
        deadline: DUE,
        reminders: [later(DUE, -3 * DAY)],
        label: 'Refit the scorecard: Drift of income',
      },
    ]);
    expect(await pendingOf()).toEqual([{ at: DUE, for: 'overdue' }]);
  });

  it('is put for a day where its date has passed, which stays as it was', async () => {
    await setAside({ amount: 9, unit: 'days' });
    await anAction('overdue', [{ at: NOW, for: 'work' }], { due: later(NOW, -5 * DAY) });
    expect((await at.sweep()).failed).toEqual([]);
    expect(await tasks()).toMatchObject([{ person: LARS, deadline: later(NOW, DAY) }]);
    at.clock.advance(5 * MINUTE);
    await at.sweep();
    expect(await tasks()).toHaveLength(1);
    const action = contentOf(correctiveAction, await at.store.need(ACTION));
    expect(action.due).toBe(later(NOW, -5 * DAY));
  });

  it('is put once, however often the sweep comes', async () => {
    await anAction('open', planned);
    await Promise.all([at.sweep(), at.sweep()]);
    await at.store.setPending(await at.store.need(ACTION), planned);
    await at.sweep();
    expect(await tasks()).toHaveLength(1);
  });

  it('waits, and is tried again, where no response plan is in force', async () => {
    await anAction('open', planned);
    const plan = await at.store.need('response-plan/default');
    const { type, id, content } = plan.version;
    await given(at.store, { type, id, state: 'retired', content });
    await at.sweep();
    expect(await tasks()).toEqual([]);
    expect(await pendingOf()).toContainEqual({ at: later(NOW, 6 * HOUR), for: 'work' });
  });

  it('goes to whoever stands above where its owner has left', async () => {
    const { type, id, content, links } = (await at.store.need(LARS)).version;
    await given(at.store, { type, id, state: 'inactive', content, links });
    await anAction('open', planned);
    await at.sweep();
    expect(await tasks()).toMatchObject([{ person: INGRID }]);
  });

  it('that is not done by its date is overdue: on record, and told to owner and lead', async () => {
    await anAction('open', [{ at: DUE, for: 'overdue' }]);
    at.clock.advance(22 * DAY);
    await at.sweep();
    await at.sweep();
    const head = await at.store.need(ACTION);
    expect(head.version).toMatchObject({
      state: 'overdue',
      version: 2,
      reason: `Nobody has said by ${DUE} that it is done`,
    });
    await at.mailOf(ACTION);
    expect(at.sentOthers.map(({ to, about }) => `${about} ${to.ref}`).sort()).toEqual([
      `late ${ASTRID}`,
      `late ${LARS}`,
    ]);
    expect(await pendingOf()).toEqual([]);
  });

  it('is not overdue a moment before', async () => {
    await anAction('open', [{ at: DUE, for: 'overdue' }]);
    at.clock.advance(Date.parse(DUE) - Date.parse(NOW) - 1);
    await at.sweep();
    expect((await at.store.need(ACTION)).version.state).toBe('open');
  });

  it('that was done in time is never overdue', async () => {
    await anAction('done', [{ at: DUE, for: 'overdue' }]);
    at.clock.advance(22 * DAY);
    expect(await at.sweep()).toMatchObject({ failed: [] });
    expect((await at.store.need(ACTION)).version.state).toBe('done');
    expect(await pendingOf()).toEqual([]);
  });
});

describe('the effect of an action', () => {
  it('is looked at when its time has come, by whoever was named, also when it is long closed', async () => {
    await anAction('done', [{ at: EFFECT, for: 'effect' }]);
    const { type, id, content, links } = (await at.store.need(OF)).version;
    await given(at.store, { type, id, state: 'closed', content, links });
    at.clock.advance(30 * DAY);
    await at.sweep();
    expect(await tasks()).toEqual([]);
    at.clock.advance(60 * DAY);
    expect((await at.sweep()).failed).toEqual([]);
    expect(await tasks()).toMatchObject([{ kind: 'check-effect', of: ACTION, person: INGRID }]);
    expect(await pendingOf()).toEqual([]);
  });

  it('is not looked at by whoever carried the action out', async () => {
    const effect = { due: EFFECT, by: LARS, shownBy: 'Stability' };
    await anAction('done', [{ at: NOW, for: 'effect' }], { effect });
    await at.sweep();
    expect((await tasks()).map(({ person }) => person)).not.toContain(LARS);
  });

  it('is not asked for while the action is not done', async () => {
    await anAction('open', [{ at: NOW, for: 'effect' }]);
    await at.sweep();
    expect(await tasks()).toEqual([]);
    expect(await pendingOf()).toEqual([]);
  });

  it('that it did not have asks the lead of the incident to plan anew, once', async () => {
    await givenIncident(at);
    await anAction('ineffective', [{ at: NOW, for: 'replan' }]);
    expect((await at.sweep()).failed).toEqual([]);
    await at.store.setPending(await at.store.need(ACTION), [{ at: NOW, for: 'replan' }]);
    await at.sweep();
    expect(await tasks()).toMatchObject([
      { kind: 'plan-correction', of: OF, seat: 'w2', person: ASTRID, label: 'Drift of income' },
    ]);
  });
});
