import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { callSweep, type SweepCaller } from '#local/call-sweep.ts';
import { type Demo, openDemo } from '#local/demo/demo-world.ts';
import { clockOf, IN_TIME, LATE } from '#local/demo/incidents/duties.ts';
import { contentOf } from '#local/demo/incidents/incident-world.ts';
import { type Played, playIncident } from '#local/demo/incidents/play.ts';
import { freePort } from '#local/free-port.ts';
import type { LocalServer } from '#local/listen.ts';
import { feedbackPlayer } from '#local/mailbox/feedback.ts';
import { openMailbox } from '#local/mailbox/server.ts';
import { type Live, startLive } from './support/live.ts';

/** Smaller and shorter than the demo's, where it waits for nothing but time. */
const PACE = { atOnce: 15, storm: 300 };
const CODE = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}/;

const folder = mkdtempSync(join(tmpdir(), 'assent-demo-incident-'));
const printed: string[] = [];
let live: Live;
let mails: LocalServer;
let clock: SweepCaller;
let demo: Demo;
let played: Played;

beforeAll(async () => {
  live = await startLive();
  const { endpoint, deployed } = live.assent;
  const port = await freePort();
  mails = await openMailbox(
    port,
    live.assent.mails,
    feedbackPlayer(endpoint, deployed.feedbackTopic),
  );
  clock = callSweep(endpoint, deployed.functions.sweep ?? '', (failure) => printed.push(failure));
  const mailbox = `http://127.0.0.1:${port}`;
  demo = await openDemo({ door: live.door, mailbox, engine: endpoint, folder });
  vi.spyOn(console, 'log').mockImplementation((line) => void printed.push(String(line)));
  played = await playIncident(demo, PACE);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await clock?.stop();
  await mails?.close();
  await live?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const stateOf = async (ref: string) => (await demo.records.get(ref)).version.state;
const incident = async (ref: string) => contentOf(await demo.records.get(ref));
const ref = (first: string) => demo.people(first).ref;

describe('the demo of an incident', () => {
  test('takes what was reported from its report to its closing, each step once', async () => {
    expect(await demo.records.actions(played.incident.ref)).toEqual([
      'create',
      'edit',
      'confirm',
      'edit',
      'contain',
      'explain',
      'plan',
      'correct',
      'summarise',
      'request-closure',
      'close',
    ]);
    expect(await incident(played.incident.ref)).toMatchObject({
      severity: 'critical',
      owner: ref('Jonas'),
      analysis: { kind: 'change', reassess: 'asked' },
      reportability: { duties: [IN_TIME, LATE] },
    });
  });

  test('ends the alarm in the reported incident, and the storm as no incident', async () => {
    expect(await stateOf(played.alarm?.ref ?? 'no incident')).toBe('merged');
    expect(await stateOf(played.storm.ref)).toBe('dismissed');
    expect(await demo.records.list('incident')).toHaveLength(3);
  });

  test('counts every signal of the storm once', () => {
    const said = printed.join('\n');
    expect(said).toContain(`exactly ${PACE.storm}: what was sent twice counts once`);
    expect(said).not.toMatch(/counted (?!\d{1,3};)\d{4}/);
  });

  test('takes "human error" for no cause', async () => {
    expect(printed.join('\n')).toContain('A mistake of a person explains nothing by itself');
    const { analysis } = await incident(played.incident.ref);
    expect(analysis?.cause).not.toMatch(/human error/i);
  });

  test('meets one duty in time, and the other late after it was breached', async () => {
    expect(await stateOf(clockOf(played.incident, IN_TIME))).toBe('met');
    const late = await demo.records.actions(clockOf(played.incident, LATE));
    expect(late.slice(-2)).toEqual(['breach', 'meet-late']);
    expect(late.filter((each) => each === 'warn').length).toBeGreaterThan(0);
    for (const person of ['Lars', 'Jonas', 'Eirik']) {
      const subjects = await demo.box.subjectsTo(demo.people(person).email);
      expect(subjects.join('\n')).toMatch(/^Report overdue: .*Art\. 26\(5\)/m);
    }
  });

  test('leaves an action whose effect somebody else has yet to look at', async () => {
    const { version } = await demo.records.get(played.action);
    expect(version.state).toBe('done');
    expect(version.content).toMatchObject({
      owner: ref('Astrid'),
      effect: { by: ref('Lars') },
    });
  });

  test('is closed by two people of different roles who had no part in it', async () => {
    const { version } = await demo.records.get(played.approval);
    expect(version).toMatchObject({
      state: 'effective',
      content: {
        stages: [
          {
            seats: [{ answer: { choice: 'approve' } }, { answer: { choice: 'approve' } }],
          },
        ],
      },
    });
    const barred = JSON.stringify(version.content.excluded);
    for (const person of ['Jonas', 'Astrid', 'Lars', 'Eirik'])
      expect(barred).toContain(ref(person));
    for (const person of ['Ingrid', 'Sunniva']) expect(barred).not.toContain(ref(person));
  });

  test('stops the system until it is approved anew, and lets go what was held', async () => {
    expect(await stateOf('ai-system/credit-scoring')).toBe('suspended');
    expect(await stateOf(`legal-hold/${played.incident.id}`)).toBe('lifted');
    const said = printed.join('\n');
    for (const status of ['ON', 'OFF'])
      expect(said).toMatch(new RegExp(`legal hold ${status}$`, 'm'));
  });

  test('leaves the plan in force as the example has it, in days', async () => {
    const { version } = await demo.records.get('response-plan/default');
    expect(version).toMatchObject({
      state: 'in-force',
      content: { undueDelay: { amount: 3, unit: 'days' } },
    });
  });

  test('verifies at its end, prints no code, and no sweep failed', () => {
    const said = printed.join('\n');
    expect(said).toContain('Verified: nothing fails, nothing is missing.');
    expect(said).not.toMatch(CODE);
    expect(said).not.toMatch(/Error|failed:/);
  });
});
