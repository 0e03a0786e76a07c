import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ApprovalContent, approval as approvalType } from '#core/records/approval.ts';
import { callSweep, type SweepCaller } from '#local/call-sweep.ts';
import { playAiPolicy } from '#local/demo/ai-policy.ts';
import type { Pace } from '#local/demo/approvals/pace.ts';
import { type Played, playApprovals } from '#local/demo/approvals/play.ts';
import { type Demo, openDemo } from '#local/demo/demo-world.ts';
import { freePort } from '#local/free-port.ts';
import type { LocalServer } from '#local/listen.ts';
import { feedbackPlayer } from '#local/mailbox/feedback.ts';
import { openMailbox } from '#local/mailbox/server.ts';
import { type Live, startLive } from './support/live.ts';
import { threadOf } from './support/thread.ts';

/** Shorter than the demo's, where it waits for nothing but time. */
const PACE: Pace = { review: 150, reminder: 6, board: 150, escalation: 4, condition: 10, lapse: 8 };
const CODE = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}/;

const folder = mkdtempSync(join(tmpdir(), 'assent-demo-'));
const printed: string[] = [];
let live: Live;
let mails: LocalServer;
let clock: SweepCaller;
let demo: Demo;
let thread: ReturnType<typeof threadOf>;

beforeAll(async () => {
  live = await startLive();
  thread = threadOf(live);
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
});
afterAll(async () => {
  vi.restoreAllMocks();
  await clock?.stop();
  await mails?.close();
  await live?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the first demo approves the AI policy, and finds the byte that was flipped', async () => {
  await playAiPolicy(demo);
  expect((await thread.get('policy/ai-policy')).version.state).toBe('approved');
  const said = printed.join('\n');
  expect(said).toContain('Verified: nothing fails, nothing is missing.');
  expect(said).toMatch(/NOT verified: 1 fail.*records\/policy\/ai-policy\/00000002\.json/);
});

