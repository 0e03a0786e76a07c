import * as z from 'zod';
import { span } from '#core/records/fields.ts';
import { type ResponsePlanContent, responsePlan } from '#core/records/response-plan.ts';
import { readExample } from '../../example.ts';
import type { Demo } from '../demo-world.ts';
import { row } from '../say.ts';
import type { Pace } from './pace.ts';

/** The plan by which the example's incidents are handled. */
const PLAN = 'response-plan/default';

const Terms = z.object({ undueDelay: span() });

export async function planOf({ records }: Demo): Promise<ResponsePlanContent> {
  return responsePlan.stored().parse((await records.get(PLAN)).version.content);
}

/** For the demo, what the law wants "at once" is due within seconds: so it can be late. */
export async function hurry(demo: Demo, { atOnce }: Pace): Promise<void> {
  await limit(demo, { amount: atOnce, unit: 'seconds' }, 'For the demo the bank counts in seconds');
  row('Response plan', `for the demo, what the law wants “at once” is due within ${atOnce} s`);
}

export async function backToDays(demo: Demo): Promise<void> {
  const { undueDelay } = await planOf(demo);
  if (undueDelay.unit !== 'seconds') return;
  const given = readExample(new Date()).find(({ type, id }) => `${type}/${id}` === PLAN);
  const { undueDelay: usual } = Terms.parse(given?.content);
  await limit(demo, usual, 'The demo is over');
  row('Response plan', `“at once” is within ${usual.amount} ${usual.unit} again`);
}

async function limit(
  { records, people }: Demo,
  undueDelay: ResponsePlanContent['undueDelay'],
  reason: string,
): Promise<void> {
  await records.edit(PLAN, { undueDelay }, people('Astrid').ref, reason);
}
