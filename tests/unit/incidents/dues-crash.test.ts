import { describe, expect, it } from 'vitest';
import { askForAction } from '#core/incidents/action-dues.ts';
import { breachClock, warnOfClock } from '#core/incidents/clock-dues.ts';
import { prolongLocks } from '#core/incidents/prolong.ts';
import { correctiveAction } from '#core/records/corrective-action.ts';
import { pin } from '#core/store/commit.ts';
import { DAY, MINUTE } from '#core/time.ts';
import type { House } from '#tests/support/house.ts';
import { ASTRID, given, INGRID, LARS } from '#tests/support/people.ts';
import {
  answeredTask,
  clockWorld,
  decide,
  INCIDENT,
  MODEL,
  NOW,
  OF,
  refOf,
} from './clock-world.ts';

const PRIVACY = 'gdpr-art33-authority';
const ACTION = `corrective-action/${INCIDENT}-a1`;

interface Scene {
  /** Until what is to be done is due. */
  readonly prepare: (at: House) => Promise<void>;
  readonly act: (at: House) => Promise<unknown>;
  /** What stands in the end, however it went. */
  readonly ends: (at: House) => Promise<unknown>;
}

/** Kills the act at each of its outward calls in turn: a sweep later all stands as it would. */
async function endsAlike({ prepare, act, ends }: Scene, moment: 'before' | 'after') {
  const whole = await clockWorld();
  await prepare(whole);
  await act(whole);
  await settle(whole);
  const expected = await ends(whole);
  for (let n = 1; ; n++) {
    const at = await clockWorld();
    await prepare(at);
    at.calls.killAt(n, moment);
    const [run] = await Promise.allSettled([act(at)]);
    if (run.status === 'fulfilled') return { killed: n - 1, expected };
    await settle(at);
    expect(await ends(at), `${moment} ${n}`).toEqual(expected);
  }
}

// The next runs of the sweep, and the mails that they ring for.
async function settle(at: House): Promise<void> {
  for (let run = 0; run < 2; run++) {
    at.clock.advance(5 * MINUTE);
    await at.sweep();
    await at.deliverMail();
  }
}

const breached: Scene = {
  prepare: async (at) => {
    await decide(at, [PRIVACY]);
    at.clock.advance(4 * DAY);
  },
  act: async (at) => breachClock(at, await at.store.need(refOf(PRIVACY)), at.clock.now()),
  ends: async (at) => {
    const { version, pending } = await at.store.need(refOf(PRIVACY));
    const { state, version: n } = version;
    return { state, n, pending, told: at.sentOthers.map(({ to }) => to.ref).sort() };
  },
};

const warned: Scene = {
  prepare: async (at) => {
    await decide(at, [PRIVACY]);
    at.clock.advance(2 * DAY);
  },
  act: async (at) => warnOfClock(at, await at.store.need(refOf(PRIVACY)), at.clock.now()),
  ends: async (at) => {
    const { version, pending } = await at.store.need(refOf(PRIVACY));
    return { action: version.action, n: version.version, pending };
  },
};

const asked: Scene = {
  prepare: async (at) => {
    const plannedBy = pin((await answeredTask(at, OF, ASTRID)).head);
    const head = await given(at.store, {
      type: correctiveAction.name,
      id: `${INCIDENT}-a1`,
      state: 'open',
      content: {
        incident: OF,
        text: 'Refit the scorecard',
        owner: LARS,
        due: '2026-12-15T22:59:59.999Z',
        effect: { due: '2027-02-15T22:59:59.999Z', by: INGRID, shownBy: 'Stability' },
        plannedBy,
      },
    });
    await at.store.setPending(head, [{ at: NOW, for: 'work' }]);
  },
  act: async (at) => {
    const head = await at.store.need(ACTION);
    return askForAction(at, head, { at: NOW, for: 'work' }, at.clock.now());
  },
  ends: async (at) => ({
    pending: (await at.store.need(ACTION)).pending,
    tasks: await at.lists.beginning('task', INCIDENT),
    mails: at.sentWork.map(({ to, delivery }) => `${delivery.kind} ${to.ref}`),
  }),
};

const prolonged: Scene = {
  prepare: async (at) => {
    const head = await at.store.need(MODEL);
    await at.store.setPending(head, [{ at: NOW, for: 'prolong' }]);
  },
  act: async (at) => prolongLocks(at, await at.store.need(MODEL), NOW),
  ends: async (at) => (await at.store.need(MODEL)).pending.map(({ for: what }) => what),
};

describe('whatever comes due on incidents', () => {
  it.each([
    ['a breach', breached, 'before'],
    ['a breach', breached, 'after'],
    ['a warning', warned, 'before'],
    ['a warning', warned, 'after'],
    ['a question about an action', asked, 'before'],
    ['a question about an action', asked, 'after'],
    ['a prolonged lock', prolonged, 'before'],
    ['a prolonged lock', prolonged, 'after'],
  ] as const)('ends alike where the sweep is killed: %s (%#)', async (_, scene, moment) => {
    const { killed } = await endsAlike(scene, moment);
    expect(killed).toBeGreaterThan(1);
  });

  it('leaves what was to be: a breach told to three, a task asked for once by one mail', async () => {
    expect((await endsAlike(breached, 'after')).expected).toMatchObject({
      state: 'breached',
      n: 2,
      pending: [],
      told: [INGRID, ASTRID, LARS],
    });
    expect((await endsAlike(asked, 'after')).expected).toMatchObject({
      pending: [],
      tasks: [expect.stringMatching(/^task\//)],
      mails: [`request ${LARS}`],
    });
  });
});
