import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { type ApiAnswer, type ApiClient, apiClient } from '../api-client.ts';
import { ACCOUNT, CREDENTIALS, REGION } from '../engine/environment.ts';
import { ASSENT_FOLDER } from '../paths.ts';
import { runAssent } from './assent-command.ts';
import { linkIn, mailbox } from './mailbox.ts';
import { browserHand, type Hand, httpHand } from './page.ts';
import { bold, heading, quote, row, say } from './say.ts';
import { waitFor } from './wait-for.ts';

/** `npm run demo`: one decision, from the request to the proof, through public doors only. */

interface Head {
  readonly ref: string;
  readonly digest: string;
  readonly logIndex: number | null;
  readonly version: {
    readonly version: number;
    readonly state: string;
    readonly content: Record<string, unknown>;
    readonly links: readonly unknown[];
  };
}

const POLICY = '/v1/records/policy/ai-policy';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { browser: { type: 'boolean' }, port: { type: 'string' } },
  });
  const port = Number(values.port ?? process.env.ASSENT_PORT ?? '4780');
  const base = `http://127.0.0.1:${port}`;
  await refuseWithoutEngine(base);
  const call = apiClient(base, CREDENTIALS);
  const box = mailbox(`http://127.0.0.1:${port + 1}`);
  const hand = values.browser === true ? await browserHand() : httpHand();
  try {
    const seen = await box.ids();
    const approval = await ask(call);
    const receipt = await decide(box, seen, hand);
    await takeEffect(call, approval, box, seen);
    await prove(receipt, `http://127.0.0.1:${port + 2}`);
  } finally {
    await hand.close();
  }
}

async function ask(call: ApiClient): Promise<Head> {
  heading('The AI policy asks to be approved');
  let policy = await get(call, POLICY);
  const owner = String(record(policy).version.content.owner);
  const acting = { 'assent-acting-for': owner };
  if (record(policy).version.state !== 'draft') {
    say('It was approved before, so its owner first changes it: a change needs a new approval.');
    const { content, links } = record(policy).version;
    policy = await call({
      method: 'PUT',
      path: POLICY,
      headers: { ...acting, 'if-match': policy.etag ?? '' },
      body: {
        content: { ...content, whyNow: `Reviewed again on ${new Date().toISOString()}` },
        links,
        reason: 'Reworded after the first weeks',
      },
    });
  }
  row('Record', `${record(policy).ref}, version ${record(policy).version.version}`);
  const asked = await call({
    method: 'POST',
    path: `${POLICY}/transitions/request-approval`,
    headers: { ...acting, 'if-match': policy.etag ?? '' },
    body: { reason: 'The policy is complete and was read by the data protection officer' },
  });
  const approval = record(asked);
  row('Approval', approval.ref);
  row('State', `${approval.version.state}; the policy waits in exactly this version`);
  return approval;
}

async function decide(
  box: ReturnType<typeof mailbox>,
  seen: ReadonlySet<string>,
  hand: Hand,
): Promise<string> {
  heading('An email arrives');
  const mail = await box.next(seen, /^Approve policy/);
  row('To', mail.to.toString());
  row('Subject', mail.subject);
  quote(mail.text.split('\n').slice(0, 14).join('\n'));
  const { link } = linkIn(mail);

  heading('The link is opened, the page read, the answer given');
  const page = await hand.open(link);
  row('Question', page.question);
  quote(page.lines.slice(1, 12).join('\n'));
  const receipt = await page.decide(
    'approve',
    'Read in full. Try the stop in March.',
    'Ingrid Solheim',
  );
  if (receipt.status !== 200) throw new Error(`The answer was refused: ${receipt.text}`);

  heading('The receipt');
  quote(receipt.text);
  return receipt.text;
}

async function takeEffect(
  call: ApiClient,
  approval: Head,
  box: ReturnType<typeof mailbox>,
  seen: ReadonlySet<string>,
): Promise<void> {
  heading('The machine looks again, and the approval takes effect');
  const ended = await waitFor('the approval to take effect', async () => {
    const head = record(await get(call, `/v1/records/${approval.ref}`));
    return head.version.state === 'effective' && head.logIndex !== null ? head : undefined;
  });
  const policy = record(await get(call, POLICY));
  row('Approval', `${ended.version.state}, entry ${ended.logIndex} of the log`);
  row('Policy', `${policy.version.state}, version ${policy.version.version}`);
  row('Digest', policy.digest);
  const mail = await box.next(seen, /^Recorded/);
  row('Mail', `${mail.to}: ${mail.subject}`);
  const outcome = await box.next(seen, /^Approved/);
  row('Mail', `${outcome.to}: ${outcome.subject}`);
}

async function prove(receipt: string, engine: string): Promise<void> {
  const folder = join(ASSENT_FOLDER, 'demo');
  const pack = join(folder, 'pack');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  heading('The audit pack: a folder that needs none of us');
  const bucket = `s3://assent-local-evidence-${ACCOUNT}-${REGION}`;
  await runAssent(['pack', bucket, pack, '--kms-key', 'alias/assent-local-log'], 0, engine);
  const digest = /[0-9a-f]{64}/.exec(receipt.replace(/\s+/g, ' '))?.[0];
  if (digest !== undefined) row('Decision', digest);

  heading('It is verified, offline');
  await runAssent(['verify', pack], 0);

  heading('One byte is flipped in a copy');
  const copy = join(folder, 'tampered');
  cpSync(pack, copy, { recursive: true });
  const victim = join('records', 'policy', 'ai-policy', '00000002.json');
  const bytes = readFileSync(join(copy, victim));
  const at = bytes.indexOf('duties') + 20;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(join(copy, victim), bytes);
  row('Flipped', `bit 0 of byte ${at} of ${victim}`);
  await runAssent(['verify', copy], 1);
  say(`\n${bold('Done.')} The pack is ${relative(process.cwd(), pack)}; its log/ is read by tools`);
  say('that nobody here wrote: docs/verify-without-us.md.');
}

async function refuseWithoutEngine(base: string): Promise<void> {
  const answer = await fetch(`${base}/t`).catch(() => undefined);
  if (answer?.ok) return;
  console.error(`Nothing answers at ${base}. Start it in another terminal: npm start`);
  process.exit(1);
}

async function get(call: ApiClient, path: string): Promise<ApiAnswer> {
  return call({ method: 'GET', path });
}

function record({ status, body }: ApiAnswer): Head {
  if (status >= 300) throw new Error(`The API answered ${status}: ${JSON.stringify(body)}`);
  return body as Head;
}

await main();
