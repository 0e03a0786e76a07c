import { vote } from '../approvals/answers.ts';
import { askToGoLive, countApplicants, SYSTEM } from '../approvals/credit-scoring.ts';
import { type Demo, pageFor } from '../demo-world.ts';
import { heading, row } from '../say.ts';

/** What is not live cannot be stopped: credit scoring goes live first, where it is not. */
export async function goLive(demo: Demo): Promise<void> {
  heading('Credit scoring is in use');
  const { records, people } = demo;
  const { version } = await records.get(SYSTEM);
  if (version.state !== 'live') {
    await countApplicants(demo, 'about 9,000 a year', 'As counted last year');
    const asked = await askToGoLive(demo, 'Tested and described');
    for (const first of ['Ingrid', 'Sunniva', 'Marit']) {
      const person = people(first);
      const page = await pageFor(demo, person, asked.mail('Approve go-live: '));
      await vote(page, person, 'approve', 'The limits are known and bearable.');
    }
  }
  const live = await records.reaches(SYSTEM, 'live');
  row('Credit scoring', `live, version ${live.version.version}`);
}
