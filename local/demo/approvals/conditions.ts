import { type Demo, mailTo, pageFor } from '../demo-world.ts';
import { heading, quote, row } from '../say.ts';
import { expectTaken, under } from './answers.ts';
import { type Asked, approvalOf, SYSTEM } from './credit-scoring.ts';

const DONE = 'The alarm by group runs since today; it was tried with planted figures.';

/** Conditions are records with a date of their own: one is met, one is missed. */
export async function seeConditions(
  demo: Demo,
  asked: Asked,
): Promise<{ met: string; missed: string }> {
  heading('Two conditions: one is met, one is missed');
  const { records, people } = demo;
  const [astrid, jonas] = [people('Astrid'), people('Jonas')];
  const of = (id: string) => `condition/${asked.approval.slice('approval/'.length)}-${id}`;
  const [met, missed] = [of('c1'), of('c2')];
  await mailTo(demo, jonas, asked.mail('Condition to be met: '));
  const page = await pageFor(demo, astrid, asked.mail('Condition to be met: '));
  quote(under(page, 'A condition that you own', 3));
  expectTaken(await page.send('/t/decide', { comment: DONE, signature: astrid.name }));
  row(astrid.name, `reports it as met: “${DONE}”`);
  row('Condition 1', (await records.reaches(met, 'met')).version.state);

  const { conditions } = await approvalOf(demo, asked.approval);
  row(jonas.name, `does nothing until ${conditions[1]?.due}`);
  row('Condition 2', (await records.reaches(missed, 'missed', 60)).version.state);
  const { version } = await records.reaches(SYSTEM, 'suspended');
  row('Credit scoring', `${version.state}: “${version.reason}”`);
  await mailTo(demo, jonas, asked.mail('Condition missed: '));
  await mailTo(demo, astrid, asked.mail('Condition missed: '));
  return { met, missed };
}
