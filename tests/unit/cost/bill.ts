import { PRODUCTION_RETENTION, retentionClass } from '#core/log/retention.ts';
import { costOfKeeping, type Use } from '#infra/cost-of-use.ts';
import type { Invocation, Kind } from './meter.ts';
import type { Played } from './play-approval.ts';

/** Memory of every function (`infra/constructs/functions.ts`). */
const GB = 0.5;

/** Seconds of a warm invocation beside what it waits: a rounded figure, to be measured on AWS. */
const SECONDS = 0.15;

/** What one invocation leaves in its log group: two lines of ours, three of Lambda's. */
const LOG_BYTES = 1500;

/** A line of the access log. */
const ACCESS_LOG_BYTES = 400;

/** Ten years, as records are kept. */
const RECORD_DAYS = PRODUCTION_RETENTION.record;

/** Functions that answer HTTP. */
const DOORS = ['api', 'task-page', 'task-decide'];

/** Units of a kind that the invocations called for. */
export function unitsOf(invocations: readonly Invocation[], ...kinds: readonly Kind[]): number {
  return invocations
    .flatMap(({ calls }) => calls)
    .filter(({ kind }) => kinds.includes(kind))
    .reduce((sum, { units }) => sum + units, 0);
}

/** What the invocations used, in the units that are billed. */
export function useOf(invocations: readonly Invocation[], transitions: number): Use {
  const slept = invocations.reduce((sum, each) => sum + each.slept / 1000, 0);
  const requests = invocations.filter(({ fn }) => DOORS.includes(fn)).length;
  const logBytes = invocations.length * LOG_BYTES + requests * ACCESS_LOG_BYTES;
  return {
    transitions,
    invocations: invocations.length,
    lambdaGbSeconds: GB * (invocations.length * SECONDS + slept),
    readUnits: unitsOf(invocations, 'read'),
    writeUnits: unitsOf(invocations, 'write', 'index'),
    s3Puts: unitsOf(invocations, 's3Put'),
    s3Lists: unitsOf(invocations, 's3List'),
    s3Gets: unitsOf(invocations, 's3Get', 's3Head'),
    signatures: unitsOf(invocations, 'sign'),
    mails: unitsOf(invocations, 'mail'),
    events: unitsOf(invocations, 'event'),
    httpRequests: requests,
    logGb: logBytes / 1e9,
  };
}

/** What it costs to keep what an approval leaves, each thing for as long as production keeps it. */
export function keepingOf({ invocations, storedBytes }: Played): number {
  const objects = invocations
    .flatMap(({ calls }) => calls)
    .filter(({ kind }) => kind === 's3Put')
    .flatMap(({ what, bytes }) => {
      const of = retentionClass(what);
      return of === undefined ? [] : [{ bytes, days: PRODUCTION_RETENTION[of] }];
    });
  return costOfKeeping([{ bytes: storedBytes, days: RECORD_DAYS }], objects);
}
