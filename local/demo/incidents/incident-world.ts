import { type IncidentContent, incident as incidentType } from '#core/records/incident.ts';
import { under } from '../approvals/answers.ts';
import { type Demo, mailTo } from '../demo-world.ts';
import type { OpenPage } from '../hand.ts';
import { linkIn, type Mail } from '../mailbox.ts';
import type { Person } from '../people.ts';
import type { Shown } from '../records.ts';
import { quote, row } from '../say.ts';
import { waitFor } from '../wait-for.ts';

/** An incident of the demo, and the mails about it. */
export interface Incident {
  readonly ref: string;
  readonly id: string;
  readonly title: string;
}

export const contentOf = ({ version }: Shown): IncidentContent =>
  incidentType.stored().parse(version.content);

/** The incident that signals since a moment opened, whose cause says that. @throws without one */
export async function openedBy(
  { records }: Demo,
  said: string,
  since: number,
  seconds?: number,
): Promise<Incident> {
  return waitFor(
    `an incident of ${said}`,
    async () => {
      for (const id of await records.inState('incident', 'reported')) {
        const ref = `incident/${id}`;
        const { cause, title, detected } = contentOf(await records.get(ref));
        if (Date.parse(detected) < since) continue;
        if (cause?.fingerprint.includes(said) === true) return { ref, id, title };
      }
      return undefined;
    },
    seconds,
  );
}

/** A mail that asks for a piece of work on an incident, or on what belongs to it. */
export const asks = (verb: string, { title }: Incident, duty = ''): RegExp =>
  new RegExp(
    `^${verb}: .*${duty.replace('.', '\\.')}.*${title.slice(0, 40).replace(/[^\w ]/g, '.')}`,
  );

/** Opens what the next such mail leads to. */
export async function opened(demo: Demo, person: Person, subject: RegExp): Promise<OpenPage> {
  return pageOf(demo, await mailTo(demo, person, subject));
}

export const pageOf = (demo: Demo, mail: Mail): Promise<OpenPage> =>
  demo.hand.open(linkIn(mail).link);

type Fields = Readonly<Record<string, string>>;

/** Answers a piece of work by its page's form. @throws where it is refused */
export async function submit(page: OpenPage, { name }: Person, fields: Fields): Promise<OpenPage> {
  const receipt = await send(page, name, fields);
  if (receipt.status === 200) return receipt;
  throw new Error(`Refused (${receipt.status}), ${receipt.heading}: ${receipt.lines.join(' ')}`);
}

/** Answers it so that it is refused, and shows what the page says. @returns the page, to mend it */
export async function refused(page: OpenPage, { name }: Person, fields: Fields): Promise<OpenPage> {
  const answer = await send(page, name, fields);
  if (answer.status !== 422) throw new Error(`It was not refused: ${answer.status}`);
  row('Refused', `${answer.status}; the page comes back with what was typed, and says:`);
  quote(under(answer, MISTAKES, 2));
  return answer;
}

/** Under what a page lists mistakes. */
const MISTAKES = 'Not recorded yet';

const send = (page: OpenPage, signature: string, fields: Fields) =>
  page.send('/t/work', { ...fields, choice: 'submit', signature });

/** `2026-11-24T17:00:30`, by the clocks of a zone. Of a whole minute, without its seconds. */
export function localMoment(at: number, timeZone: string): string {
  // The Swedish way to write it is nearest to ISO 8601.
  const text = new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
  return text.replace(/:00$/, '');
}

const DAY_MS = 86_400_000;

export const dayIn = (days: number, { zone }: Person): string =>
  localMoment(Date.now() + days * DAY_MS, zone).slice(0, 10);
