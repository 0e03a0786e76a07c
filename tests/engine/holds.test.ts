import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordPath } from '#core/log/paths.ts';
import { DAY } from '#core/time.ts';
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
    expect((await ports.store.need('legal-hold/court')).pending).toEqual([]);
  });

  it('prolongs the locks of what is in use, and never shortens one', async () => {
    const before = (await lockOf(PATH)).ObjectLockRetainUntilDate;
    const later = new Date((before?.getTime() ?? 0) + 40 * DAY);
    await ports.locks.prolong(PATH, later.toISOString());
    await sweepDue(MODEL, /^prolong$/);
    expect((await lockOf(PATH)).ObjectLockRetainUntilDate).toEqual(later);
    expect((await ports.store.need(MODEL)).pending.map(({ for: what }) => what)).toEqual([
      'prolong',
    ]);
  });
});
