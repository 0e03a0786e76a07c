import { DEFAULT_MAX_EVIDENCE_BYTES } from '#core/limits.ts';
import { retryingObjects } from '#core/store/retrying.ts';
import { presignedUploads } from '../adapters/presign.ts';
import { s3Objects } from '../adapters/s3-objects.ts';
import { sfnMachines } from '../adapters/sfn-machines.ts';
import { systemPatience } from '../adapters/system-patience.ts';
import { recordPorts } from '../shared/compose.ts';
import { httpPipeline } from '../shared/http-pipeline.ts';
import { Env } from './env.ts';
import { api } from './routes.ts';

/** Records over HTTP, for signed callers. */
export const handler = httpPipeline('api', Env, (env) => {
  const records = recordPorts(env);
  const { mode, days } = env.ASSENT_RETENTION;
  const bucket = { bucket: env.ASSENT_BUCKET, mode, clock: records.clock };
  return api({
    ...records,
    objects: retryingObjects(s3Objects(bucket), systemPatience),
    uploads: presignedUploads(bucket),
    machines: sfnMachines({ arnPrefix: env.ASSENT_MACHINES }),
    services: env.ASSENT_SERVICES,
    retention: days,
    maxBytes: DEFAULT_MAX_EVIDENCE_BYTES,
  });
});
