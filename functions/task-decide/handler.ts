import { CHECKPOINT_PATH } from '#core/log/paths.ts';
import { lambdaBell } from '../adapters/lambda-bell.ts';
import { s3Reader } from '../adapters/s3-reader.ts';
import { sfnMachines } from '../adapters/sfn-machines.ts';
import { systemPatience } from '../adapters/system-patience.ts';
import { recordPorts } from '../shared/compose.ts';
import { httpPipeline } from '../shared/http-pipeline.ts';
import { Env } from './env.ts';
import { taskDecide } from './routes.ts';

/** Takes the answer to a task, writes it, and rings. */
export const handler = httpPipeline('task-decide', Env, (env) => {
  const read = s3Reader(env.ASSENT_BUCKET);
  return taskDecide({
    ...recordPorts(env),
    machines: sfnMachines({ arnPrefix: '' }),
    bell: lambdaBell({ functions: { mail: env.ASSENT_MAIL_FUNCTION } }),
    origin: env.ASSENT_ORIGIN,
    checkpoint: () => read(CHECKPOINT_PATH),
    sleep: systemPatience.sleep,
  });
});
