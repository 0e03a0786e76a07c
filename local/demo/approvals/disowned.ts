import { type Demo, mailTo, pageFor } from '../demo-world.ts';
import { heading, quote, row } from '../say.ts';
import { waitFor } from '../wait-for.ts';
import { expectTaken, under, vote } from './answers.ts';
import { approvalOf, askToGoLive } from './credit-scoring.ts';

/** "That was not me": the receipt's own link reports it, and the policy stops what rests on it. */
export async function disown(demo: Demo): Promise<{ approval: string; repudiation: string }> {
  heading('“That was not me”: a decision is disowned');
  const { records, people } = demo;
  const [astrid, ingrid] = [people('Astrid'), people('Ingrid')];
  const asked = await askToGoLive(demo, 'Counted anew; nothing else has changed');
  const page = await pageFor(demo, ingrid, asked.mail('Approve go-live: '));
  await vote(page, ingrid, 'approve', 'Fine.');

  const receipt = await pageFor(demo, ingrid, asked.mail('Recorded: '));
  row(ingrid.name, 'did not answer; the receipt has a form for that');
  const reported = await receipt.send('/t/repudiate', {
    comment: 'I was on a plane. My mailbox was open on a shared machine.',
    signature: ingrid.name,
  });
  expectTaken(reported);
  quote(under(reported, 'Reported', 2));
  await records.reaches(asked.approval, 'void');
  row('Approval', 'void: the policy stops what rests on such an answer');
  await mailTo(demo, astrid, asked.mail('A decision was denied: '));
  const [stage] = (await approvalOf(demo, asked.approval)).stages;
  const repudiation = `repudiation/${stage?.seats[0]?.rounds[0]?.task.slice('task/'.length)}`;
  const record = await waitFor(repudiation, () => records.get(repudiation));
  row('On record', `${record.ref}, ${record.version.state}`);
  return { approval: asked.approval, repudiation };
}
