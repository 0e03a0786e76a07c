import { DEFAULT_MAX_EVIDENCE_BYTES } from '#core/limits.ts';
import { retryingObjects } from '#core/store/retrying.ts';
import { dateHolidays } from '../adapters/date-holidays.ts';
import { systemPatience } from '../adapters/system-patience.ts';
import { recordPorts } from '../shared/compose.ts';
import { httpPipeline } from '../shared/http-pipeline.ts';
import { lazyMachines, lazyObjects, lazyUploads } from '../shared/lazily.ts';
import { Env } from './env.ts';
import { api } from './routes.ts';

/** Records over HTTP, for signed callers. Most requests are about the table alone. */
export const handler = httpPipeline('api', Env, (env) => {
  const records = recordPorts(env);
  const { mode, days } = env.ASSENT_RETENTION;
  const bucket = { bucket: env.ASSENT_BUCKET, mode, clock: records.clock };
  return api({
    ...records,
    objects: lazyObjects(async () => {
      const { s3Objects } = await import('../adapters/s3-objects.ts');
      return retryingObjects(s3Objects(bucket), systemPatience);
    }),
    uploads: lazyUploads(async () => {
      const { presignedUploads } = await import('../adapters/presign.ts');
      return presignedUploads(bucket);
    }),
    machines: lazyMachines(async () => {
      const { sfnMachines } = await import('../adapters/sfn-machines.ts');
      return sfnMachines({ arnPrefix: env.ASSENT_MACHINES });
    }),
    holidays: dateHolidays,
    services: env.ASSENT_SERVICES,
    retention: days,
    maxBytes: DEFAULT_MAX_EVIDENCE_BYTES,
  });
});
