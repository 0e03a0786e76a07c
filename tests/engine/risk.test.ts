import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadQuestionSets } from '#core/catalogue/question-sets.ts';
import { DIMENSIONS, type Dimension } from '#core/records/risk-criteria.ts';
import { assessFields } from '#core/risk/assess-form.ts';
import { CREDENTIALS } from '#local/engine/environment.ts';
import { loadExample, readRisks } from '#local/example.ts';
import { dayFromNow, incidentsOf, PEOPLE } from './support/incidents.ts';
import { type Live, startLive } from './support/live.ts';
import type { Shown } from './support/thread.ts';
import { verifyBucket } from './support/verify-bucket.ts';
import { waitUntil } from './support/wait-until.ts';

const { astrid, lars, ingrid, jonas, sunniva } = PEOPLE;
const SYSTEM = 'ai-system/credit-scoring';
const eirik = { mail: 'eirik.lunde@halden.example', name: 'Eirik Lunde' };
const nora = { mail: 'nora.falk@halden.example', name: 'Nora Falk' };
const tor = { mail: 'tor.ness@halden.example', name: 'Tor Ness' };

const ASSESSORS = {
  privacy: lars,
  security: sunniva,
  safety: jonas,
  misuse: eirik,
  transparency: astrid,
} as const;

let live: Live;
let at: ReturnType<typeof incidentsOf>;

beforeAll(async () => {
  live = await startLive();
  at = incidentsOf(live);
  await loadExample(live.door, CREDENTIALS, await readRisks(new Date()));
});
afterAll(() => live?.stop());

/** The form of a dimension, each choice the first that it offers but for what is said. */
async function filled(dimension: Dimension, changes: Record<string, string> = {}) {
  const [set] = await loadQuestionSets(dimension);
  if (set === undefined) throw new Error(`No set ships for ${dimension}`);
  const asked = assessFields({ likelihood: [], impact: [] }, set.content);
  const chosen = asked.map(({ key, ...field }) => {
    const options = field.kind === 'one-of' ? field.options : [];
    return [key, options[0]?.value ?? (field.kind === 'one-of' ? '1' : '')] as const;
  });
  return {
    ...Object.fromEntries(chosen),
    cause: 'Training data hold few applicants under 25',
    event: `What could go wrong: ${dimension}`,
    harm: 'No loan, or a dearer one elsewhere',
    to: 'Applicants aged 18 to 24, about 900 a year',
    rationale: 'The difference was looked at in the spring',
    ...changes,
  };
}

describe('an assessment of risks, from a request by hand to its end', () => {
  let done: Shown;
  let ref: string;

  beforeAll(async () => {
    const { status, body } = await live.call({
      method: 'POST',
      path: `/v1/records/${SYSTEM}/assessments`,
      headers: { 'assent-acting-for': await at.thread.owner() },
      body: { reason: 'It is to go live in January' },
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    ref = (body as { ref: string }).ref;
    for (const dimension of DIMENSIONS) {
      if (dimension === 'bias') continue;
      await at.answer(ASSESSORS[dimension], /^Assess/, await filled(dimension));
    }
    const bad = { likelihood: '3', impactIndividuals: '4', impactGroups: '4' };
    await at.answer(nora, /^Assess/, await filled('bias', bad));
    await at.answer(tor, /^Assess/, await filled('bias'));
    await at.answer(astrid, /^Plan treatment/, {
      option: 'reduce',
      reason: 'A second look costs little',
      weighed: 'Taking age out: other inputs carry it',
      'actions-1-text': 'A person looks at each refusal under 25',
      'actions-1-owner': await at.thread.holderOf('head-of-lending'),
      'actions-1-due': dayFromNow(40),
      target: '1',
    });
    await at.answer(ingrid, /^Accept risk/, {
      verdict: 'accept',
      gains: 'Applicants get an answer in a day; those under 25 bear it',
      until: dayFromNow(120),
      endsBy: 'A complaint that is upheld',
      reason: 'Stopping would send them to dearer loans',
    });
    await assessImpact();
    done = await waitUntil('the assessment is done', async () => {
      await live.sweep();
      const shown = await at.thread.get(ref);
      return shown.version.state === 'done' ? shown : undefined;
    });
  });

  /** The data protection officer agrees to the impact assessment, which the assessment awaits. */
  async function assessImpact(): Promise<void> {
    const system = await at.thread.get(SYSTEM);
    const { version, digest } = { version: system.version.version, digest: system.digest };
    const content = {
      system: SYSTEM,
      name: 'Impact of Credit scoring',
      owner: await at.thread.holderOf('head-of-lending'),
      use: 'At each application for a household loan, some 9,000 a year',
      individuals: [
        {
          who: 'Applicants',
          number: 'about 9,000 a year',
          how: 'A loan is refused, though it would have been repaid',
          severity: 'serious',
          reversible: 'with-effort',
          scale: 'many',
          lessened: 'A person decides',
        },
      ],
      groups: [],
      society: [],
      misuse: ['Pricing of insurance'],
      consulted: 'The consumer council',
      oversight: 'A loan officer decides',
      remedy: 'Complaints board of the bank',
      fundamentalRights: { applies: 'yes', reason: 'Annex III point 5(b)' },
      nextReview: dayFromNow(365),
      unknowns: [],
    };
    const links = [{ rel: 'assesses', to: SYSTEM, version, digest }];
    const headers = { 'assent-acting-for': await at.thread.owner() };
    const impact = 'impact-assessment/credit-scoring';
    const body = { id: 'credit-scoring', content, links, reason: 'Before it goes live' };
    await live.call({ method: 'POST', path: '/v1/records/impact-assessment', headers, body });
    const { etag } = await at.thread.get(impact);
    const asked = await live.call({
      method: 'POST',
      path: `/v1/records/${impact}/transitions/request-approval`,
      headers: { ...headers, 'if-match': etag },
      body: { reason: 'Before it goes live' },
    });
    if (asked.status >= 300) throw new Error(JSON.stringify(asked.body));
    const page = await at.opened(lars.mail, /^Approve impact assessment/);
    await at.thread.decide(page, { choice: 'approve', comment: '', signature: lars.name });
  }

  test('is done by the criteria in force, with a risk for each dimension', async () => {
    expect(done.version.content.outcome).toMatchObject({ level: 3 });
    const bias = await at.thread.get('risk/credit-scoring-bias');
    expect(bias.version.state).toBe('accepted');
    expect(bias.version.content).toMatchObject({ scored: { by: ref, disagree: true } });
    const privacy = await at.thread.get('risk/credit-scoring-privacy');
    expect(privacy.version.state).toBe('within-appetite');
  });

  test('has a treatment and an acceptance on record, by the role that the level takes', async () => {
    const id = ref.slice('risk-assessment/'.length);
    const accepted = await at.thread.get(`acceptance/${id}-bias`);
    expect(accepted.version).toMatchObject({ state: 'in-force', via: 'link' });
    expect(accepted.version.content).toMatchObject({ role: 'role/chief-risk-officer' });
    const treated = await at.thread.get(`treatment/${id}-bias`);
    expect(treated.version.content).toMatchObject({ option: 'reduce', target: 1 });
  });

  test('is in the log, which an auditor verifies', async () => {
    const { ok, wrong } = await verifyBucket(live.assent);
    expect({ ok, wrong }).toEqual({ ok: true, wrong: [] });
  });
});
