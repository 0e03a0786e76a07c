import * as z from 'zod';
import { conclude } from '#core/approvals/conclude.ts';
import { closeIncident } from '#core/approvals/questions/close-incident.ts';
import { lookAt } from '#core/approvals/wake.ts';
import { concludeIncident } from '#core/incidents/conclude.ts';
import { concludeReview } from '#core/reviews/conclude.ts';
import { concludeAssessment } from '#core/risk/conclude.ts';
import { later } from '#core/time.ts';
import { HEAL_AFTER_MS } from '#core/waiting/executions.ts';
import { gatherFacts } from '#workflows/approval/contract.ts';
import { dateHolidays } from '../adapters/date-holidays.ts';
import { lambdaBell } from '../adapters/lambda-bell.ts';
import { callOf } from '../shared/calls.ts';
import { recordPorts } from '../shared/compose.ts';
import { lazyMachines } from '../shared/lazily.ts';
import { log } from '../shared/log.ts';
import { pipeline } from '../shared/pipeline.ts';
import { readRecords } from '../shared/read-records.ts';
import { Env } from './env.ts';

const Call = callOf({ execution: z.string().optional(), fault: z.boolean().optional() });

const ACTOR = 'service/assent-step';

/**
 * The workflow's decision: loads the truth and decides again. Answers an outcome for the machine's
 * Choice; after a fault, has the sweep look at the record in a while.
 */
export const handler = pipeline('step', Env, (env) => {
  const records = recordPorts(env);
  const read = readRecords(records);
  const ports = {
    ...records,
    // Only who still waits at what has ended is rung, and only a closure starts another machine.
    machines: lazyMachines(async () => {
      const { sfnMachines } = await import('../adapters/sfn-machines.ts');
      return sfnMachines({ arnPrefix: env.ASSENT_MACHINES });
    }),
    bell: lambdaBell({ functions: { mail: env.ASSENT_MAIL_FUNCTION } }),
    holidays: dateHolidays,
  };
  const incidents = {
    ...ports,
    closing: (incident: Parameters<typeof gatherFacts>[1]) => ({
      kind: closeIncident.name,
      gather: () => gatherFacts(closeIncident, incident, read, ports.clock.now()),
    }),
    // Somebody has to look.
    stuck: (ref: string, why: string) => log('closure refused', { ref, why }),
  };

  return async (event: unknown) => {
    const { type, id, fault } = Call.parse(event);
    const ref = `${type}/${id}`;
    if (fault === true) {
      log('stalled', { ref });
      // Not at once: what failed for good would fail again in the same breath.
      await lookAt(ports.store, ref, later(ports.clock.now(), HEAL_AFTER_MS));
      return { outcome: 'stalled' };
    }
    switch (type) {
      case 'approval':
        return { outcome: await conclude(ports, ref, ACTOR) };
      case 'incident':
        return { outcome: await concludeIncident(incidents, ref, ACTOR) };
      case 'risk-assessment':
        return { outcome: await concludeAssessment(ports, ref, ACTOR) };
      case 'review':
        return { outcome: await concludeReview(ports, ref, ACTOR) };
    }
  };
});
