import { type Demo, mailTo, pageFor } from '../demo-world.ts';
import { linkIn } from '../mailbox.ts';
import type { Person } from '../people.ts';
import { heading, quote, row } from '../say.ts';
import { waitFor } from '../wait-for.ts';
import { under, vote } from './answers.ts';
import { type Asked, SYSTEM } from './credit-scoring.ts';
import type { Pace } from './pace.ts';

const DAY_MS = 86_400_000;

/**
 * The second stage: one of the board. The member asked first is silent and is relieved by the
 * chair, who reads and answers in German, and sets two conditions.
 */
export async function decideAsBoard(demo: Demo, asked: Asked, pace: Pace): Promise<void> {
  heading('Stage 2 of 2: the board');
  const { records, people } = demo;
  const [astrid, marit, henrike] = [people('Astrid'), people('Marit'), people('Henrike')];
  const { link } = linkIn(await mailTo(demo, marit, asked.mail('Approve go-live: ')));
  row(marit.name, 'does not answer in time');
  const page = await pageFor(demo, henrike, asked.mail(''));
  await mailTo(demo, marit, asked.mail('Somebody else was asked: '));
  const late = await demo.hand.open(link);
  row(marit.name, `opens the old link: “${late.heading}”`);
  row(henrike.name, `reads the page, which is in ${page.language}, with what was said before:`);
  quote([page.heading, ...under(page, 'Stufe 1', 2)]);
  const comment = 'Yes, if both conditions are met.';
  await vote(page, henrike, 'approve-with-conditions', comment, conditions(demo, henrike, pace));
  await records.reaches(asked.approval, 'effective');
  const entry = await waitFor('its place in the log', async () => {
    return (await records.get(asked.approval)).logIndex ?? undefined;
  });
  const { version, digest } = await records.get(SYSTEM);
  row('Approval', `effective, entry ${entry} of the log`);
  row('Credit scoring', `${version.state}: version ${version.version}, ${digest.slice(0, 16)}…`);
  await mailTo(demo, astrid, asked.mail('Approved: '));
}

/** One that can be met in time, and one that nobody will meet. */
function conditions({ people }: Demo, { zone }: Person, { condition }: Pace) {
  const [astrid, jonas] = [people('Astrid'), people('Jonas')];
  const soon = localTime(Date.now() + condition * 1000, zone);
  return {
    'condition-1-text': 'Monitoring raises an alarm where the rate of one group departs',
    'condition-1-owner': astrid.ref,
    'condition-1-due': localTime(Date.now() + 30 * DAY_MS, zone).slice(0, 10),
    'condition-1-lapses': 'The approval',
    'condition-2-text': 'Stopping it is tried with the night shift',
    'condition-2-owner': jonas.ref,
    'condition-2-due': soon,
    'condition-2-lapses': 'The approval',
  };
}

/** `2026-11-24T17:00:30`, by the clocks of a zone. */
function localTime(at: number, timeZone: string): string {
  // The Swedish way to write it is nearest to ISO 8601.
  return new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
}
