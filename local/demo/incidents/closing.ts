import { under, vote } from '../approvals/answers.ts';
import { SYSTEM } from '../approvals/credit-scoring.ts';
import type { Demo } from '../demo-world.ts';
import { heading, quote, row } from '../say.ts';
import { waitFor } from '../wait-for.ts';
import { showHold } from './hold.ts';
import { asks, type Incident, localMoment, opened, submit } from './incident-world.ts';

/** It is summed up, and two people of different roles agree that it is over. */
export async function close(demo: Demo, incident: Incident): Promise<string> {
  heading('Closing: summed up by one, agreed to by two of different roles');
  const { people, records } = demo;
  const [jonas, ingrid, sunniva] = [people('Jonas'), people('Ingrid'), people('Sunniva')];
  const page = await opened(demo, jonas, asks('Sum up incident', incident));
  const summary =
    'About 40 households that live by farming were refused loans for a changed field.';
  await submit(page, jonas, {
    'w-summary': summary,
    'w-repaired': localMoment(Date.now(), jonas.zone),
    'w-harmed': 'About 40 households; each was asked again, and 31 have their loan.',
    'w-told': 'All 40 by letter on the day it was contained; loan officers the same day.',
    'w-anew': 'not-needed',
  });
  row(jonas.name, `sums up: “${summary}”`);
  const approval = await waitFor('the request to close', async () => {
    const [found] = await records.openApprovals(incident.ref);
    return found;
  });
  row('Approval', approval);
  const subject = asks('Approve closing', incident);
  const first = await opened(demo, ingrid, subject);
  row(ingrid.name, 'reads:');
  quote([
    first.heading,
    ...under(first, 'Why Jonas Vik asks', 1),
    ...under(first, 'What speaks against it', 2),
    ...under(first, 'What was done', 2),
    ...under(first, 'Whether that has its effect', 1),
    ...under(first, 'What closing lifts', 2),
  ]);
  await vote(first, ingrid, 'approve', 'Explained and mended; the late notice was looked into.');
  const { version } = await records.get(incident.ref);
  row('Incident', `${version.state}: one is not enough`);
  const second = await opened(demo, sunniva, subject);
  await vote(second, sunniva, 'approve', 'Agreed, and I want to hear of the effect.');
  await records.reaches(approval, 'effective');
  const closed = await records.reaches(incident.ref, 'closed');
  row('Incident', `${closed.version.state}, version ${closed.version.version}`);
  await showHold(demo, incident, 'lifted', 'OFF');
  row('Credit scoring', `${(await records.get(SYSTEM)).version.state}, until it is approved again`);
  return approval;
}
