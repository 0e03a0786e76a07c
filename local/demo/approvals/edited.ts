import { type Demo, mailTo, pageFor } from '../demo-world.ts';
import { linkIn } from '../mailbox.ts';
import type { Person } from '../people.ts';
import { heading, row } from '../say.ts';
import { vote } from './answers.ts';
import { askToGoLive, countApplicants, SYSTEM } from './credit-scoring.ts';

/** The system is edited while people decide: no yes is carried over to what nobody saw. */
export async function editWhileAsked(demo: Demo): Promise<{ approval: string }> {
  heading('A mail comes back; the system is edited while people decide: void');
  const { records, people } = demo;
  const [astrid, ingrid, lars] = [people('Astrid'), people('Ingrid'), people('Lars')];
  const asked = await askToGoLive(demo, 'Tested and described');
  const asks = asked.mail('Approve go-live: ');
  const { link } = linkIn(await mailTo(demo, lars, asks));
  const page = await pageFor(demo, ingrid, asks);
  await vote(page, ingrid, 'approve', 'The limits are known and bearable.');
  await cannotReach(demo, people('Sunniva'), asks);

  const jonas = people('Jonas');
  const voided = await records.openApprovals(SYSTEM);
  row(jonas.name, `wants to edit it, and is warned: that voids ${voided.join(', ')}`);
  const edited = await countApplicants(demo, 'about 11,000 a year', 'Counted anew for next year');
  row(
    jonas.name,
    `edits it all the same: version ${edited.version.version}, ${edited.version.state}`,
  );
  await records.reaches(asked.approval, 'void');
  row('Approval', 'void: the yes that was there counts for nothing');
  await mailTo(demo, astrid, asked.mail('Void: '));
  const dead = await demo.hand.open(link);
  row(lars.name, `opens the old link: “${dead.heading}”`);
  return { approval: asked.approval };
}

/** A mail that comes back reaches its question: somebody else is asked, by the same deadline. */
async function cannotReach(demo: Demo, person: Person, asks: RegExp): Promise<void> {
  await demo.box.bounce(await mailTo(demo, person, asks));
  row(person.name, 'cannot be reached: the mail comes back');
  await mailTo(demo, demo.people('Eirik'), asks);
}
