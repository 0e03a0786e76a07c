import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corePorts, makeDue } from './support/core-ports.ts';
import { type Live, startLive } from './support/live.ts';
import { hiddenFields, type Page } from './support/page.ts';
import { type Shown, taskOf, threadOf } from './support/thread.ts';
import { verifyBucket } from './support/verify-bucket.ts';
import { waitUntil } from './support/wait-until.ts';

let live: Live;
let thread: ReturnType<typeof threadOf>;

beforeAll(async () => {
  live = await startLive();
  thread = threadOf(live);
});
afterAll(() => live?.stop());

describe.each([
  ['stopped', 'stop'],
  ['killed', 'kill'],
] as const)('an engine that was %s and started again', (name, how) => {
  let open: Awaited<ReturnType<typeof thread.asked>>;
  let page: Page;
  let mails: readonly string[];
  let written: readonly Shown[];
  let last: Shown;

  beforeAll(async () => {
    open = await thread.asked(`Policy that was ${name}`);
    page = await thread.open(open.code);
    mails = live.mails().map(({ id }) => id);
    const writes = Array.from({ length: 8 }, (_, n) =>
      thread.givenPolicy(`${name}-${n}`, `Written ${n}, ${name}`),
    );
    written = await Promise.all(writes);
    const { ref } = await thread.givenPolicy(`last-${name}`, `Last word, ${name}`);
    last = await thread.ask(ref);
    await live.restart(how);
  });

  test('knows every write that it answered, and has its mails', async () => {
    for (const { ref, digest } of [...written, last]) {
      expect((await thread.get(ref)).digest).toBe(digest);
    }
    expect(live.mails().map(({ id }) => id)).toEqual(expect.arrayContaining([...mails]));
  });

  test('has the open question, whose old link opens and decides', async () => {
    const again = await thread.open(open.code);
    const { code, facts } = hiddenFields(again);
    expect({ code, facts }).toEqual({ code: open.code, facts: hiddenFields(page).facts });
    const receipt = await thread.decide(page, { comment: 'Read before the lights went out' });
    expect(receipt.status).toBe(200);
    // Nobody heard the ring: the machine went down with the engine, and the sweep starts another.
    await waitUntil('the approval to take effect', async () => {
      await live.sweep();
      const { version } = await thread.get(open.approval);
      return version.state === 'effective' ? true : undefined;
    });
  });

  test('asks what was asked for in its last moment', async () => {
    // How far the machine had come is not known. Two minutes later whatever is left is due.
    await waitUntil('the mail', async () => {
      const ports = corePorts(live.assent);
      await makeDue(ports, last.ref, /^execution-1$/);
      await makeDue(ports, taskOf(last), /^mail$/);
      await live.sweep();
      return live.mails().find(({ subject }) => subject.includes(`Last word, ${name}`));
    });
  });

  test('goes on with its log: the stream rings for what is new, the sweep for what it missed', async () => {
    const { ref } = await thread.givenPolicy(`after-${name}`, `After, ${name}`);
    await thread.logged(ref);
    await live.sweep();
    for (const each of written) await thread.logged(each.ref);
    const { ok, wrong } = await verifyBucket(live.assent);
    expect({ ok, wrong }).toEqual({ ok: true, wrong: [] });
  });
});
