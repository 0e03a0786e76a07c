import type { Ref } from '#core/ids.ts';
import type { House } from '#tests/support/house.ts';
import { ASTRID, given, INGRID, LARS } from '#tests/support/people.ts';

const person = (n: number): Ref => `person/01936b2c-7b1e-7c3a-9f00-0000000000${n + 10}`;

/** Who owns what is asked about, and who edited it last: both hold a role that is asked. */
export const TOVE = person(1);
export const NILS = person(2);
export const MARIT = person(3);
export const JONAS = person(4);
export const KARI = person(5);
export const BIRK = person(6);
export const SOLVEIG = person(7);
/** Somebody without any role. */
export const OTTAR = person(8);

export const CRO = 'role/chief-risk-officer';
export const DPO = 'role/data-protection-officer';
export const BOARD = 'role/board-member';
export const ROLES = [CRO, DPO, BOARD] as const;

interface Cast {
  readonly name: string;
  readonly roles: readonly Ref[];
}

export const CAST: Readonly<Record<Ref, Cast>> = {
  [ASTRID]: { name: 'Astrid Nygård', roles: [CRO, BOARD] },
  [TOVE]: { name: 'Tove Lindqvist', roles: [CRO] },
  [NILS]: { name: 'Nils Fossum', roles: [DPO, CRO] },
  [INGRID]: { name: 'Ingrid Solheim', roles: [CRO] },
  [MARIT]: { name: 'Marit Holm', roles: [CRO, BOARD] },
  [JONAS]: { name: 'Jonas Vik', roles: [CRO] },
  [LARS]: { name: 'Lars Bakke', roles: [DPO] },
  [KARI]: { name: 'Kari Moen', roles: [DPO, CRO] },
  [BIRK]: { name: 'Birk Aasen', roles: [BOARD] },
  [SOLVEIG]: { name: 'Solveig Rud', roles: [BOARD] },
  [OTTAR]: { name: 'Ottar Lie', roles: [] },
};

export const EVERYBODY: readonly Ref[] = Object.keys(CAST);

/** Names and addresses, none of which may stand in anything permanent. */
export const PERSONAL = new RegExp(
  `\\b(${Object.values(CAST)
    .flatMap(({ name }) => name.split(' '))
    .join('|')})\\b|@halden`,
);

const emailOf = (name: string) =>
  `${name.toLowerCase().replace(' ', '.').replace('å', 'a')}@halden.example`;

/** A person as they stand, with these roles. */
export const bodyOf = (ref: Ref, roles: readonly Ref[]) => {
  const { name } = CAST[ref] ?? { name: '' };
  return {
    content: { name, email: emailOf(name), language: 'en', zone: 'Europe/Oslo' },
    links: roles.map((to) => ({ rel: 'holds', to })),
  };
};

/** The organisation with its roles and everybody in them. */
export async function givenEverybody({ store }: House): Promise<void> {
  const organisation = {
    name: 'Halden Savings Bank',
    roles: ['producer'],
    zone: 'Europe/Oslo',
    language: 'en',
  };
  await given(store, {
    type: 'organisation',
    id: 'halden',
    state: 'active',
    content: organisation,
  });
  for (const role of ROLES) {
    const id = role.slice('role/'.length);
    const content = { name: id.replaceAll('-', ' '), responsibilities: ['Decides'] };
    await given(store, { type: 'role', id, state: 'active', content });
  }
  for (const [ref, { roles }] of Object.entries(CAST)) {
    const id = ref.slice('person/'.length);
    await given(store, { type: 'person', id, state: 'active', ...bodyOf(ref, roles) });
  }
}
