import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import type { Live } from './live.ts';
import { hiddenFields, type Page, post } from './page.ts';
import { codeIn, threadOf } from './thread.ts';
import { waitUntil } from './wait-until.ts';

const Listed = z.object({ records: z.array(z.object({ id: z.string(), state: z.string() })) });

/** What whoever is asked about an incident does, through mails and pages. */
export function incidentsOf(live: Live) {
  const thread = threadOf(live);

  /** Puts an event of ours on the bus, as a tool of the bank would. */
  async function put(type: string, detail: object): Promise<void> {
    const { client, deployed } = live.assent;
    const bus = new EventBridgeClient(client);
    const entry = { EventBusName: deployed.bus, Source: 'halden.monitoring', DetailType: type };
    const { FailedEntryCount } = await bus.send(
      new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(detail) }] }),
    );
    bus.destroy();
    if (FailedEntryCount !== 0) throw new Error('The bus took no event');
  }

  async function list(type: string): Promise<readonly { id: string; state: string }[]> {
    const { body } = await live.call({ method: 'GET', path: `/v1/records/${type}?limit=100` });
    return Listed.parse(body).records;
  }

  /** The incident whose title holds a text, once it is there. */
  const incidentNamed = (title: string): Promise<string> =>
    waitUntil(`an incident named ${title}`, async () => {
      for (const { id } of await list('incident')) {
        const { ref, version } = await thread.get(`incident/${id}`);
        if (String(version.content.title).includes(title)) return ref;
      }
      return undefined;
    });

  /** The newest mail to somebody with that subject, once it is there. */
  const mailed = (to: string, subject: RegExp) =>
    waitUntil(`a mail to ${to}, ${subject}`, async () => {
      // What is due of what nobody rang, the sweep does.
      await live.sweep();
      return live.mails().find((each) => each.to.includes(to) && subject.test(each.subject));
    });

  /** Its page, opened. */
  const opened = async (to: string, subject: RegExp): Promise<Page> =>
    thread.open(codeIn(await mailed(to, subject)));

  /** Whoever is asked by mail fills the form of its page; fields by their keys. */
  async function answer(
    who: { readonly mail: string; readonly name: string },
    subject: RegExp,
    fields: Readonly<Record<string, string>>,
  ): Promise<Page> {
    const page = await opened(who.mail, subject);
    const posted = Object.entries(fields).map(([key, value]) => [`w-${key}`, value]);
    return post(`${live.door}/t/work`, {
      ...hiddenFields(page),
      ...Object.fromEntries(posted),
      signature: who.name,
      choice: 'submit',
    });
  }

  /** Whoever is asked by mail agrees that it is closed. */
  async function agree(who: { readonly mail: string; readonly name: string }): Promise<Page> {
    const page = await opened(who.mail, /^Approve closing/);
    return thread.decide(page, { choice: 'approve', comment: '', signature: who.name });
  }

  return { thread, put, list, incidentNamed, mailed, opened, answer, agree };
}

/** Who is asked, by the example's response plan and closing policy. */
export const PEOPLE = {
  jonas: { mail: 'jonas.vik@halden.example', name: 'Jonas Vik' },
  astrid: { mail: 'astrid.nygard@halden.example', name: 'Astrid Nygård' },
  lars: { mail: 'lars.bakke@halden.example', name: 'Lars Bakke' },
  ingrid: { mail: 'ingrid.solheim@halden.example', name: 'Ingrid Solheim' },
  sunniva: { mail: 'sunniva.dahl@halden.example', name: 'Sunniva Dahl' },
} as const;

/** A moment as people of Oslo type it, some minutes from now. */
export function inOslo(minutes = 0): string {
  const at = new Date(Date.now() + minutes * 60_000);
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Oslo',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(at);
}

/** A day as it is typed, so many days from now. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
