import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** Somebody who asks, decides, assesses or is told. Name and address are personal values. */
export const person = defineType({
  name: 'person',
  title: 'Person',
  about: 'Somebody who holds a role in the management system (clause 5.3).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: (personal) =>
    z.strictObject({
      name: personal(f.line()),
      email: personal(z.email().max(254)),
      language: f.language(),
      zone: f.zone(),
    }),
  states: ['active', 'left', 'retired'],
  initial: 'active',
  transitions: {
    leave: { title: 'Leaves', from: ['active'], to: 'left', by: 'people' },
    return: { title: 'Comes back', from: ['left'], to: 'active', by: 'people' },
  },
  links: {
    holds: { to: ['role'], title: 'Holds' },
    'reports-to': { to: ['person'], title: 'Reports to', most: 1 },
  },
  summary: () => ({}),
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-000000000001',
    content: {
      name: 'Ingrid Solheim',
      email: 'ingrid.solheim@halden.example',
      language: 'en',
      zone: 'Europe/Oslo',
    },
    links: [{ rel: 'holds', to: 'role/chief-risk-officer' }],
  },
});

export type PersonContent = z.output<ReturnType<typeof person.stored>>;
