import { recordPorts } from '../shared/compose.ts';
import { httpPipeline } from '../shared/http-pipeline.ts';
import { noCredentials } from '../shared/no-credentials.ts';
import { Env } from './env.ts';
import { taskPage } from './routes.ts';

/** Shows tasks to whoever has a code. Reads only; a credential check is never needed. */
export const handler = httpPipeline('task-page', Env, (env) => {
  const ports = recordPorts(env, noCredentials);
  return taskPage({ ...ports, origin: env.ASSENT_ORIGIN });
});
