import * as z from 'zod';
import type { Issue } from '../errors.ts';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/**
 * To whom a person's questions go while they are away. Its id is the person's, so that it is found
 * by key when a seat is filled.
 */
export const delegation = defineType({
  name: 'delegation',
  title: 'Delegation',
  about: 'To whom the questions put to a person go while they are away (5.3).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      person: f.ref('person'),
      delegations: z
        .array(
          z.strictObject({
            to: f.ref('person'),
            from: f.instant(),
            until: f.instant(),
            reason: f.text(1000),
            /** Types of the records asked about; absent: all. */
            types: z.array(f.typeName()).min(1).max(50).optional(),
          }),
        )
        .max(20),
    }),
  states: ['active', 'retired'],
  initial: 'active',
  transitions: {},
  links: {},
  summary: (content) => ({ person: content.person }),
  rules: ({ person, delegations }, _state, id) => [
    ...(person === `person/${id}`
      ? []
      : [{ path: '/person', message: `the delegation of ${person} has its id` }]),
    ...delegations.flatMap(({ to, from, until }, index): readonly Issue[] => [
      ...(to === person
        ? [{ path: `/delegations/${index}/to`, message: 'is the person itself' }]
        : []),
      ...(from < until
        ? []
        : [{ path: `/delegations/${index}/until`, message: 'is not after its beginning' }]),
    ]),
  ],
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-000000000001',
    content: {
      person: 'person/01936b2c-7b1e-7c3a-9f00-000000000001',
      delegations: [
        {
          to: 'person/01936b2c-7b1e-7c3a-9f00-000000000003',
          from: '2026-12-20T00:00:00.000Z',
          until: '2027-01-04T00:00:00.000Z',
          reason: 'Leave over Christmas',
          types: ['policy'],
        },
      ],
    },
    links: [],
  },
});

export type DelegationContent = z.output<ReturnType<typeof delegation.stored>>;
