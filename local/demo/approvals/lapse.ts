import { type Demo, mailTo } from '../demo-world.ts';
import { linkIn } from '../mailbox.ts';
import { heading, row } from '../say.ts';
import { askToGoLive, SYSTEM } from './credit-scoring.ts';
import { revise, termsTooShort } from './go-live-policy.ts';
import type { Pace } from './pace.ts';

/** Nobody answers in time: silence is never a yes. */
export async function lapse(demo: Demo, pace: Pace): Promise<{ approval: string }> {
  heading('Nobody answers: the request lapses');
  const { records, people } = demo;
  await revise(demo, termsTooShort(demo, pace), 'For the demo the bank is in a hurry');
  const asked = await askToGoLive(demo, 'The stop was tried at last');
  const ingrid = people('Ingrid');
  const { link } = linkIn(await mailTo(demo, ingrid, asked.mail('Approve go-live: ')));
  const { version } = await records.reaches(asked.approval, 'lapsed');
  row('Approval', `${version.state}: it is not approved`);
  row('Credit scoring', (await records.reaches(SYSTEM, 'draft')).version.state);
  await mailTo(demo, people('Astrid'), asked.mail('Lapsed: '));
  const late = await demo.hand.open(link);
  row(ingrid.name, `opens the link too late: “${late.heading}”`);
  return { approval: asked.approval };
}
