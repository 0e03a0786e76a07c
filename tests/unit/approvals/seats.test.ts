import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barredBy, independentOf, keepApart } from '#core/approvals/duties.ts';
import { countStage, seatPeople } from '#core/approvals/seats.ts';
import { AssentError } from '#core/errors.ts';
import { type ApprovalPolicyContent, approvalPolicy } from '#core/records/approval-policy.ts';
import { anApprovalPolicy } from '#tests/support/people.ts';
import { aStage } from './matter.ts';

const NOW = '2026-11-24T09:00:00.000Z';
const [A, B, C, D] = ['person/a', 'person/b', 'person/c', 'person/d'] as const;
const X = 'role/x';
const Y = 'role/y';

const terms = (stage: object = {}, changes: object = {}): ApprovalPolicyContent =>
  approvalPolicy.stored().parse({ ...anApprovalPolicy({ stages: [aStage(stage)] }), ...changes });

interface Seating {
  readonly holders: Readonly<Record<string, readonly string[]>>;
  readonly seats: readonly object[];
  readonly quorum?: number;
  readonly excluded?: readonly { person: string; duty: 'requester' | 'owner' | 'last-editor' }[];
}

function seat({ holders, seats, quorum = 1, excluded = [] }: Seating): readonly string[] {
  const [stage] = terms({ seats, quorum }).stages;
  if (stage === undefined) throw new Error('no stage');
  const candidates = new Map(Object.entries(holders));
  const by = { candidates, excluded: [...excluded], taken: new Set<string>(), mayRepeat: false };
  return seatPeople([stage], by).map(({ of, person }, n) => `s${n + 1} ${of} ${person}`);
}

const refusalOf = (seating: Seating): string => {
  try {
    return `seated ${seat(seating).join()}`;
  } catch (error) {
    return error instanceof AssentError ? `${error.code}: ${error.message}` : String(error);
  }
};

describe('seating people', () => {
  it('takes the first holders of a role, as many as it has seats', () => {
    const holders = { [X]: [A, B, C] };
    expect(seat({ holders, seats: [{ role: X, count: 2 }] })).toEqual([
      `s1 ${X} ${A}`,
      `s2 ${X} ${B}`,
    ]);
  });

  it('takes the person whom the policy names', () => {
    expect(seat({ holders: { [C]: [C] }, seats: [{ person: C }] })).toEqual([`s1 ${C} ${C}`]);
  });

  it('passes over whom a duty keeps apart', () => {
    const excluded = [{ person: A, duty: 'owner' as const }];
    expect(seat({ holders: { [X]: [A, B] }, seats: [{ role: X, count: 1 }], excluded })).toEqual([
      `s1 ${X} ${B}`,
    ]);
  });

  it('gives nobody two seats', () => {
    const seats = [
      { role: X, count: 1 },
      { role: Y, count: 1 },
    ];
    expect(seat({ holders: { [X]: [A], [Y]: [A, B] }, seats, quorum: 2 })).toEqual([
      `s1 ${X} ${A}`,
      `s2 ${Y} ${B}`,
    ]);
    expect(refusalOf({ holders: { [X]: [A], [Y]: [A] }, seats, quorum: 2 })).toBe(
      `Refused: The stage "Executive" needs 2 and can seat 1: ${A} fills one seat alone`,
    );
  });

  it('moves whoever can sit elsewhere, where another cannot', () => {
    const seats = [
      { role: X, count: 1 },
      { role: Y, count: 1 },
    ];
    expect(seat({ holders: { [X]: [A, B], [Y]: [A] }, seats, quorum: 2 })).toEqual([
      `s1 ${X} ${B}`,
      `s2 ${Y} ${A}`,
    ]);
    const chain = { 'role/1': [A, B], 'role/2': [B, C], 'role/3': [A], 'role/4': [C, D] };
    const four = Object.keys(chain).map((role) => ({ role, count: 1 }));
    expect(seat({ holders: chain, seats: four, quorum: 4 })).toEqual([
      `s1 role/1 ${B}`,
      `s2 role/2 ${C}`,
      `s3 role/3 ${A}`,
      `s4 role/4 ${D}`,
    ]);
  });

  it('leaves seats empty that the quorum does not need', () => {
    const seats = [
      { role: X, count: 3 },
      { role: Y, count: 1 },
    ];
    expect(seat({ holders: { [Y]: [B] }, seats, quorum: 1 })).toEqual([`s1 ${Y} ${B}`]);
  });

  it('says of everybody why the quorum cannot be filled', () => {
    const seats = [{ role: X, count: 3 }, { role: Y, count: 1 }, { person: D }];
    expect(
      refusalOf({
        holders: { [X]: [A, B, C] },
        seats,
        quorum: 3,
        excluded: [
          { person: A, duty: 'requester' },
          { person: A, duty: 'owner' },
          { person: B, duty: 'last-editor' },
        ],
      }),
    ).toBe(
      'Refused: The stage "Executive" needs 3 and can seat 1: ' +
        `${A} is requester and owner; ${B} is last-editor; ${C} fills one seat alone; ` +
        `nobody holds ${Y}; ${D} is not there`,
    );
  });
});

