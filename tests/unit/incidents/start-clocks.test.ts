import { beforeEach, describe, expect, it } from 'vitest';
import { allReported, clocksOfIncident } from '#core/incidents/clocks-of-incident.ts';
import { DAY } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import type { House } from '#tests/support/house.ts';
import { given, LARS } from '#tests/support/people.ts';
import { AWARE, clockOf, clockWorld, decide, INCIDENT, NOW, OF, prove } from './clock-world.ts';

const GENERAL = 'euaia-art73-general';
const PRIVACY = 'gdpr-art33-authority';
const NOTICE = 'nis2-art23-notification';
const FINAL = 'nis2-art23-final';

let at: House;
beforeEach(async () => {
  at = await clockWorld();
});

const standing = async () =>
  (await clocksOfIncident(at.store, await at.store.need(OF))).map(
    ({ duty, clock }) => `${duty} ${clock?.version.state}`,
  );

describe('a decision that duties to report apply', () => {
  it('starts a clock for each, with what the catalogue says today and who decided', async () => {
    await decide(at, [GENERAL]);
    const { head, state, content } = await clockOf(at, GENERAL);
    expect(state).toBe('running');
    expect(content).toMatchObject({
      incident: OF,
      duty: GENERAL,
      regime: 'EU AI Act (Reg. (EU) 2024/1689)',
      started: AWARE,
      deadline: '2026-12-09T08:00:00.000Z',
      own: false,
      owner: LARS,
      decidedBy: { type: 'task' },
    });
    expect(head.version).toMatchObject({ actor: LARS, via: 'link', reason: 'The law says so' });
    expect(head.version.links).toEqual([{ rel: 'of', to: OF }]);
    expect(head.pending.map(({ for: what }) => what)).toEqual([
      'warning-1',
      'warning-2',
      'warning-3',
      'breach',
    ]);
  });

  it('is warned only of what is still to come, where somebody knew long before', async () => {
    await decide(at, [PRIVACY], { aware: '2026-11-22T08:00:00.000Z' });
    const { head } = await clockOf(at, PRIVACY);
    expect(head.pending.map(({ for: what }) => what)).toEqual(['warning-2', 'warning-3', 'breach']);
  });

  it('that comes too late breaches at once', async () => {
    await decide(at, [PRIVACY], { aware: '2026-11-20T08:00:00.000Z' });
    const { head } = await clockOf(at, PRIVACY);
    expect(head.pending).toEqual([{ at: '2026-11-23T08:00:00.000Z', for: 'breach' }]);
  });

  it('that none applies starts none, and nothing is left to be reported', async () => {
    expect(await decide(at, [])).toEqual([]);
    expect(await allReported(at.store, await at.store.need(OF))).toBe(true);
  });

  it('never moves awareness: a later one that is claimed the second time counts for nothing', async () => {
    await decide(at, [GENERAL]);
    await decide(at, [GENERAL, PRIVACY], { aware: '2026-11-24T09:59:00.000Z' });
    expect((await clockOf(at, PRIVACY)).content.started).toBe(AWARE);
    expect((await clockOf(at, GENERAL)).content.started).toBe(AWARE);
  });

  it('changes nothing of what it decides again', async () => {
    await decide(at, [GENERAL]);
    expect(await decide(at, [GENERAL])).toEqual([]);
    expect((await clockOf(at, GENERAL)).head.version.version).toBe(1);
  });

  it('stops what it leaves out, on record, and starts it anew where it comes back', async () => {
    await decide(at, [GENERAL, PRIVACY]);
    await decide(at, [PRIVACY]);
    const stopped = await clockOf(at, GENERAL);
    expect(stopped.state).toBe('stopped');
    expect(stopped.head.pending).toEqual([]);
    expect(await standing()).toEqual([`${PRIVACY} running`]);
    await decide(at, [GENERAL]);
    expect((await clockOf(at, GENERAL)).state).toBe('stopped');
    const anew = await at.store.need(`regulatory-clock/${INCIDENT}-${GENERAL}-2`);
    expect(anew.version.state).toBe('running');
    expect(await standing()).toEqual([`${GENERAL} running`]);
  });

  it('leaves what was met as it is, whatever is decided later', async () => {
    await decide(at, [GENERAL]);
    await prove(at, GENERAL, NOW);
    await decide(at, []);
    expect((await clockOf(at, GENERAL)).state).toBe('met');
  });

  it('is refused where it names a report that follows another, and none of it', async () => {
    await expectError(decide(at, [FINAL]), 'Refused');
    await expectError(decide(at, ['no-such-duty']), 'Refused');
    expect(await standing()).toEqual([]);
  });

  it('fits one transaction with twenty duties', async () => {
    const { loadIncidentClocks } = await import('#core/catalogue/index.ts');
    const ids = (await loadIncidentClocks()).map(({ id }) => id);
    const free = ids.filter((id) => !/final|intermediate/.test(id)).slice(0, 20);
    expect(await decide(at, free)).toHaveLength(20);
  });

  it('gives each clock an id that is one, however long its duty is called', async () => {
    const [made] = await decide(at, ['gpai-cop-critical-infrastructure']);
    expect(made?.head.version.id).toMatch(new RegExp(`^${INCIDENT}-.{26}$`));
  });
});

