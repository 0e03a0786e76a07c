import * as z from 'zod';

/**
 * What the environments of functions have in common. A function's `env.ts` picks what it needs;
 * the construct that deploys it takes its environment's type from there, so a variable that is
 * missing does not compile, and the handler parses the same schema at cold start. Those that take
 * more than a text are functions: each schema costs every function a little that holds it.
 */

/** A variable that holds JSON of the given shape. */
function json<Shape extends z.ZodType>(shape: Shape) {
  return z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.issues.push({ code: 'custom', message: 'is not JSON', input: text });
        return z.NEVER;
      }
    })
    .pipe(shape);
}

/** How long objects are locked: the mode, and days by class (docs/formats.md). */
export const retention = () => {
  const days = z.int().min(1).max(36_500);
  return z.strictObject({
    mode: z.enum(['COMPLIANCE', 'GOVERNANCE']),
    days: z.strictObject({
      record: days,
      evidence: days,
      signal: days,
      log: days,
      partial: days,
    }),
  });
};
export type Retention = z.infer<ReturnType<typeof retention>>;

/** IAM role or user ARN, without the session's name, to the id of a `service` record. */
export const services = () => z.record(z.string(), z.string());

const name = z.string().min(1);

/** Every function has these. */
export const common = {
  ASSENT_STAGE: name,
  ASSENT_SOFTWARE_VERSION: name,
};

export const table = { ASSENT_TABLE: name };
export const personalTable = { ASSENT_PERSONAL_TABLE: name };

/** The evidence bucket and the locks of what is put there. */
export const bucket = { ASSENT_BUCKET: name };
export const locks = () => ({ ASSENT_RETENTION: json(retention()) });

/** The log's origin: the first line of every checkpoint. */
export const origin = { ASSENT_ORIGIN: name };

/** What links in mails and the host of the page begin with: no slash at its end. */
export const baseUrl = () => ({
  ASSENT_BASE_URL: z.url().regex(/[^/]$/, 'ends with a slash'),
});

/** ARN prefix of the state machines: a workflow's machine is the prefix and its name. */
export const machines = { ASSENT_MACHINES: name };

export const mailFunction = { ASSENT_MAIL_FUNCTION: name };
export const logFunction = { ASSENT_LOG_FUNCTION: name };
export const sweepFunction = { ASSENT_SWEEP_FUNCTION: name };
export const callers = () => ({ ASSENT_SERVICES: json(services()) });
export const signing = { ASSENT_SIGNING_KEY: name };
export const bus = { ASSENT_BUS: name };
export const mailFrom = { ASSENT_MAIL_FROM: name };
/** Questions mailed to one person a day; what is beyond is gathered. */
export const questionsADay = () => ({
  ASSENT_QUESTIONS_A_DAY: z.coerce.number<string>().int().min(1),
});

/** The SES configuration set by which mails are sent, and so by which their feedback comes. */
export const configurationSet = { ASSENT_CONFIGURATION_SET: name };

/** URL of the queue where failed events lie. */
export const deadLetters = () => ({ ASSENT_DEAD_LETTERS: z.url() });

/** URL of the queue of what comes from outside. */
export const ingestQueue = () => ({ ASSENT_INGEST_QUEUE: z.url() });

/** Whose system it is, for people who come from outside. */
export const organisation = { ASSENT_ORGANISATION: name };
