import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidencePath, recordPath } from '#core/log/paths.ts';
import { evidence } from '#core/records/evidence.ts';
import { incident } from '#core/records/incident.ts';
import { regulatoryClock } from '#core/records/regulatory-clock.ts';
import { pin } from '#core/store/commit.ts';
import { DAY, later } from '#core/time.ts';
import { sha256Hex } from '#hash';
import { given } from '#tests/support/people.ts';
import { type CorePorts, corePorts, makeDue } from './support/core-ports.ts';
import { type Live, startLive } from './support/live.ts';
import { waitUntil } from './support/wait-until.ts';

const MODEL = 'model/credit-scorecard';
const PATH = recordPath(MODEL, 1);

let live: Live;
let ports: CorePorts;
let s3: S3Client;
beforeAll(async () => {
  live = await startLive();
  ports = corePorts(live.assent);
  s3 = new S3Client({ ...live.assent.client, forcePathStyle: true });
  await waitUntil(
    'the log to put the model',
    async () => (await ports.objects.head(PATH)) ?? undefined,
  );
});
afterAll(async () => {
  s3?.destroy();
  await live?.stop();
});

const lockOf = (Key: string) =>
  s3.send(new HeadObjectCommand({ Bucket: live.assent.deployed.bucket, Key }));

/** What the sweep does by itself, under its own role. */
async function sweepDue(ref: string, what: RegExp): Promise<void> {
  await makeDue(ports, ref, what);
  await live.sweep();
}

describe('the deployed sweep', () => {
  it('holds what a legal hold names, and lets it go when that is lifted', async () => {
    const body = {
      id: 'court',
      reason: 'A court asks for it',
      content: { reason: 'A court asks for it', holds: [MODEL] },
      links: [],
    };
    const created = await live.call({ method: 'POST', path: '/v1/records/legal-hold', body });
    expect(created.status).toBe(201);
    await sweepDue('legal-hold/court', /^hold$/);
    expect((await lockOf(PATH)).ObjectLockLegalHoldStatus).toBe('ON');
    const lifted = await live.call({
      method: 'POST',
      path: '/v1/records/legal-hold/court/transitions/lift',
      headers: { 'if-match': created.etag ?? '' },
      body: { reason: 'It is settled' },
    });
    expect(lifted.status).toBe(202);
    await sweepDue('legal-hold/court', /^hold$/);
    expect((await lockOf(PATH)).ObjectLockLegalHoldStatus).toBe('OFF');
    // Looked at once more, for what a run held on that had begun before.
    const { pending } = await ports.store.need('legal-hold/court');
    expect(pending.map(({ for: what }) => what)).toEqual(['hold']);
  });

  it('prolongs the locks of what is in use, its evidence too, and never shortens one', async () => {
    const file = await aReport(100 * DAY);
    const before = (await lockOf(PATH)).ObjectLockRetainUntilDate;
    const far = new Date((before?.getTime() ?? 0) + 40 * DAY);
    await ports.locks.prolong(PATH, far.toISOString());
    await sweepDue(MODEL, /^prolong$/);
    expect((await lockOf(PATH)).ObjectLockRetainUntilDate).toEqual(far);
    expect((await lockOf(file)).ObjectLockRetainUntilDate).toEqual(before);
    const dues = (await ports.store.need(MODEL)).pending.map(({ for: what }) => what);
    expect(dues).toContain('prolong');
  });

  /** Evidence of the model that is locked for so long alone. */
  async function aReport(milliseconds: number): Promise<string> {
    const bytes = new TextEncoder().encode('Tested');
    const sha256 = sha256Hex(bytes);
    const path = evidencePath(sha256);
    const retainUntil = later(ports.clock.now(), milliseconds);
    await ports.objects.create(path, bytes, { contentType: 'text/plain', retainUntil });
    const report = await given(ports.store, {
      type: 'evidence',
      id: 'report',
      state: 'stored',
      content: { ...(evidence.example.content as object), sha256, size: bytes.length },
    });
    const { type, id, state, content, links } = (await ports.store.need(MODEL)).version;
    const { version, digest } = pin(report);
    const tested = [...links, { rel: 'tested-by', to: report.ref, version, digest }];
    const head = await given(ports.store, { type, id, state, content, links: tested });
    await ports.store.setPending(head, [{ at: ports.clock.now(), for: 'prolong' }]);
    return path;
  }

  it('finds a duty to report breached, and has whoever was to report mailed about it', async () => {
    const [person] = (await ports.lists.byType('person', { limit: 1 })).records;
    if (person === undefined) throw new Error('The example has nobody');
    const { example } = regulatoryClock;
    const links = [{ rel: 'concerns', to: 'ai-system/credit-scoring' }];
    const content = { ...(incident.example.content as object), owner: person.ref };
    await given(ports.store, {
      type: incident.name,
      id: 'i-1',
      state: 'confirmed',
      content,
      links,
    });
    const clock = await given(ports.store, {
      type: regulatoryClock.name,
      id: 'i-1-duty',
      state: 'running',
      content: {
        ...(example.content as object),
        incident: 'incident/i-1',
        started: '2026-01-01T00:00:00.000Z',
        deadline: '2026-01-02T00:00:00.000Z',
        owner: person.ref,
      },
    });
    await ports.store.setPending(clock, [{ at: '2026-01-02T00:00:00.000Z', for: 'breach' }]);
    await live.sweep();
    expect((await ports.store.need(clock.ref)).version.state).toBe('breached');
    const mail = await waitUntil('the mail of the breach', async () =>
      live.mails().find(({ subject }) => subject.startsWith('Report overdue')),
    );
    expect(mail.text).toContain('It still has to be reported');
    await waitUntil('the mail to be noted', async () =>
      (await ports.store.need(clock.ref)).pending.length === 0 ? true : undefined,
    );
  });
});
