import * as z from 'zod';
import { conclude } from '#core/approvals/conclude.ts';
import { HEAL_AFTER_MS } from '#core/approvals/pending.ts';
import { lookAt } from '#core/approvals/wake.ts';
import { later } from '#core/time.ts';
import { Input } from '#workflows/approval/contract.ts';
import { lambdaBell } from '../adapters/lambda-bell.ts';
import { recordPorts } from '../shared/compose.ts';
import { lazyMachines } from '../shared/lazily.ts';
import { log } from '../shared/log.ts';
import { pipeline } from '../shared/pipeline.ts';
import { Env } from './env.ts';

const Call = Input.extend({ execution: z.string().optional(), fault: z.boolean().optional() });

const ACTOR = 'service/assent-step';

/**
 * The workflow's decision: loads the truth and decides again. Answers an outcome for the machine's
 * Choice; after a fault, has the sweep look at the record in a while.
 */
export const handler = pipeline('step', Env, (env) => {
  const ports = {
    ...recordPorts(env),
    // Only who still waits at what has ended is rung.
    machines: lazyMachines(async () => {
      const { sfnMachines } = await import('../adapters/sfn-machines.ts');
      return sfnMachines({ arnPrefix: '' });
    }),
    bell: lambdaBell({ functions: { mail: env.ASSENT_MAIL_FUNCTION } }),
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
    return { outcome: await conclude(ports, ref, ACTOR) };
  };
});
