import { beforeAll, describe, expect, it } from 'vitest';
import { withdraw } from '#core/approvals/withdraw.ts';
import { isError } from '#core/errors.ts';
import { recordType } from '#core/records/registry.ts';
import { DAY } from '#core/time.ts';
import { ASTRID, LARS } from '#tests/support/people.ts';
import { actionsOf, again, type Matter, matter, POLICY } from './matter.ts';

const REASON = { via: 'api', reason: 'It is not ready' } as const;

/** How an approval comes into each of its states. */
const STATES = {
  open: async () => {},
  decided: async (m: Matter) => {
    await m.answer();
  },
  'decided against': async (m: Matter) => {
    await m.refuse();
  },
  effective: async (m: Matter) => {
    await m.answer();
    await m.at.conclude(m.ref);
  },
  rejected: async (m: Matter) => {
    await m.refuse();
    await m.at.conclude(m.ref);
  },
  lapsed: async (m: Matter) => {
    m.at.clock.advance(5 * DAY);
    await m.at.conclude(m.ref);
  },
  void: async (m: Matter) => {
    await m.editSubject();
    await m.at.conclude(m.ref);
  },
  withdrawn: async (m: Matter) => {
    await withdraw(m.at, m.ref, { actor: ASTRID, ...REASON });
    await m.at.conclude(m.ref);
  },
} as const;

/** What may happen to it, and what is answered to whoever does it. */
const EVENTS = {
  'a yes': async (m: Matter) => (await m.answer()).is,
  'a no': async (m: Matter) => (await m.refuse()).is,
  'a conclusion': (m: Matter) => m.at.conclude(m.ref),
  'its deadline': (m: Matter) => {
    m.at.clock.advance(6 * DAY);
    return m.at.conclude(m.ref);
  },
  'a change of its subject': async (m: Matter) => {
    await m.editSubject();
    return m.at.conclude(m.ref);
  },
  'other terms': async (m: Matter) => {
    await m.changeTerms();
    return m.at.conclude(m.ref);
  },
  'terms that are only drafted': async (m: Matter) => {
    await m.changeTerms('draft');
    return m.at.conclude(m.ref);
  },
  'terms that are retired': async (m: Matter) => {
    await m.changeTerms('retired');
    return m.at.conclude(m.ref);
  },
  'its withdrawal': (m: Matter) => withdrawn(m, ASTRID),
  'its withdrawal by somebody else': (m: Matter) => withdrawn(m, LARS),
  'another execution': async (m: Matter) => {
    await m.at.machines.start('approval', `approval-${m.ref.slice('approval/'.length)}-2`, {});
    await m.at.arrive(m.ref, 2);
    return 'waits';
  },
  'a sweep': async (m: Matter) => ((await m.at.sweep()).failed.length === 0 ? 'swept' : 'failed'),
} as const;

async function withdrawn(m: Matter, actor: string): Promise<string> {
  try {
    await withdraw(m.at, m.ref, { actor, ...REASON });
    return 'taken back';
  } catch (error) {
    if (isError(error, 'Refused')) return 'refused';
    throw error;
  }
}

type State = keyof typeof STATES;
type Event = keyof typeof EVENTS;
/** The approval's state after it, what was answered, and the task's state. */
type After = readonly [state: string, answer: string, task: string];

const stays = (state: string, task: string): Record<Event, After> => ({
  'a yes': [state, 'closed', task],
  'a no': [state, 'closed', task],
  'a conclusion': [state, state, task],
  'its deadline': [state, state, task],
  'a change of its subject': [state, state, task],
  'other terms': [state, state, task],
  'terms that are only drafted': [state, state, task],
  'terms that are retired': [state, state, task],
  'its withdrawal': [state, 'refused', task],
  'its withdrawal by somebody else': [state, 'refused', task],
  'another execution': [state, 'waits', task],
  'a sweep': [state, 'swept', task],
});

