import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayFromNow, incidentsOf, inOslo, PEOPLE } from './support/incidents.ts';
import { type Live, startLive } from './support/live.ts';
import type { Page } from './support/page.ts';
import type { Shown } from './support/thread.ts';
import { verifyBucket } from './support/verify-bucket.ts';

const { jonas, astrid, lars, ingrid, sunniva } = PEOPLE;
const TITLE = 'Refusals double for one postcode';

let live: Live;
let at: ReturnType<typeof incidentsOf>;

beforeAll(async () => {
  live = await startLive();
  at = incidentsOf(live);
});
afterAll(() => live?.stop());

describe('an incident, from an event on the bus to its closure', () => {
  let ref: string;
  let pages: Record<string, Page>;
  let closed: Shown;

  beforeAll(async () => {
    await at.put('Incident Reported', {
      title: TITLE,
      description: 'Nine of ten applications from one postcode were refused on Monday.',
      severity: 'high',
      system: 'ai-system/credit-scoring',
      key: 'service-desk-4711',
      reporter: { name: 'Ada Example', contact: 'ada@example.com' },
    });
    ref = await at.incidentNamed(TITLE);
    const planner = await at.thread.holderOf('head-of-ai');
    const checker = await at.thread.holderOf('chief-risk-officer');
    pages = {
      triage: await at.answer(jonas, /^Look into incident/, {
        verdict: 'confirm',
        severity: 'high',
        'harm-discrimination': 'yes',
        affected: 'About 120 applicants',
        use: 'suspended',
        reason: 'Refusals doubled since Monday',
      }),
      contained: await at.answer(jonas, /^Contain incident/, {
        what: 'Every refusal goes to a loan officer',
        contained: inOslo(),
        residual: 'Refusals of Monday still stand',
      }),
      duties: await at.answer(lars, /^Decide on duties to report/, {
        reportable: 'yes',
        'duties-gdpr-art33-authority': 'yes',
        aware: inOslo(),
        reason: 'Personal data were wrong, and people were refused for it',
      }),
      explained: await at.answer(astrid, /^Explain incident/, {
        cause: 'A form counts the 13th salary twice since its last release',
        kind: 'change',
        method: 'five-whys',
        elsewhere: 'The limit engine reads the same form; it was looked at',
        reassess: 'asked',
        reassessReason: 'The risk of wrong income was thought unlikely',
        anew: 'not-needed',
      }),
      planned: await at.answer(jonas, /^Plan correction/, {
        'actions-1-text': 'Refit on applications since March',
        'actions-1-owner': planner,
        'actions-1-due': dayFromNow(7),
        'actions-1-effectDue': dayFromNow(60),
        'actions-1-effectBy': checker,
        'actions-1-shownBy': 'Stability of income under 0.1 for eight weeks',
      }),
      proved: await at.answer(lars, /^Report to authority/, {
        applies: 'yes',
        sent: inOslo(),
        proof: 'Case 2026/4711 of the data protection authority',
      }),
      done: await at.answer(astrid, /^Do corrective action/, { how: 'Refitted as version 15' }),
      summed: await at.answer(jonas, /^Sum up incident/, {
        summary: 'The score took some incomes for higher than they are',
        repaired: inOslo(),
        harmed: '120 applicants; all were asked again',
        told: 'All 120 by letter',
        anew: 'not-needed',
      }),
      first: await at.agree(ingrid),
      second: await at.agree(sunniva),
    };
    closed = await at.thread.reaches(ref, 'closed');
    await at.thread.logged(ref);
  });

  test('every answer was taken, and has its receipt', () => {
    const refused = Object.entries(pages).filter(([, { status }]) => status !== 200);
    expect(refused.map(([name, { text }]) => `${name}: ${text.slice(0, 400)}`)).toEqual([]);
  });

  test('it went from state to state, each in the name of whoever said so', async () => {
    const versions = await at.thread.history(ref);
    const states = versions.map(({ version }) => version.state);
    expect([...new Set(states)]).toEqual([
      'reported',
      'confirmed',
      'contained',
      'explained',
      'correcting',
      'corrected',
      'in-closure',
      'closed',
    ]);
    const jonasRef = await at.thread.holderOf('head-of-lending');
    const confirmed = versions.find(({ version }) => version.action === 'confirm');
    expect(confirmed?.version).toMatchObject({ actor: jonasRef, via: 'link' });
  });

  test('the duty to report was met, in time, with its proof', async () => {
    const clock = await at.thread.get(`regulatory-clock/${await clockId()}`);
    expect(clock.version).toMatchObject({
      state: 'met',
      content: { notified: { proof: 'Case 2026/4711 of the data protection authority' } },
    });
  });

  const clockId = async () => {
    const clocks = await at.list('regulatory-clock');
    return clocks[0]?.id ?? '';
  };

  test('who reported it stands in no version', async () => {
    const versions = await at.thread.history(ref);
    expect(JSON.stringify(versions)).not.toContain('Ada');
    expect(closed.version.content).toMatchObject({ reporter: { name: { $detached: /./ } } });
  });

  test('what it concerned was held, and is held no more', async () => {
    const [hold] = await at.list('legal-hold');
    expect(hold?.state).toBe('lifted');
  });

  test('its machine is over, and held nothing but ids', async () => {
    const histories = await live.executions('incident');
    expect(histories).toHaveLength(1);
    const text = JSON.stringify(histories);
    expect(text).toContain('ExecutionSucceeded');
    for (const secret of ['postcode', 'Jonas', 'Ada', 'halden.example']) {
      expect(text).not.toContain(secret);
    }
  });

  test('the log that holds it verifies offline', async () => {
    const { ok, wrong } = await verifyBucket(live.assent);
    expect({ ok, wrong }).toEqual({ ok: true, wrong: [] });
  });
});
