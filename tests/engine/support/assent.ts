import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { apiClient } from '#local/api-client.ts';
import { CREDENTIALS } from '#local/engine/environment.ts';
import { loadExample } from '#local/example.ts';
import { freePort } from '#local/free-port.ts';
import { openFrontDoor } from '#local/front-door.ts';
import { listMails, readMail } from '#local/mailbox/mails.ts';
import { startTestAssent } from './engine.ts';
import { waitUntil } from './wait-until.ts';

const Head = z.object({
  ref: z.string(),
  digest: z.string(),
  logIndex: z.int().nullable(),
  version: z.object({
    version: z.int(),
    state: z.string(),
    content: z.record(z.string(), z.unknown()),
    links: z.array(z.unknown()),
  }),
});
export type Shown = z.output<typeof Head>;

export const POLICY = '/v1/records/policy/ai-policy';

/** Assent on an engine of its own with the example loaded; the clock runs when a test says so. */
export async function startHouse() {
  const assent = await startTestAssent();
  const door = await openFrontDoor(await freePort(), assent.deployed.apiUrl);
  await loadExample(door.url, CREDENTIALS);
  const call = apiClient(door.url, CREDENTIALS);
  const lambda = new LambdaClient(assent.client);

  async function invoke(name: string, payload: object = {}): Promise<unknown> {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({
        FunctionName: assent.deployed.functions[name] ?? name,
        Payload: JSON.stringify(payload),
      }),
    );
    const answer = JSON.parse(Payload?.transformToString() || 'null');
    if (FunctionError !== undefined) throw Object.assign(new Error(FunctionError), { answer });
    return answer;
  }

  async function read(path: string): Promise<Shown & { etag: string }> {
    const { status, body, etag } = await call({ method: 'GET', path });
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return { ...Head.parse(body), etag: etag ?? '' };
  }

  /** The policy asks to be approved, in its owner's name; changed first where it is no draft. */
  async function ask(): Promise<Shown> {
    let { etag, version } = await read(POLICY);
    const acting = { 'assent-acting-for': String(version.content.owner) };
    if (version.state !== 'draft') {
      const binds = `${version.content.binds}.`;
      const edited = await call({
        method: 'PUT',
        path: POLICY,
        headers: { ...acting, 'if-match': etag },
        body: { content: { ...version.content, binds }, links: version.links, reason: 'Again' },
      });
      etag = edited.etag ?? '';
    }
    const { status, body } = await call({
      method: 'POST',
      path: `${POLICY}/transitions/request-approval`,
      headers: { ...acting, 'if-match': etag },
      body: { reason: 'It is ready' },
    });
    if (status !== 202) throw new Error(`Not asked: ${status} ${JSON.stringify(body)}`);
    return Head.parse(body);
  }

  const seen = new Set<string>();
  /** The next mail of that subject, once it is there; each is given once. */
  const mail = (subject: RegExp, look: () => Promise<unknown> = async () => {}) =>
    waitUntil(`a mail ${subject}`, async () => {
      await look();
      const found = listMails(assent.mails).find(
        (each) => !seen.has(each.id) && subject.test(each.subject),
      );
      if (found === undefined) return undefined;
      seen.add(found.id);
      return readMail(assent.mails, found.id);
    });

  async function post(path: string, fields: Record<string, string>) {
    const body = new URLSearchParams(fields);
    const answer = await fetch(door.url + path, { method: 'POST', body });
    return { status: answer.status, html: await answer.text() };
  }

  /** What the page of a code would post. */
  async function open(code: string) {
    const { status, html } = await post('/t/open', { code });
    const hidden = [...html.matchAll(/name="(\w+)"[^>]*value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
    const signature = 'Ingrid Solheim';
    return { status, html, fields: { ...fields, code, comment: '', signature } };
  }

  const state = (path: string, wanted: string, look: () => Promise<unknown> = async () => {}) =>
    waitUntil(`${path} to be ${wanted}`, async () => {
      await look();
      const head = await read(path);
      return head.version.state === wanted ? head : undefined;
    });

  return {
    ...assent,
    get deployed() {
      return assent.deployed;
    },
    url: door.url,
    call,
    invoke,
    read,
    ask,
    mail,
    post,
    open,
    state,
    sweep: () => invoke('sweep'),
    async stop() {
      lambda.destroy();
      await door.close();
      await assent.stop();
    },
  };
}

export type EngineHouse = Awaited<ReturnType<typeof startHouse>>;

/** The code in a mail's text. */
export function codeIn({ text }: { text: string } = { text: '' }): string {
  return /\/t#([0-9A-Z-]{24})/.exec(text)?.[1] ?? '';
}