const TABLE: Record<State, Record<Event, After>> = {
  open: {
    'a yes': ['decided', 'recorded', 'decided'],
    'a no': ['decided', 'recorded', 'decided'],
    'a conclusion': ['open', 'wait', 'open'],
    'its deadline': ['lapsed', 'lapsed', 'lapsed'],
    'a change of its subject': ['void', 'void', 'void'],
    'other terms': ['void', 'void', 'void'],
    'terms that are only drafted': ['open', 'wait', 'open'],
    'terms that are retired': ['void', 'void', 'void'],
    'its withdrawal': ['withdrawn', 'taken back', 'open'],
    'its withdrawal by somebody else': ['open', 'refused', 'open'],
    'another execution': ['open', 'waits', 'open'],
    'a sweep': ['open', 'swept', 'open'],
  },
  decided: {
    ...stays('decided', 'decided'),
    'a yes': ['decided', 'recorded', 'decided'],
    'a no': ['decided', 'different', 'decided'],
    'a conclusion': ['effective', 'effective', 'decided'],
    'its deadline': ['effective', 'effective', 'decided'],
    'a change of its subject': ['void', 'void', 'decided'],
    'other terms': ['effective', 'effective', 'decided'],
    'terms that are only drafted': ['effective', 'effective', 'decided'],
    'terms that are retired': ['effective', 'effective', 'decided'],
  },
  'decided against': {
    ...stays('decided', 'decided'),
    'a yes': ['decided', 'different', 'decided'],
    'a no': ['decided', 'recorded', 'decided'],
    'a conclusion': ['rejected', 'rejected', 'decided'],
    'its deadline': ['rejected', 'rejected', 'decided'],
    'a change of its subject': ['void', 'void', 'decided'],
    'other terms': ['rejected', 'rejected', 'decided'],
    'terms that are only drafted': ['rejected', 'rejected', 'decided'],
    'terms that are retired': ['rejected', 'rejected', 'decided'],
  },
  effective: {
    ...stays('effective', 'decided'),
    'a yes': ['effective', 'recorded', 'decided'],
    'a no': ['effective', 'different', 'decided'],
  },
  rejected: {
    ...stays('rejected', 'decided'),
    'a yes': ['rejected', 'different', 'decided'],
    'a no': ['rejected', 'recorded', 'decided'],
  },
  lapsed: stays('lapsed', 'lapsed'),
  void: stays('void', 'void'),
  withdrawn: stays('withdrawn', 'withdrawn'),
};

const CASES = (Object.keys(STATES) as State[]).flatMap((state) =>
  (Object.keys(EVENTS) as Event[]).map((event) => [state, event] as const),
);

describe('an approval in each state, whatever happens to it', () => {
  let start: Matter;
  beforeAll(async () => {
    start = await matter();
    await start.open();
  });

  it.each(CASES)('%s: %s', async (state, event) => {
    const m = await again(start);
    await STATES[state](m);
    const answer = await EVENTS[event](m);
    const { content, head } = await m.theTask();
    const task = content.closed?.why ?? head.version.state;
    expect([(await m.theApproval()).state, answer, task]).toEqual(TABLE[state][event]);
    // Nothing but an approval that took effect ever approves.
    const approvals = (await actionsOf(m.at, POLICY)).filter((action) => action === 'approve');
    expect(approvals).toHaveLength((await m.theApproval()).state === 'effective' ? 1 : 0);
    // Whatever ended says so, and a subject that was not changed can ask again.
    const { state: now, content: approval } = await m.theApproval();
    expect(approval.outcome === undefined).toBe(['open', 'decided'].includes(now));
    if (['rejected', 'lapsed', 'void', 'withdrawn'].includes(now)) {
      expect((await m.subject()).state).toBe('draft');
    }
  });

  it('is every state that the types have', () => {
    const seen = new Set(Object.values(TABLE).flatMap((row) => Object.values(row)));
    const states = new Set([...seen].map(([state]) => state));
    expect([...states].sort()).toEqual(
      recordType('approval')
        .states.filter((state) => state !== 'retired')
        .sort(),
    );
  });
});
