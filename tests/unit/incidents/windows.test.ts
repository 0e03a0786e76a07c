import { beforeEach, describe, expect, it } from 'vitest';
import { parseCanonical } from '#core/canonical.ts';
import { evidencePath } from '#core/log/paths.ts';
import { sha256Hex } from '#hash';
import { ASTRID, given, INGRID } from '#tests/support/people.ts';
import { leadTo, type Play, play, SAID } from './play.ts';

let p: Play;
beforeEach(async () => {
  p = await play();
});

const content = async () => p.contentOf(await p.theIncident());
/** What is still due of its windows and its machine. */
const lookedAfter = async () =>
  (await p.theIncident()).pending.filter((each) => /^(window|execution)/.test(each.for));
const versionsNow = async () => (await p.theIncident()).version.version;

describe('the windows of an incident', () => {
  it('are on record once they are over, with the exact count and the list of batches', async () => {
    await p.opened();
    await p.signal();
    await p.signal();
    await p.pass(60);
    expect(await content()).toMatchObject({ windows: [], signals: 0 });
    await p.pass(30);
    const { windows, signals } = await content();
    expect(signals).toBe(3);
    expect(windows).toEqual([
      {
        window: '2026-11-24T06:00:00.000Z',
        total: 3,
        batches: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    const kept = await p.at.objects.get(evidencePath(windows[0]?.batches ?? ''));
    const bytes = kept?.bytes ?? new Uint8Array();
    expect(sha256Hex(bytes)).toBe(windows[0]?.batches);
    const list = parseCanonical(bytes) as readonly { batch: string; counted: number }[];
    expect(list.reduce((sum, { counted }) => sum + counted, 0)).toBe(3);
  });

  it('cost no version where nothing was counted', async () => {
    await p.opened();
    await p.pass(90);
    const before = await versionsNow();
    await p.pass(60);
    await p.pass(60);
    expect(await versionsNow()).toBe(before);
  });

  it('are one version however many are over, and however often the sweep comes', async () => {
    await p.opened();
    p.at.clock.advance(60 * 60_000);
    await p.signal();
    p.at.clock.advance(90 * 60_000);
    const before = await versionsNow();
    await Promise.all([p.at.sweep(), p.at.sweep(), p.at.sweep()]);
    expect(await versionsNow()).toBe(before + 1);
    expect((await content()).windows.map(({ total }) => total)).toEqual([1, 1]);
  });

  it('are counted again where something comes late, in the place of what was counted', async () => {
    await p.opened();
    await p.pass(90);
    await p.signal({ at: '2026-11-24T06:30:00.000Z' });
    await p.pass(60);
    const { windows, signals } = await content();
    expect(windows).toHaveLength(1);
    expect({ signals, total: windows[0]?.total }).toEqual({ signals: 2, total: 2 });
  });

  it('are not written over a decision on closing, and are added when it is closed', async () => {
    await p.opened();
    await leadTo(p, 'in-closure');
    await p.signal();
    await p.pass(120);
    expect((await p.theIncident()).version.state).toBe('in-closure');
    const { windows } = await content();
    await p.decide(INGRID);
    await p.decide(ASTRID);
    expect((await p.theIncident()).version.state).toBe('closed');
    await p.pass(120);
    const after = await content();
    expect(after.windows.length).toBeGreaterThan(windows.length);
    expect(after.signals).toBe(2);
    expect(await lookedAfter()).toEqual([]);
  });

  it('are counted no more once it is dismissed', async () => {
    await p.opened();
    await p.answer('triage-incident', { verdict: 'dismiss', reason: 'A test of the alarm' });
    await p.pass(120);
    expect(await lookedAfter()).toEqual([]);
    expect(await content()).toMatchObject({ windows: [], signals: 0 });
  });
});

describe('the severity of an incident', () => {
  it('follows its signals until somebody has judged it', async () => {
    await p.opened({ severity: 'medium' });
    expect((await content()).severity).toBe('medium');
    await p.signal({ severity: 'critical' });
    await p.pass(90);
    expect(await content()).toMatchObject({ severity: 'critical', severityBy: 'rule' });
  });

  it('stays as it was judged, whatever comes', async () => {
    await p.opened({ severity: 'medium' });
    await p.answer('triage-incident', { ...SAID.triage, severity: 'low' });
    await p.signal({ severity: 'critical' });
    await p.pass(90);
    expect(await content()).toMatchObject({ severity: 'low', severityBy: 'triage', signals: 2 });
  });
});

it('an incident that somebody recorded without a signal has no windows, and is asked about', async () => {
  await given(p.at.store, {
    type: 'incident',
    id: '01936b2c-7b1e-7c3a-9f00-0000000000aa',
    state: 'reported',
    content: {
      title: 'Recorded by hand',
      severity: 'high',
      severityBy: 'rule',
      happened: '2026-11-24T05:00:00.000Z',
      detected: '2026-11-24T06:00:00.000Z',
      windows: [],
      signals: 0,
    },
  });
  await p.pass(120);
  expect((await content()).windows).toEqual([]);
});
