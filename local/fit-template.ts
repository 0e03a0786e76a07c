import type { Resource, Template } from './assembly.ts';
import { ARCHIVE } from './event-archives.ts';

/**
 * What is taken out of the synthesised template, or put otherwise, because the local engine does
 * not know it. This list is all of it. What it names and the template no longer has fails a test,
 * and so does what the engine has learnt.
 */
export interface Fit {
  /** Resource type, or part of a template. */
  readonly of: string;
  /** Property or statement. */
  readonly what: string;
  /** What the engine does with it otherwise. */
  readonly why: string;
  /** What holds in its place. */
  readonly instead: string;
  /** Changes the template given; whether there was anything to change. */
  readonly apply: (template: Template, to: Target) => boolean;
}

/** What the template is fitted to. */
export interface Target {
  /** The address that links in mails begin with. */
  readonly baseUrl: string;
}

export interface Replacements {
  /** Buckets, by name, to lock as soon as they are there. */
  readonly lockBuckets: readonly string[];
}

const ROLE = /^arn:aws:iam::(\d{12}):role(?:\/.*)?\/([^/]+)$/;

export const fits: readonly Fit[] = [
  {
    of: 'Parameters',
    what: 'BootstrapVersion',
    why: 'nothing is bootstrapped, so the parameter that it reads is not there',
    instead: 'the launcher uploads assets itself',
    apply: (template) => {
      const had = 'BootstrapVersion' in template.Parameters;
      delete template.Parameters.BootstrapVersion;
      delete template.Rules.CheckBootstrapVersion;
      return had;
    },
  },
  {
    of: 'AWS::S3::Bucket',
    what: 'ObjectLockEnabled',
    why: 'ignored: the bucket would take no lock',
    instead: 'PutObjectLockConfiguration after the stack',
    apply: (template) =>
      each(template, 'AWS::S3::Bucket', ({ Properties }) =>
        remove(Properties, 'ObjectLockEnabled'),
      ),
  },
  {
    of: 'AWS::S3::BucketPolicy',
    what: 'statements on s3:object-lock-* and s3:if-none-match',
    why: 'keys unknown: what denies where a key is absent or not equal would deny every put',
    instead: 'tests over the template; the engine itself holds locks and create-only puts',
    apply: (template) =>
      without(template, 'AWS::S3::BucketPolicy', /^s3:(object-lock-|if-none-match$)/),
  },
  {
    of: 'AWS::S3::BucketPolicy, AWS::SQS::QueuePolicy, AWS::SNS::TopicPolicy',
    what: 'statements on aws:SecureTransport',
    why: 'everything goes over plain HTTP on the loopback interface, so all would be denied',
    instead: 'nothing: no packet leaves this machine',
    apply: (template) => {
      const types = ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'];
      return some(types, (type) => without(template, type, /^aws:SecureTransport$/));
    },
  },
  {
    of: 'AWS::IAM::Policy',
    what: 'identity and ses:FromAddress where ses:SendEmail is allowed',
    why: 'the engine asks for the right on * and does not know the key, so no mail could go out',
    instead: 'the right on *; the engine refuses senders whose identity is not verified',
    apply: (template) =>
      each(template, 'AWS::IAM::Policy', ({ Properties }) =>
        some(statementsOf(Properties), onAnyIdentity),
      ),
  },
  {
    of: 'AWS::KMS::Key',
    what: 'aws:PrincipalArn of a role in the key policy',
    why: "the engine gives the session's ARN, so the log function would be denied its signature",
    instead: 'the same statement over the ARN of sessions of that role',
    apply: (template) =>
      each(template, 'AWS::KMS::Key', ({ Properties }) =>
        some(statementsOf(Properties, 'KeyPolicy'), bySession),
      ),
  },
  {
    of: ARCHIVE,
    what: 'the resource',
    why: 'refused: the CloudFormation of the engine does not know the type',
    instead: 'CreateArchive after the stack',
    apply: (template) => {
      const of = Object.entries(template.Resources).filter(([, { Type }]) => Type === ARCHIVE);
      for (const [id] of of) delete template.Resources[id];
      return of.length > 0;
    },
  },
  {
    of: 'AWS::Lambda::Function',
    what: 'ASSENT_BASE_URL',
    why: 'the port is chosen when the system starts',
    instead: "the front door's address",
    apply: (template, { baseUrl }) =>
      each(template, 'AWS::Lambda::Function', ({ Properties }) => {
        const variables = member(Properties.Environment, 'Variables');
        if (!isObject(variables) || !('ASSENT_BASE_URL' in variables)) return false;
        variables.ASSENT_BASE_URL = baseUrl;
        return true;
      }),
  },
];

