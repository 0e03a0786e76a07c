import * as z from 'zod';
import { DEFAULT_QUESTIONS_A_DAY } from '#core/limits.ts';
import { PRODUCTION_RETENTION } from '#core/log/retention.ts';

/** Lambda takes 4 KB of environment; this much of it for the map of callers. */
const MAX_SERVICES_BYTES = 2048;

const email = z.email('is no email address');
const domainName = z
  .string()
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, 'is no domain name');
const arn = (service: string, what: string) =>
  z
    .string()
    .regex(new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]*:\\d{12}:.+$`), `is no ARN of ${what}`);
const dayCount = z
  .int('is no whole number of days')
  .min(1, 'is less than a day')
  .max(36_500, 'is more than the 100 years that S3 takes');

/** Days by class; the log's follow from the longest. */
const days = z.strictObject({
  record: dayCount.default(PRODUCTION_RETENTION.record),
  evidence: dayCount.default(PRODUCTION_RETENTION.evidence),
  signal: dayCount.default(PRODUCTION_RETENTION.signal),
  partial: dayCount.default(PRODUCTION_RETENTION.partial),
});

const budget = z.strictObject({
  monthlyUsd: z.number().positive('is not above 0'),
  of: z.enum(['account', 'stage']).default('account'),
  email,
});

/** One stage: everything that differs between two deployments of the same code. */
export const stage = z.strictObject({
  account: z.string().regex(/^\d{12}$/, 'is no account id of 12 digits'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is no region, such as eu-central-1'),

  /** The log's name for ever: the first line of every checkpoint and the name of its key. */
  origin: z
    .string()
    .max(100, 'has more than 100 characters')
    .regex(
      /^[a-z0-9.-]+(\/[a-z0-9._-]+)*$/,
      'is no origin: lower-case host and path, such as example.com/assent/production',
    ),

  /** COMPLIANCE: nobody can delete or shorten. GOVERNANCE: for trials. */
  retention: z.strictObject({
    mode: z.enum(['COMPLIANCE', 'GOVERNANCE'], 'is neither COMPLIANCE nor GOVERNANCE'),
    days: days.prefault({}),
  }),

  /** What is permanent, in the words that `permanentWords` gives. */
  permanent: z.string(),

  /**
   * The address that links in mails begin with, where there is one already; without it and without
   * `domain`, API Gateway's own address, which is lost with the App stack.
   */
  baseUrl: z
    .url('is no URL')
    .regex(/^https?:\/\/[^/?#]+$/, 'is more than scheme, host and port')
    .optional(),

  /** A domain of yours for API and task pages, in front of this stage alone. */
  domain: z
    .strictObject({
      name: domainName,
      /** ACM certificate in the same region. */
      certificate: arn('acm', 'a certificate'),
      /** Route 53 zone to put the address record in; without it you put it, as the output says. */
      zone: z
        .strictObject({
          id: z.string().regex(/^Z[A-Z0-9]{5,31}$/, 'is no id of a hosted zone'),
          name: domainName,
        })
        .optional(),
    })
    .optional(),

  mail: z.strictObject({
    /** The address in From. */
    from: email,
    /** The name before it. */
    name: z
      .string()
      .regex(/^[^"\\<>\p{Cc}]{1,64}$/u, 'has quotes, angle brackets or control characters')
      .default('Assent'),
    /** Questions mailed to one person a day; those beyond come in a digest the next morning. */
    questionsADay: z
      .int('is no whole number')
      .min(1, 'is less than one question a day')
      .max(10_000, 'is more than anybody reads a day')
      .default(DEFAULT_QUESTIONS_A_DAY),
    /** What SES verifies: a domain (with DKIM), one address, or one verified in this account. */
    identity: z.union(
      [
        z.strictObject({ domain: domainName }),
        z.strictObject({ address: email }),
        z.strictObject({ existing: z.union([domainName, email]) }),
      ],
      'is neither { domain }, { address } nor { existing }',
    ),
  }),

  /** Who hears of alarms (SNS asks the address to confirm), or `nobody`, in words. */
  alarms: z.union([z.literal('nobody'), z.strictObject({ email })], {
    error: 'is neither { email } nor "nobody"',
  }),

  /**
   * A monthly budget in US dollars, or `none`, in words. Of the account, or of what carries the
   * tag `assent-stage`, once that is activated as a cost allocation tag.
   */
  budget: z.union([z.literal('none'), budget], {
    error: 'is neither { monthlyUsd, of, email } nor "none"',
  }),

  /** Callers of the API: ARN of an IAM role or user to the id of its `service` record. */
  services: z
    .record(
      arn('iam', 'an IAM role, user or root'),
      z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'is no id of a service'),
    )
    .refine((map) => JSON.stringify(map).length <= MAX_SERVICES_BYTES, {
      error: `has more than ${MAX_SERVICES_BYTES} bytes`,
    })
    .default({}),

  /** The organisation whose accounts may send events to the bus; without it, only this account. */
  organisationId: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/, 'is no id of an organisation, such as o-a1b2c3d4e5')
    .optional(),

  /** Whether anybody may report harm, at `/report`. */
  publicReports: z.boolean().default(true),

  tags: z.record(z.string().min(1), z.string()).default({}),
  permissionsBoundary: arn('iam', 'a policy').optional(),
  rolePath: z
    .string()
    .regex(/^\/([\x21-\x7e]+\/)?$/, 'neither begins nor ends with a slash')
    .default('/'),
  /** Customer-managed key for the tables; the bucket stays with S3's own, which nobody deletes. */
  tableKey: arn('kms', 'a key').optional(),
});
