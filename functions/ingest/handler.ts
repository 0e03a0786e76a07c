import { takeMessage } from '#core/ingest/take-message.ts';
import { recordPorts } from '../shared/compose.ts';
import { noCredentials } from '../shared/no-credentials.ts';
import { pipeline } from '../shared/pipeline.ts';
import { takeBatch } from './batch.ts';
import { Env } from './env.ts';

/**
 * What reaches us from outside by the one queue: feedback to mails, executions that died. What
 * cannot be taken is tried again, and then lies with the dead letters, where an alarm looks.
 */
export const handler = pipeline('ingest', Env, (env) => {
  const ports = recordPorts(env, noCredentials);
  return (event: unknown) => takeBatch(event, (body) => takeMessage(ports, body));
});