describe('seating people for a stage with others to come', () => {
  const stages = (...seatings: { seats: readonly object[]; quorum: number }[]) =>
    seatings.flatMap((stage) => terms(stage).stages);
  const by = (holders: Record<string, readonly string[]>, more: object = {}) => ({
    candidates: new Map(Object.entries(holders)),
    excluded: [],
    taken: new Set<string>(),
    mayRepeat: false,
    ...more,
  });
  const one = (role: string) => ({ seats: [{ role, count: 1 }], quorum: 1 });

  it('keeps free whom a later stage cannot do without', () => {
    const both = stages(one(X), one(Y));
    expect(seatPeople(both, by({ [X]: [A, B], [Y]: [A] }))).toEqual([{ of: X, person: B }]);
  });

  it('refuses at once where a later stage could never be filled', () => {
    const both = stages(one(X), one(Y));
    expect(() => seatPeople(both, by({ [X]: [A], [Y]: [A] }))).toThrow('needs 1 and can seat 0');
    expect(() => seatPeople(both, by({ [X]: [A] }))).toThrow(`nobody holds ${Y}`);
  });

  it('seats nobody who sat in an earlier stage', () => {
    const [, second] = stages(one(X), one(Y));
    if (second === undefined) throw new Error('no stage');
    const taken = new Set<string>([A]);
    const found = seatPeople([second], by({ [Y]: [A, B] }, { taken }));
    expect(found).toEqual([{ of: Y, person: B }]);
  });

  it('lets one person sit twice only by an exception of the policy, and others first', () => {
    const both = stages({ seats: [{ role: X, count: 2 }], quorum: 2 });
    const found = seatPeople(both, by({ [X]: [A] }, { mayRepeat: true }));
    expect(found.map(({ person }) => person)).toEqual([A, A]);
    const two = seatPeople(both, by({ [X]: [A, B] }, { mayRepeat: true }));
    expect(two.map(({ person }) => person)).toEqual([A, B]);
  });
});

/** The most places that can be filled, by trying everything. */
function most(places: readonly (readonly string[])[], sitting: readonly string[] = []): number {
  const [may, ...rest] = places;
  if (may === undefined) return 0;
  const free = may.filter((person) => !sitting.includes(person));
  return Math.max(
    most(rest, sitting),
    ...free.map((person) => 1 + most(rest, [...sitting, person])),
  );
}

