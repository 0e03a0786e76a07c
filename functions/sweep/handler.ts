import { sweep } from '#core/sweep/sweep.ts';
import { createServices } from '#core/system-records.ts';
import { dateHolidays } from '../adapters/date-holidays.ts';
import { recordPorts } from '../shared/compose.ts';
import { lazyBell, lazyMachines, lazyObjects } from '../shared/lazily.ts';
import { log } from '../shared/log.ts';
import { pipeline } from '../shared/pipeline.ts';
import { OUR_SERVICES } from '../shared/services.ts';
import { Env } from './env.ts';

/**
 * The one clock. The services that write records are created by the first run of a process. Most
 * runs find nothing due, and so need the table alone.
 */
export const handler = pipeline('sweep', Env, (env) => {
  const records = recordPorts(env);
  const ports = {
    ...records,
    objects: lazyObjects(async () => {
      const { s3Objects } = await import('../adapters/s3-objects.ts');
      // It reads what stands there, and puts nothing: the mode of a lock is never used.
      const mode = 'GOVERNANCE';
      return s3Objects({ bucket: env.ASSENT_BUCKET, mode, clock: records.clock });
    }),
    machines: lazyMachines(async () => {
      const { sfnMachines } = await import('../adapters/sfn-machines.ts');
      return sfnMachines({ arnPrefix: env.ASSENT_MACHINES });
    }),
    bell: lazyBell(async () => {
      const { lambdaBell } = await import('../adapters/lambda-bell.ts');
      const functions = { mail: env.ASSENT_MAIL_FUNCTION, log: env.ASSENT_LOG_FUNCTION };
      return lambdaBell({ functions });
    }),
    holidays: dateHolidays,
    software: `assent ${env.ASSENT_SOFTWARE_VERSION}`,
    // Once a day, by the heartbeat.
    deadLetters: async () => {
      const { deadLetterCount } = await import('../adapters/sqs-dead-letters.ts');
      return deadLetterCount(env.ASSENT_DEAD_LETTERS)();
    },
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
