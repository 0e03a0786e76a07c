import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runAssent } from './assent-command.ts';
import { type Demo, mailTo } from './demo-world.ts';
import { linkIn } from './mailbox.ts';
import { prove } from './prove.ts';
import type { Shown } from './records.ts';
import { bold, heading, quote, row, say } from './say.ts';
import { waitFor } from './wait-for.ts';

const POLICY = 'policy/ai-policy';

/** One decision, from the request to the proof: the bank's AI policy is approved. */
export async function playAiPolicy(demo: Demo): Promise<void> {
  const approval = await ask(demo);
  const receipt = await decide(demo);
  await takeEffect(demo, approval);
  const pack = await prove(demo);
  const digest = /[0-9a-f]{64}/.exec(receipt.replace(/\s+/g, ' '))?.[0];
  if (digest !== undefined) row('Decision', digest);
  await tamper(pack, join(pack, '..', 'tampered'));
  say(`\n${bold('Done.')} The pack is ${pack}; its log/ is read by tools`);
  say('that nobody here wrote: docs/verify-without-us.md.');
}

async function ask({ records, people }: Demo): Promise<Shown> {
  heading('The AI policy asks to be approved');
  const astrid = people('Astrid');
  let policy = await records.get(POLICY);
  if (policy.version.state !== 'draft') {
    say('It was approved before, so its owner first changes it: a change needs a new approval.');
    const whyNow = `Reviewed again on ${new Date().toISOString()}`;
    policy = await records.edit(POLICY, { whyNow }, astrid.ref, 'Reworded after the first weeks');
  }
  row('Record', `${policy.ref}, version ${policy.version.version}`);
  const reason = 'The policy is complete and was read by the data protection officer';
  const approval = await records.take(POLICY, 'request-approval', astrid.ref, reason);
  row('Approval', approval.ref);
  row('State', `${approval.version.state}; the policy waits in exactly this version`);
  return approval;
}

async function decide(demo: Demo): Promise<string> {
  const ingrid = demo.people('Ingrid');
  heading('An email arrives');
  const mail = await mailTo(demo, ingrid, /^Approve policy/);
  quote(mail.text.split('\n').slice(0, 14));

  heading('The link is opened, the page read, the answer given');
  const page = await demo.hand.open(linkIn(mail).link);
  row('Question', page.heading);
  quote(page.lines.slice(1, 12));
  const receipt = await page.send('/t/decide', {
    choice: 'approve',
    comment: 'Read in full. Try the stop in March.',
    signature: ingrid.name,
  });
  if (receipt.status !== 200) throw new Error(`The answer was refused: ${receipt.lines}`);

  heading('The receipt');
  quote(receipt.lines.slice(0, receipt.lines.indexOf('Version decided, SHA-256')));
  return receipt.lines.join('\n');
}

async function takeEffect(demo: Demo, { ref }: Shown): Promise<void> {
  heading('The machine looks again, and the approval takes effect');
  const ended = await waitFor('the approval to take effect', async () => {
    const head = await demo.records.get(ref);
    return head.version.state === 'effective' && head.logIndex !== null ? head : undefined;
  });
  const policy = await demo.records.get(POLICY);
  row('Approval', `${ended.version.state}, entry ${ended.logIndex} of the log`);
  row('Policy', `${policy.version.state}, version ${policy.version.version}`);
  row('Digest', policy.digest);
  await mailTo(demo, demo.people('Ingrid'), /^Recorded/);
  await mailTo(demo, demo.people('Astrid'), /^Approved/);
}

async function tamper(pack: string, copy: string): Promise<void> {
  heading('One byte is flipped in a copy');
  cpSync(pack, copy, { recursive: true });
  const victim = join('records', 'policy', 'ai-policy', '00000002.json');
  const bytes = readFileSync(join(copy, victim));
  const at = bytes.indexOf('duties') + 20;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(join(copy, victim), bytes);
  row('Flipped', `bit 0 of byte ${at} of ${victim}`);
  await runAssent(['verify', copy], 1);
}
