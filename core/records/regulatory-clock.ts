import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** A duty to report an incident within a time, once somebody decided that it applies. */
export const regulatoryClock = defineType({
  name: 'regulatory-clock',
  title: 'Regulatory clock',
  about: 'A duty to report an incident within a time, running until it was met (A.8.4, A.8.5).',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: () =>
    z.strictObject({
      incident: f.ref('incident'),
      /** Its id in the catalogue, and what stood there when it was started. */
      duty: f.line(60),
      regime: f.line(200),
      reference: f.line(200),
      stage: f.line(200),
      reportedTo: f.text(500),
      /** From when it counts, until when; `own`: the law says at once, and this is our limit. */
      started: f.instant(),
      deadline: f.instant(),
      own: z.boolean(),
      /** At half of the time, when a quarter of it and when a tenth of it is left. */
      warnings: z.array(f.instant()).max(3),
      owner: f.ref('person'),
      /** The decision that it applies. */
      decidedBy: f.pinned('task'),
      /** The decision that says when it was sent, and what proves it. */
      notified: z
        .strictObject({
          by: f.pinned('task'),
          sent: f.instant(),
          proof: f.text(1000),
        })
        .optional(),
    }),
  states: ['running', 'met', 'breached', 'met-late', 'stopped', 'retired'],
  initial: 'running',
  transitions: {
    warn: { title: 'Is warned of', from: ['running'], to: 'running', by: 'workflow' },
    // What was sent in time may be proved after the deadline, and what was not before the sweep.
    meet: { title: 'Is met', from: ['running', 'breached'], to: 'met', by: 'workflow' },
    breach: { title: 'Is breached', from: ['running'], to: 'breached', by: 'workflow' },
    'meet-late': {
      title: 'Is met late',
      from: ['running', 'breached'],
      to: 'met-late',
      by: 'workflow',
    },
    stop: { title: 'Is stopped', from: ['running', 'breached'], to: 'stopped', by: 'workflow' },
  },
  links: {
    of: { to: ['incident'], title: 'Of incident', most: 1 },
    'proved-by': { to: ['evidence'], title: 'Proved by' },
  },
  summary: (content) => ({
    label: `${content.regime}, ${content.reference}`.slice(0, 200),
    owner: content.owner,
  }),
  rules: (content, state) =>
    (state === 'met' || state === 'met-late') === (content.notified !== undefined)
      ? []
      : [{ path: '/notified', message: `stands exactly in a clock that is met (${state})` }],
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-0000000000f1-euaia-art73-general',
    content: {
      incident: 'incident/01936b2c-7b1e-7c3a-9f00-0000000000f1',
      duty: 'euaia-art73-general',
      regime: 'EU AI Act (Reg. (EU) 2024/1689)',
      reference: 'Art. 73(2) with Art. 3(49)',
      stage: 'report',
      reportedTo: 'market surveillance authority of the Member State where it happened',
      started: '2026-11-24T10:00:00.000Z',
      deadline: '2026-12-09T10:00:00.000Z',
      own: false,
      warnings: [
        '2026-12-01T22:00:00.000Z',
        '2026-12-05T16:00:00.000Z',
        '2026-12-07T22:00:00.000Z',
      ],
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      decidedBy: {
        type: 'task',
        id: '01936b2c-7b1e-7c3a-9f00-0000000000f1-reportability-w1-1',
        version: 2,
        digest: 'd'.repeat(64),
      },
    },
    links: [{ rel: 'of', to: 'incident/01936b2c-7b1e-7c3a-9f00-0000000000f1' }],
  },
});

export type RegulatoryClockContent = z.output<ReturnType<typeof regulatoryClock.stored>>;
