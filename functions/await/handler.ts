import * as z from 'zod';
import { openGate } from '#core/approvals/open-gate.ts';
import { openIncidentGate } from '#core/incidents/gate.ts';
import { openReviewGate } from '#core/reviews/gate.ts';
import { openAssessmentGate } from '#core/risk/gate.ts';
import { retryingObjects } from '#core/store/retrying.ts';
import { factsGatherer } from '#workflows/approval/contract.ts';
import { dateHolidays } from '../adapters/date-holidays.ts';
import { lambdaBell } from '../adapters/lambda-bell.ts';
import { s3Objects } from '../adapters/s3-objects.ts';
import { systemPatience } from '../adapters/system-patience.ts';
import { callOf } from '../shared/calls.ts';
import { recordPorts } from '../shared/compose.ts';
import { lazyMachines } from '../shared/lazily.ts';
import { log } from '../shared/log.ts';
import { pipeline } from '../shared/pipeline.ts';
import { readRecords } from '../shared/read-records.ts';
import { Env } from './env.ts';

const Arrival = callOf({
  execution: z.string().min(1).max(80),
  token: z.string().min(1).max(2048),
  gate: z.string().optional(),
});

/** How whatever asks for pieces of work is arrived at. */
const OPEN = {
  incident: openIncidentGate,
  'risk-assessment': openAssessmentGate,
  review: openReviewGate,
};

/** An execution arrives at a gate: open it, keep the token, ring at once if it is passed. */
export const handler = pipeline('await', Env, (env) => {
  const records = recordPorts(env);
  const { mode, days } = env.ASSENT_RETENTION;
  const read = readRecords(records);
  const ports = {
    ...records,
    read,
    objects: retryingObjects(
      s3Objects({ bucket: env.ASSENT_BUCKET, mode, clock: records.clock }),
      systemPatience,
    ),
    // Only a gate that is passed already is rung.
    machines: lazyMachines(async () => {
      const { sfnMachines } = await import('../adapters/sfn-machines.ts');
      return sfnMachines({ arnPrefix: env.ASSENT_MACHINES });
    }),
    bell: lambdaBell({ functions: { mail: env.ASSENT_MAIL_FUNCTION } }),
    retention: days,
    holidays: dateHolidays,
  };
  const gather = factsGatherer(read);

  return async (event: unknown) => {
    const { type, id, execution, token } = Arrival.parse(event);
    const arrival = { of: `${type}/${id}`, execution, token };
    if (type === 'approval') return openGate(ports, arrival, gather);
    // Somebody has to look.
    for (const why of await OPEN[type](ports, arrival)) {
      log('nobody to ask', { ref: arrival.of, why });
    }
  };
});
