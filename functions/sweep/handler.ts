import { sweep } from '#core/sweep/sweep.ts';
import { createServices } from '#core/system-records.ts';
import { lambdaBell } from '../adapters/lambda-bell.ts';
import { s3Objects } from '../adapters/s3-objects.ts';
import { sfnMachines } from '../adapters/sfn-machines.ts';
import { deadLetterCount } from '../adapters/sqs-dead-letters.ts';
import { recordPorts } from '../shared/compose.ts';
import { log } from '../shared/log.ts';
import { pipeline } from '../shared/pipeline.ts';
import { OUR_SERVICES } from '../shared/services.ts';
import { Env } from './env.ts';

/** The one clock. The services that write records are created by the first run of a process. */
export const handler = pipeline('sweep', Env, (env) => {
  const records = recordPorts(env);
  const ports = {
    ...records,
    // It reads what stands there, and puts nothing: the mode of a lock is never used.
    objects: s3Objects({ bucket: env.ASSENT_BUCKET, mode: 'GOVERNANCE', clock: records.clock }),
    machines: sfnMachines({ arnPrefix: env.ASSENT_MACHINES }),
    bell: lambdaBell({
      functions: { mail: env.ASSENT_MAIL_FUNCTION, log: env.ASSENT_LOG_FUNCTION },
    }),
    software: `assent ${env.ASSENT_SOFTWARE_VERSION}`,
    deadLetters: deadLetterCount(env.ASSENT_DEAD_LETTERS),
  };
  let created: Promise<void> | undefined;

  return async () => {
    created ??= createServices(ports, OUR_SERVICES);
    await created;
    const swept = await sweep(ports);
    log('swept', { taken: swept.taken, failed: swept.failed.length, backlog: swept.backlog });
    for (const { ref, code } of swept.failed) log('not taken', { ref, code });
    return { taken: swept.taken, failed: swept.failed.length, backlog: swept.backlog };
  };
});
