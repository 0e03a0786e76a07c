import { GetObjectLegalHoldCommand, S3Client } from '@aws-sdk/client-s3';
import { clientOf } from '../../clients.ts';
import { ACCOUNT, REGION } from '../../engine/environment.ts';
import type { Demo } from '../demo-world.ts';
import { row } from '../say.ts';
import { waitFor } from '../wait-for.ts';
import type { Incident } from './incident-world.ts';

const BUCKET = `assent-local-evidence-${ACCOUNT}-${REGION}`;

/** What a hold keeps, whether it stands, and that the bucket itself says so. */
export async function showHold(
  demo: Demo,
  { ref, id }: Incident,
  state: string,
  expected: 'ON' | 'OFF',
): Promise<void> {
  const hold = await demo.records.reaches(`legal-hold/${id}`, state);
  const { holds } = hold.version.content;
  row('Legal hold', `${state}: ${Array.isArray(holds) ? holds.join(', ') : ''}`);
  const path = `records/${ref}/00000001.json`;
  const s3 = new S3Client({ ...clientOf(demo.engine), forcePathStyle: true });
  const command = new GetObjectLegalHoldCommand({ Bucket: BUCKET, Key: path });
  await waitFor(`the legal hold of ${path} to be ${expected}`, async () => {
    const { LegalHold } = await s3.send(command).catch(() => ({ LegalHold: undefined }));
    return (LegalHold?.Status ?? 'OFF') === expected ? true : undefined;
  });
  s3.destroy();
  row('In the bucket', `${path}: legal hold ${expected}`);
}
