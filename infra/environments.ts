import type * as z from 'zod';
import type { Env as Api } from '#functions/api/env.ts';
import type { Env as Await } from '#functions/await/env.ts';
import type { Env as Ingest } from '#functions/ingest/env.ts';
import type { Env as Log } from '#functions/log/env.ts';
import type { Env as Mail } from '#functions/mail/env.ts';
import type { Env as Report } from '#functions/report/env.ts';
import type { Env as Step } from '#functions/step/env.ts';
import type { Env as Sweep } from '#functions/sweep/env.ts';
import type { Env as TaskDecide } from '#functions/task-decide/env.ts';
import type { Env as TaskPage } from '#functions/task-page/env.ts';
import type { Stage } from './config.ts';
import type { Names } from './names.ts';

/** What each function's environment must hold, from the schema that its handler parses. */
export interface Environments {
  readonly api: z.input<typeof Api>;
  readonly 'task-page': z.input<typeof TaskPage>;
  readonly 'task-decide': z.input<typeof TaskDecide>;
  readonly await: z.input<typeof Await>;
  readonly step: z.input<typeof Step>;
  readonly mail: z.input<typeof Mail>;
  readonly log: z.input<typeof Log>;
  readonly sweep: z.input<typeof Sweep>;
  readonly ingest: z.input<typeof Ingest>;
  readonly report: z.input<typeof Report>;
}

export interface Addresses {
  readonly stage: Stage;
  readonly names: Names;
  readonly softwareVersion: string;
  readonly baseUrl: string;
  readonly signingKeyId: string;
  readonly deadLettersUrl: string;
  readonly ingestQueueUrl: string;
}

/** The environments. A variable that a function's schema has and this has not is a type error. */
export function environmentsOf(of: Addresses): Environments {
  const { stage, names } = of;
  const common = { ASSENT_STAGE: stage.name, ASSENT_SOFTWARE_VERSION: of.softwareVersion };
  const table = { ASSENT_TABLE: names.mainTable };
  const personal = { ASSENT_PERSONAL_TABLE: names.personalTable };
  const bucket = { ASSENT_BUCKET: names.bucket };
  const locks = { ASSENT_RETENTION: JSON.stringify(stage.retention) };
  const origin = { ASSENT_ORIGIN: stage.origin };
  const baseUrl = { ASSENT_BASE_URL: of.baseUrl };
  const machines = { ASSENT_MACHINES: names.machineArnPrefix };
  const mailFunction = { ASSENT_MAIL_FUNCTION: names.function('mail') };
  const logFunction = { ASSENT_LOG_FUNCTION: names.function('log') };
  const sweepFunction = { ASSENT_SWEEP_FUNCTION: names.function('sweep') };
  const services = { ASSENT_SERVICES: JSON.stringify(stage.services) };
  const signingKey = { ASSENT_SIGNING_KEY: of.signingKeyId };
  const mailFrom = { ASSENT_MAIL_FROM: `"${stage.mail.name}" <${stage.mail.from}>` };
  const questionsADay = { ASSENT_QUESTIONS_A_DAY: String(stage.mail.questionsADay) };
  const configurationSet = { ASSENT_CONFIGURATION_SET: names.configurationSet };
  const deadLetters = { ASSENT_DEAD_LETTERS: of.deadLettersUrl };
  const bus = { ASSENT_BUS: names.bus };
  const ingestQueue = { ASSENT_INGEST_QUEUE: of.ingestQueueUrl };
  const organisation = { ASSENT_ORGANISATION: stage.mail.name };
  return {
    api: {
      ...common,
      ...table,
      ...personal,
      ...bucket,
      ...locks,
      ...origin,
      ...baseUrl,
      ...machines,
      ...mailFunction,
      ...services,
    },
    'task-page': { ...common, ...table, ...personal, ...baseUrl, ...origin },
    'task-decide': {
      ...common,
      ...table,
      ...personal,
      ...bucket,
      ...locks,
      ...origin,
      ...baseUrl,
      ...mailFunction,
    },
    await: { ...common, ...table, ...bucket, ...locks, ...machines, ...mailFunction },
    step: { ...common, ...table, ...machines, ...mailFunction },
    mail: {
      ...common,
      ...table,
      ...personal,
      ...origin,
      ...baseUrl,
      ...mailFrom,
      ...mailFunction,
      ...questionsADay,
      ...configurationSet,
    },
    log: { ...common, ...table, ...bucket, ...locks, ...origin, ...signingKey, ...bus },
    sweep: {
      ...common,
      ...table,
      ...personal,
      ...bucket,
      ...bus,
      ...locks,
      ...machines,
      ...mailFunction,
      ...logFunction,
      ...deadLetters,
    },
    ingest: {
      ...common,
      ...table,
      ...personal,
      ...bucket,
      ...locks,
      ...machines,
      ...sweepFunction,
    },
    report: { ...common, ...ingestQueue, ...organisation },
  };
}
