import { task as taskType } from '#core/records/task.ts';
import { type Demo, mailTo } from '../demo-world.ts';
import { linkIn } from '../mailbox.ts';
import { heading, quote, row } from '../say.ts';
import { approvalOf } from './credit-scoring.ts';

const MODEL = 'model/credit-scorecard';

/** Another policy asks for sign-in: its link shows everything, and decides nothing. */
export async function refuseLink(demo: Demo): Promise<{ approval: string }> {
  heading('Where a policy asks for sign-in, a link decides nothing');
  const { records, people } = demo;
  const [astrid, ingrid] = [people('Astrid'), people('Ingrid')];
  if ((await records.get(MODEL)).version.state === 'in-approval') {
    await records.edit(MODEL, {}, astrid.ref, 'Looked at again');
  }
  const reason = 'Release 14 was validated';
  const { ref } = await records.take(MODEL, 'request-release', astrid.ref, reason);
  row(astrid.name, 'asks: may the Credit scorecard be released?');
  const mail = await mailTo(demo, ingrid, /^Approve release: Credit scorecard/);
  const { link, code } = linkIn(mail);
  const page = await demo.hand.open(link);
  row(ingrid.name, 'reads the facts; where the form would be, the page says:');
  quote(page.lines.filter((line) => /sign in/i.test(line)));
  const answer = await postAnyway(demo, ref, code, ingrid.name);
  row('Posted anyway', `${answer.status}, “${answer.heading}”`);
  const { version } = await records.get(ref);
  row('Approval', `${version.state}, as it was`);
  await records.withdraw(ref, astrid.ref, 'Until sign-in is there');
  row(astrid.name, 'takes the request back');
  return { approval: ref };
}

/** What the form would post if there were one. */
async function postAnyway(demo: Demo, approval: string, code: string, signature: string) {
  const [stage] = (await approvalOf(demo, approval)).stages;
  const task = stage?.seats[0]?.rounds[0]?.task ?? '';
  const { facts } = taskType.stored().parse((await demo.records.get(task)).version.content);
  const fields = { code, facts, opened: '', choice: 'approve', comment: '', signature };
  const response = await fetch(`${demo.door}/t/decide`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  const heading = /<h1[^>]*>([^<]*)/.exec(await response.text())?.[1] ?? '';
  if (response.status !== 403) throw new Error(`A link has decided: ${response.status} ${heading}`);
  return { status: response.status, heading };
}