/** A copy of the template that the engine takes, and which entries of the list it needed. */
export function fitTemplate(
  given: Template,
  to: Target,
  list: readonly Fit[] = fits,
): { template: Template; needed: readonly Fit[] } {
  const template = structuredClone(given);
  return { template, needed: list.filter((fit) => fit.apply(template, to)) };
}

/** What is to be done by SDK for what was taken out of that template. */
export function replacementsOf(given: Template): Replacements {
  const buckets = Object.values(given.Resources).filter(
    ({ Type, Properties }) => Type === 'AWS::S3::Bucket' && Properties.ObjectLockEnabled === true,
  );
  const names = buckets.map(({ Properties }) => Properties.BucketName);
  return { lockBuckets: names.filter((name) => typeof name === 'string') };
}

type Members = Record<string, unknown>;

/** Not `Array.some`: every one is to be changed. */
function some<T>(all: readonly T[], change: (one: T) => boolean): boolean {
  return all.map(change).includes(true);
}

function each(template: Template, type: string, change: (of: Resource) => boolean): boolean {
  const all = Object.values(template.Resources).filter(({ Type }) => Type === type);
  return some(all, change);
}

/** Takes out the statements whose conditions ask for such a key; the policy where none is left. */
function without(template: Template, type: string, key: RegExp): boolean {
  return each(template, type, ({ Properties }) => {
    const all = statementsOf(Properties);
    const kept = all.filter((statement) => !asks(statement, key));
    const document = Properties.PolicyDocument;
    if (!isObject(document) || kept.length === all.length) return false;
    document.Statement = kept;
    return true;
  });
}

function statementsOf(properties: Members, policy = 'PolicyDocument'): Members[] {
  const statements = member(properties[policy], 'Statement');
  return Array.isArray(statements) ? statements.filter(isObject) : [];
}

function conditionsOf(statement: Members): [operator: string, keys: Members][] {
  const { Condition } = statement;
  if (!isObject(Condition)) return [];
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    isObject(keys) ? [[operator, keys]] : [],
  );
}

function asks(statement: Members, key: RegExp): boolean {
  return conditionsOf(statement).some(([, keys]) => Object.keys(keys).some((k) => key.test(k)));
}

function onAnyIdentity(statement: Members): boolean {
  if (statement.Effect !== 'Allow' || statement.Action !== 'ses:SendEmail') return false;
  statement.Resource = '*';
  delete statement.Condition;
  return true;
}

function bySession(statement: Members): boolean {
  return some(conditionsOf(statement), ([operator, keys]) => {
    const role = ROLE.exec(String(keys['aws:PrincipalArn']));
    if (!role) return false;
    const [, account, name] = role;
    const session = `arn:aws:sts::${account}:assumed-role/${name}/*`;
    const like = operator.replace('ArnEquals', 'ArnLike').replace('ArnNotEquals', 'ArnNotLike');
    statement.Condition = { [like]: { 'aws:PrincipalArn': session } };
    return true;
  });
}

function remove(from: Members, name: string): boolean {
  const had = name in from;
  delete from[name];
  return had;
}

function member(of: unknown, name: string): unknown {
  return isObject(of) ? of[name] : undefined;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
