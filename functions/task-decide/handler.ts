import { newestNote } from '#core/log/log-head.ts';
import { lambdaBell } from '../adapters/lambda-bell.ts';
import { sfnMachines } from '../adapters/sfn-machines.ts';
import { systemPatience } from '../adapters/system-patience.ts';
import { recordPorts } from '../shared/compose.ts';
import { httpPipeline } from '../shared/http-pipeline.ts';
import { Env } from './env.ts';
import { taskDecide } from './routes.ts';

/** Takes the answer to a task, writes it, and rings. */
export const handler = httpPipeline('task-decide', Env, (env) => {
  const ports = recordPorts(env);
  return taskDecide({
    ...ports,
    machines: sfnMachines({ arnPrefix: '' }),
    bell: lambdaBell({ functions: { mail: env.ASSENT_MAIL_FUNCTION } }),
    origin: env.ASSENT_ORIGIN,
    checkpoint: () => newestNote(ports.table),
    sleep: systemPatience.sleep,
  });
});
