import type { Clock, Mail, Mailer, Random, Table } from '../ports.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { MailMatter } from './matter.ts';

type Words = Pick<Mail, 'subject' | 'html' | 'text'>;

export interface SendPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly random: Random;
  readonly render: (matter: MailMatter) => Words | Promise<Words>;
  /** The newest checkpoint of the log: the signed note's exact text. */
  readonly checkpoint: () => Promise<string | undefined>;
  /** Questions mailed to one person a day; `DEFAULT_QUESTIONS_A_DAY` where it is not said. */
  readonly questionsADay?: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}
