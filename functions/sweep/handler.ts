import * as z from 'zod';
import { SILENCE_SOURCE } from '#core/signals/silence.ts';
import { retryingLocks, retryingObjects } from '#core/store/retrying.ts';
import { sweep } from '#core/sweep/sweep.ts';
import { createServices } from '#core/system-records.ts';
import { dateHolidays } from '../adapters/date-holidays.ts';
import { systemPatience } from '../adapters/system-patience.ts';
import { recordPorts } from '../shared/compose.ts';
import { lazyBell, lazyBus, lazyLocks, lazyMachines, lazyObjects } from '../shared/lazily.ts';
import { log } from '../shared/log.ts';
import { pipeline } from '../shared/pipeline.ts';
import { readRecords } from '../shared/read-records.ts';
import { OUR_SERVICES } from '../shared/services.ts';
import { Env } from './env.ts';

/** The clock rings too, and says nothing of this. */
const Rung = z.object({ causes: z.array(z.string()).max(1000).default([]) });

/**
 * The one clock. The services that write records are created by the first run of a process. Most
 * runs find nothing due, and so need the table alone.
 */
export const handler = pipeline('sweep', Env, (env) => {
  const records = recordPorts(env);
  const { mode, days } = env.ASSENT_RETENTION;
  const bucket = { bucket: env.ASSENT_BUCKET, mode, clock: records.clock };
  const ports = {
    ...records,
    read: readRecords(records),
    objects: lazyObjects(async () => {
      const { s3Objects } = await import('../adapters/s3-objects.ts');
      return retryingObjects(s3Objects(bucket), systemPatience);
    }),
    locks: lazyLocks(async () => {
      const { s3Locks } = await import('../adapters/s3-locks.ts');
      return retryingLocks(s3Locks(bucket), systemPatience);
    }),
    retention: days,
    machines: lazyMachines(async () => {
      const { sfnMachines } = await import('../adapters/sfn-machines.ts');
      return sfnMachines({ arnPrefix: env.ASSENT_MACHINES });
    }),
    bell: lazyBell(async () => {
      const { lambdaBell } = await import('../adapters/lambda-bell.ts');
      const functions = { mail: env.ASSENT_MAIL_FUNCTION, log: env.ASSENT_LOG_FUNCTION };
      return lambdaBell({ functions });
    }),
    bus: lazyBus(async () => {
      const { eventBridgeBus } = await import('../adapters/eventbridge-bus.ts');
      return eventBridgeBus({ bus: env.ASSENT_BUS, source: SILENCE_SOURCE });
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

  return async (event: unknown) => {
    created ??= createServices(ports, OUR_SERVICES);
    await created;
    const swept = await sweep(ports, Rung.parse(event ?? {}));
    for (const ref of swept.opened) log('incident opened', { ref });
    log('swept', { taken: swept.taken, failed: swept.failed.length, backlog: swept.backlog });
    for (const { ref, code } of swept.failed) log('not taken', { ref, code });
    return { taken: swept.taken, failed: swept.failed.length, backlog: swept.backlog };
  };
});