describe('the demo of approvals', () => {
  let played: Played;
  beforeAll(async () => {
    printed.length = 0;
    played = await playApprovals(demo, PACE);
  });

  async function approval(ref: string): Promise<ApprovalContent & { readonly state: string }> {
    const { version } = await thread.get(ref);
    return { ...approvalType.stored().parse(version.content), state: version.state };
  }
  const stateOf = async (ref: string) => (await thread.get(ref)).version.state;
  const seatsOf = ({ stages }: ApprovalContent) =>
    stages.map(({ seats }) =>
      seats.map(({ rounds, answer }) =>
        [...rounds.map(({ why }) => why), answer?.choice ?? 'silent'].join(' '),
      ),
    );
  const subjectsTo = (first: string) => demo.box.subjectsTo(demo.people(first).email);

  test('leaves a model unreleased whose policy asks for sign-in', async () => {
    const ended = await approval(played.refusedLink);
    expect([ended.state, ended.outcome?.result]).toEqual(['withdrawn', 'withdrawn']);
    expect(ended.stages).toMatchObject([{ identity: 'signed-in' }]);
    expect(seatsOf(ended)).toEqual([['seated silent', 'seated silent']]);
    expect(await stateOf('model/credit-scorecard')).toBe('registered');
  });

  test('ends void, with a yes in it, where the system was edited meanwhile', async () => {
    const ended = await approval(played.edited);
    expect([ended.state, ended.outcome?.reason]).toEqual([
      'void',
      'What was asked about has changed',
    ]);
    expect(seatsOf(ended)[0]).toEqual([
      'seated approve',
      'seated silent',
      'seated unreachable silent',
    ]);
  });

  test('ends void where somebody says that a decision was not theirs', async () => {
    const { approval: ref, repudiation } = played.disowned;
    expect(await stateOf(ref)).toBe('void');
    const report = await thread.get(repudiation);
    expect(report.version).toMatchObject({ state: 'open', actor: demo.people('Ingrid').ref });
    expect(report.version.content).toMatchObject({ approval: ref });
  });

  test('lets the system go live by two stages, and by nothing that was forged', async () => {
    const granted = await approval(played.granted);
    expect(granted.state).toBe('effective');
    expect(seatsOf(granted)).toEqual([
      ['seated approve', 'seated delegated approve', 'seated silent'],
      ['seated escalated approve-with-conditions'],
    ]);
    const actions = (await thread.history(played.granted)).map(({ version }) => version.action);
    expect(actions.slice(-3)).toEqual(['seat', 'decide', 'grant']);
    expect(actions.filter((each) => each === 'decide' || each === 'grant')).toHaveLength(2);
  });

  test('keeps apart who asked and who owns it, and records the exception of its policy', async () => {
    const { excluded, exceptions } = await approval(played.granted);
    const [astrid, jonas] = [demo.people('Astrid').ref, demo.people('Jonas').ref];
    expect(excluded).toContainEqual({ person: astrid, duty: 'requester' });
    expect(excluded).toContainEqual({ person: jonas, duty: 'owner' });
    expect(exceptions).toMatchObject([{ duty: 'signed-in' }]);
    expect(printed.join('\n')).toContain('A mailed link is enough, though sign-in is due');
  });

  test('has the question and its answer on record', async () => {
    const { questions } = await approval(played.granted);
    expect(questions).toMatchObject([
      { by: demo.people('Ingrid').ref, answer: { by: demo.people('Astrid').ref } },
    ]);
  });

  test('suspends what was live once a condition was missed, though the other was met', async () => {
    expect(await stateOf(played.conditions.met)).toBe('met');
    expect(await stateOf(played.conditions.missed)).toBe('missed');
    const states = (await thread.history('ai-system/credit-scoring')).map(
      ({ version }) => version.state,
    );
    expect(states.slice(states.indexOf('live'))).toEqual([
      'live',
      'suspended',
      'in-approval',
      'draft',
    ]);
  });

  test('lapses where nobody answers', async () => {
    const ended = await approval(played.lapsed);
    expect([ended.state, ended.outcome?.result]).toEqual(['lapsed', 'lapsed']);
    expect(seatsOf(ended)[0]).toEqual(['seated silent', 'seated silent', 'seated silent']);
  });

  test('tells everybody by mail what became of it, the chair in German', async () => {
    const has = async (first: string, ...subjects: readonly RegExp[]) => {
      const sent = await subjectsTo(first);
      for (const subject of subjects)
        expect([first, sent.join('\n')]).toEqual([first, expect.stringMatching(subject)]);
    };
    await has('Sunniva', /^Re: Approve go-live/m, /^Your answer is no longer needed/m);
    await has('Eirik', /^Approve go-live/m, /^Recorded: Approve/m);
    await has('Lars', /^Recorded: Pass on/m, /^The matter changed before it was decided/m);
    await has('Marit', /^Approve go-live/m, /^Somebody else was asked/m);
    await has('Henrike', /^Inbetriebnahme freigeben: Credit scoring/m, /^Erfasst: /m);
    await has('Jonas', /^Condition to be met/m, /^Condition missed/m);
    await has('Ingrid', /^Your question is answered/m, /^The time to answer is over/m);
    for (const end of [/^Void: /m, /^Approved: /m, /^Lapsed: /m, /^A decision was denied: /m]) {
      await has('Astrid', end);
    }
  });

  test('leaves the policy in force as the example has it, in working days', async () => {
    const { version } = await thread.get('approval-policy/ai-system-request-go-live-high');
    expect(version.state).toBe('in-force');
    expect(version.content.stages).toMatchObject([
      { deadline: { amount: 5, unit: 'working-days' }, escalation: { to: 'role/legal-counsel' } },
      { deadline: { amount: 5, unit: 'working-days' }, escalation: { to: 'role/board-chair' } },
    ]);
  });

  test('packs the exception where an auditor looks for it, and the pack verifies', () => {
    const manifest = readFileSync(join(played.pack, 'assent-pack.json'), 'utf8');
    expect(manifest).toContain('assent.example/local');
    const said = printed.join('\n');
    expect(said).toContain('Verified: nothing fails, nothing is missing.');
    expect(said).toMatch(/Exception +signed-in, until \d{4}-\d{2}-\d{2}/);
  });

  test('prints no code, and no sweep failed', () => {
    const said = printed.join('\n');
    expect(said).not.toMatch(CODE);
    expect(said).not.toMatch(/Error|ARN|failed:/);
  });
});