it('fills as many seats as can be filled, each by somebody who may sit there, nobody twice', () => {
  const holders = fc.array(fc.uniqueArray(fc.constantFrom(A, B, C, D), { maxLength: 3 }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(holders, (places) => {
      const roles = Object.fromEntries(places.map((may, n) => [`role/${n}`, may]));
      const seats = Object.keys(roles).map((role) => ({ role, count: 1 }));
      const filled = most(places);
      if (filled === 0) return;
      const seated = seat({ holders: roles, seats, quorum: filled }).map((text) => text.split(' '));
      expect(seated).toHaveLength(filled);
      expect(new Set(seated.map(([, , person]) => person)).size).toBe(filled);
      for (const [, of = '', person] of seated) expect(roles[of]).toContain(person);
    }),
    { numRuns: 200 },
  );
});

describe('separation of duties', () => {
  const involved = { requester: A, lastEditor: B, owner: C };

  it('keeps the requester, the last editor and the owner from deciding', () => {
    const { excluded, exceptions } = keepApart(involved, terms(), NOW);
    expect(excluded).toEqual([
      { person: A, duty: 'requester' },
      { person: B, duty: 'last-editor' },
      { person: C, duty: 'owner' },
    ]);
    expect(exceptions).toEqual([]);
    expect(barredBy(excluded, A)).toEqual(['requester']);
    expect(barredBy(excluded, D)).toEqual([]);
    expect(independentOf(excluded, D)).toEqual(['requester', 'last-editor', 'owner']);
    expect(independentOf(excluded, B)).toEqual(['requester', 'owner']);
  });

  it('keeps one person apart by each duty that they have', () => {
    const all = keepApart({ requester: A, lastEditor: A, owner: A }, terms(), NOW);
    expect(barredBy(all.excluded, A)).toEqual(['requester', 'last-editor', 'owner']);
  });

  it('knows no duty of a service, nor of nobody', () => {
    const { excluded } = keepApart(
      { requester: 'service/pipeline', lastEditor: undefined, owner: undefined },
      terms(),
      NOW,
    );
    expect(excluded).toEqual([]);
  });

  const exception = (duty: string, until: string) => ({
    exceptions: [{ duty, reason: 'We are four people', until }],
  });

  it('lifts a duty while an exception of the policy runs, on record', () => {
    const policy = terms({}, exception('owner', '2026-11-24T09:00:00.001Z'));
    const { excluded, exceptions } = keepApart(involved, policy, NOW);
    expect(excluded.map(({ duty }) => duty)).toEqual(['requester', 'last-editor']);
    expect(exceptions).toEqual(policy.exceptions);
  });

  it('lifts none any more from the very moment at which the exception ends', () => {
    const { excluded, exceptions } = keepApart(involved, terms({}, exception('owner', NOW)), NOW);
    expect(excluded.map(({ duty }) => duty)).toContain('owner');
    expect(exceptions).toEqual([]);
  });

  it('lifts no duty but the one that is named, and records none that lifted nothing', () => {
    const policy = terms({}, exception('owner', '2027-01-01T00:00:00.000Z'));
    const { excluded, exceptions } = keepApart({ ...involved, owner: undefined }, policy, NOW);
    expect(excluded.map(({ duty }) => duty)).toEqual(['requester', 'last-editor']);
    expect(exceptions).toEqual([]);
  });
});

describe('counting a stage', () => {
  const count = (quorum: number, ...choices: readonly (string | undefined)[]) =>
    countStage({
      name: 'S',
      quorum,
      identity: 'link',
      seats: choices.map((choice, n) => ({
        id: `s${n + 1}`,
        of: X,
        rounds: [],
        ...(choice === undefined ? {} : { answer: { choice } }),
      })),
    } as unknown as Parameters<typeof countStage>[0]);

  it.each<[string, 'open' | 'granted' | 'refused', number, readonly (string | undefined)[]]>([
    ['one yes of one', 'granted', 1, ['approve']],
    ['a yes with conditions', 'granted', 1, ['approve-with-conditions']],
    ['one no of one', 'refused', 1, ['reject']],
    ['silence', 'open', 1, [undefined]],
    ['silence and a no, one needed', 'open', 1, [undefined, 'reject']],
    ['silence and a no, two needed', 'refused', 2, [undefined, 'reject']],
    ['two yes of three', 'granted', 2, ['approve', 'reject', 'approve']],
    ['one yes of three, one silent', 'open', 2, ['approve', 'reject', undefined]],
    ['one yes of three, two no', 'refused', 2, ['approve', 'reject', 'reject']],
    ['an answer passed on, whose seat is filled anew', 'open', 1, ['pass-on']],
    ['a conflict of interest, likewise', 'open', 1, ['conflict-of-interest']],
    ['an answer passed on and a no, two needed', 'refused', 2, ['pass-on', 'reject']],
    ['nobody seated', 'refused', 1, []],
  ])('%s is %s', (_, result, quorum, choices) => {
    expect(count(quorum, ...choices)).toBe(result);
  });
});