describe('a report that follows another', () => {
  it('waits until that was sent, and counts from then', async () => {
    await decide(at, [NOTICE, FINAL]);
    expect(await standing()).toEqual([`${NOTICE} running`, `${FINAL} undefined`]);
    at.clock.advance(DAY);
    await prove(at, NOTICE, '2026-11-25T09:00:00.000Z');
    expect(await standing()).toEqual([`${NOTICE} met`, `${FINAL} running`]);
    expect((await clockOf(at, FINAL)).content).toMatchObject({
      started: '2026-11-25T09:00:00.000Z',
      deadline: '2026-12-25T09:00:00.000Z',
    });
    expect(await allReported(at.store, await at.store.need(OF))).toBe(false);
  });

  it('starts at once where that was sent before it was decided', async () => {
    await decide(at, [NOTICE]);
    at.clock.advance(DAY);
    await prove(at, NOTICE, '2026-11-25T09:00:00.000Z');
    await decide(at, [NOTICE, FINAL]);
    expect((await clockOf(at, FINAL)).content.started).toBe('2026-11-25T09:00:00.000Z');
  });

  it('counts from the first of those that it may follow, and is started once', async () => {
    const [first, second, third] = [
      'dora-initial-classification',
      'dora-initial-awareness',
      'dora-intermediate',
    ] as const;
    await decide(at, [first, second, third]);
    at.clock.advance(DAY / 24);
    await prove(at, second, '2026-11-24T10:30:00.000Z');
    await prove(at, first, '2026-11-24T10:45:00.000Z');
    const { head, content } = await clockOf(at, third);
    expect(content.started).toBe('2026-11-24T10:30:00.000Z');
    expect(head.version.version).toBe(1);
  });
});

describe('a proof that a report was sent', () => {
  beforeEach(async () => {
    await decide(at, [PRIVACY]);
  });

  it('meets the clock, with what proves it', async () => {
    const { ref } = await given(at.store, {
      type: 'evidence',
      id: 'receipt',
      state: 'stored',
      content: {
        class: 'evidence',
        collected: NOW,
        mediaType: 'text/plain',
        name: 'receipt.txt',
        personal: false,
        sha256: 'a'.repeat(64),
        size: 1,
        source: 'The authority',
      },
    });
    await prove(at, PRIVACY, NOW, { evidence: [ref, ref] });
    const { head, state, content } = await clockOf(at, PRIVACY);
    expect(state).toBe('met');
    expect(content.notified).toMatchObject({
      sent: NOW,
      proof: 'Receipt 4711 of the authority',
      by: { type: 'task' },
    });
    expect(head.version.links).toEqual([
      { rel: 'of', to: OF },
      { rel: 'proved-by', to: ref },
    ]);
    expect(head.pending).toEqual([]);
    expect(await allReported(at.store, await at.store.need(OF))).toBe(true);
  });

  it('of a report sent too late meets it late, before and after the sweep found the breach', async () => {
    at.clock.advance(4 * DAY);
    await prove(at, PRIVACY, '2026-11-27T08:00:00.001Z');
    expect((await clockOf(at, PRIVACY)).state).toBe('met-late');
  });

  it('that comes after the breach of a report sent in time meets it all the same', async () => {
    at.clock.advance(4 * DAY);
    await at.sweep();
    expect((await clockOf(at, PRIVACY)).state).toBe('breached');
    await prove(at, PRIVACY, '2026-11-27T08:00:00.000Z');
    expect((await clockOf(at, PRIVACY)).state).toBe('met');
  });

  it.each([
    ['before anybody knew', '2026-11-24T07:59:00.000Z'],
    ['in the future', '2026-11-24T10:00:00.001Z'],
  ])('is refused where it says that it was sent %s', async (_, sent) => {
    await expectError(prove(at, PRIVACY, sent), 'Refused');
    expect((await clockOf(at, PRIVACY)).state).toBe('running');
  });

  it.each(['met', 'stopped'])('is refused where the clock is %s', async (state) => {
    if (state === 'met') await prove(at, PRIVACY, NOW);
    else await decide(at, []);
    await expectError(prove(at, PRIVACY, NOW), 'Refused');
  });
});
