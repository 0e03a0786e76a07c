import { newestNote } from '#core/log/log-head.ts';
import { retryingObjects } from '#core/store/retrying.ts';
import { factsGatherer } from '#workflows/approval/contract.ts';
import { dateHolidays } from '../adapters/date-holidays.ts';
import { systemPatience } from '../adapters/system-patience.ts';
import { recordPorts } from '../shared/compose.ts';
import { httpPipeline } from '../shared/http-pipeline.ts';
import { lazyBell, lazyMachines, lazyObjects } from '../shared/lazily.ts';
import { readRecords } from '../shared/read-records.ts';
import { Env } from './env.ts';
import { taskDecide } from './routes.ts';

/** Takes what people answer, ask and report by link, writes it, and rings. */
export const handler = httpPipeline('task-decide', Env, (env) => {
  const ports = recordPorts(env);
  const { mode, days } = env.ASSENT_RETENTION;
  return taskDecide({
    ...ports,
    // Only facts that moved while somebody read them are kept here.
    objects: lazyObjects(async () => {
      const { s3Objects } = await import('../adapters/s3-objects.ts');
      const bucket = { bucket: env.ASSENT_BUCKET, mode, clock: ports.clock };
      return retryingObjects(s3Objects(bucket), systemPatience);
    }),
    // Only a recorded answer is told on, and its receipt waits for the log at the same time.
    machines: lazyMachines(async () => {
      const { sfnMachines } = await import('../adapters/sfn-machines.ts');
      return sfnMachines({ arnPrefix: '' });
    }),
    bell: lazyBell(async () => {
      const { lambdaBell } = await import('../adapters/lambda-bell.ts');
      return lambdaBell({ functions: { mail: env.ASSENT_MAIL_FUNCTION } });
    }),
    // Only an answer that is taken needs what its kind makes of it.
    kindOf: async (name) => {
      const workflows = await Promise.all([
        import('#workflows/incident/contract.ts'),
        import('#workflows/risk-assessment/contract.ts'),
        import('#workflows/review/contract.ts'),
      ]);
      return workflows.map(({ workKind }) => workKind(name)).find((kind) => kind !== undefined);
    },
    holidays: dateHolidays,
    gather: factsGatherer(readRecords(ports)),
    retention: days,
    origin: env.ASSENT_ORIGIN,
    checkpoint: () => newestNote(ports.table),
    sleep: systemPatience.sleep,
  });
});
