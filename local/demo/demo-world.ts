import { join } from 'node:path';
import { type ApiClient, apiClient } from '#cli/targets/api-client.ts';
import { CREDENTIALS } from '../engine/environment.ts';
import { ASSENT_FOLDER } from '../paths.ts';
import { browserHand } from './browser-hand.ts';
import type { Hand, OpenPage } from './hand.ts';
import { httpHand } from './http-hand.ts';
import { linkIn, type Mail, type Mailbox, mailbox } from './mailbox.ts';
import { type People, type Person, peopleOf } from './people.ts';
import { type Records, recordsOf } from './records.ts';
import { row } from './say.ts';

/** What a demo plays with: the system's doors, the people, and how they answer. */
export interface Demo {
  /** Address of the front door. */
  readonly door: string;
  /** Address of the local engine: where the command goes to AWS. */
  readonly engine: string;
  readonly call: ApiClient;
  readonly records: Records;
  readonly people: People;
  readonly box: Mailbox;
  readonly hand: Hand;
  /** Where packs are written. */
  readonly folder: string;
}

/** The addresses of a running system, and by what hand people answer. */
export interface Doors {
  readonly door: string;
  readonly mailbox: string;
  readonly engine: string;
  readonly browser?: boolean;
  readonly folder?: string;
}

/** Opens a running system for a demo; mails that are there already are left alone. */
export async function openDemo(doors: Doors): Promise<Demo> {
  const { door, engine, browser = false, folder = join(ASSENT_FOLDER, 'demo') } = doors;
  const call = apiClient(door, CREDENTIALS);
  const records = recordsOf(call);
  const people = await peopleOf(records);
  const box = mailbox(doors.mailbox);
  await box.skip();
  const hand = browser ? await browserHand() : httpHand(door);
  return { door, engine, call, records, people, box, hand, folder };
}

/** The next mail to somebody whose subject fits, told as it comes. */
export async function mailTo(
  { box }: Demo,
  { name, email }: Person,
  subject: RegExp,
  seconds?: number,
): Promise<Mail> {
  const mail = await box.next(email, subject, seconds);
  row(name, `gets: ${mail.subject}`);
  return mail;
}

/** The page that the next fitting mail to somebody leads to. */
export async function pageFor(demo: Demo, person: Person, subject: RegExp): Promise<OpenPage> {
  const { link } = linkIn(await mailTo(demo, person, subject));
  return demo.hand.open(link);
}
