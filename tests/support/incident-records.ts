import { recordType } from '#core/records/registry.ts';
import type { RecordStore } from '#core/store/record-store.ts';
import { ASTRID, given, INGRID, LARS } from './people.ts';

const ID = '01936b2c-7b1e-7c3a-9f00-0000000000f1';
const EARLIER = '01936b2c-7b1e-7c3a-9f00-0000000000f0';

const task = (gate: string) => ({
  type: 'task',
  id: `${ID}-${gate}-w1-1`,
  version: 2,
  digest: 'd'.repeat(64),
});

const exampleOf = (type: string) => recordType(type).example.content as object;

/**
 * An incident as it stands when all has been said of it, with its actions and its clocks, and a
 * system of its own that was taken out of use.
 */
export async function givenWholeIncident(store: RecordStore) {
  const content = exampleOf('ai-system');
  const system = await given(store, {
    type: 'ai-system',
    id: 'income-check',
    state: 'suspended',
    content,
  });
  const concerns = { rel: 'concerns', to: system.ref };
  const earlier = await given(store, {
    type: 'incident',
    id: EARLIER,
    state: 'closed',
    content: anIncident({ title: 'Drift of the income, in spring' }),
    links: [concerns],
  });
  const incident = await given(store, {
    type: 'incident',
    id: ID,
    state: 'corrected',
    content: aWholeIncident(),
    links: [concerns, { rel: 'recurs-from', to: earlier.ref }],
  });
  await givenAction(store, 1, 'ineffective', 'Retrain on last year');
  await givenAction(store, 2, 'effective', 'Refit on applications since March');
  await givenClock(store, 'gdpr-art33-authority', 'met-late');
  await givenClock(store, 'euaia-art73-general', 'met');
  return incident;
}

export const anIncident = (changes: object = {}) => ({ ...exampleOf('incident'), ...changes });

export const aWholeIncident = (changes: object = {}) => ({
  ...anIncident(),
  severityBy: 'triage',
  aware: '2026-11-24T10:00:00.000Z',
  signals: 1204,
  owner: ASTRID,
  triage: {
    by: task('triage'),
    at: '2026-11-24T09:40:00.000Z',
    affected: 'About 120 applicants, refused since Monday',
    harm: ['discrimination', 'financial'],
    reason: 'The drift is real, and refusals doubled',
    use: 'suspended',
  },
  containment: {
    by: task('containment'),
    at: '2026-11-24T11:00:00.000Z',
    what: 'Every refusal goes to a loan officer',
    residual: 'Refusals of Monday still stand',
  },
  analysis: {
    by: task('analysis'),
    at: '2026-11-26T11:00:00.000Z',
    cause: 'A form counts the 13th salary twice since its last release',
    kind: 'change',
    method: 'five-whys',
    elsewhere: 'The limit engine reads the same form; it was looked at, and is not affected',
    reassess: 'asked',
    reassessReason: 'The risk of wrong income was thought unlikely',
  },
  reportability: {
    by: task('reportability'),
    at: '2026-11-24T12:00:00.000Z',
    duties: ['gdpr-art33-authority', 'euaia-art73-general'],
    reason: 'Personal data were wrong, and people were refused for it',
  },
  closing: {
    by: task('closing'),
    at: '2026-12-10T11:00:00.000Z',
    summary: 'The score took some incomes for higher than they are, and 120 people were refused',
    repaired: '2026-12-01T08:00:00.000Z',
    harmed: '120 applicants; all were asked again, 31 got their loan',
    told: 'All 120 by letter on 2 December',
  },
  ...changes,
});

function givenAction(store: RecordStore, n: number, state: string, text: string) {
  const done = { by: task('action'), at: '2026-11-30T08:00:00.000Z', how: 'Done on Monday' };
  const checked = { by: task('effect'), at: '2026-12-05T08:00:00.000Z', found: 'As it should be' };
  return given(store, {
    type: 'corrective-action',
    id: `${ID}-a${n}`,
    state,
    content: {
      ...exampleOf('corrective-action'),
      text,
      owner: LARS,
      effect: { due: '2026-12-05T08:00:00.000Z', by: INGRID, shownBy: 'Stability under 0.1' },
      done,
      checked,
    },
    links: [{ rel: 'of', to: `incident/${ID}` }],
  });
}

function givenClock(store: RecordStore, duty: string, state: string) {
  return given(store, {
    type: 'regulatory-clock',
    id: `${ID}-${duty}`,
    state,
    content: {
      ...exampleOf('regulatory-clock'),
      duty,
      notified: { by: task('proof'), sent: '2026-11-28T08:00:00.000Z', proof: 'Case 4711' },
    },
    links: [{ rel: 'of', to: `incident/${ID}` }],
  });
}
