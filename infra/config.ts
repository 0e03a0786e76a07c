import * as z from 'zod';
import { type Retention, retention } from '#functions/shared/env.ts';
import { stage } from './stage-schema.ts';

/** How many days longer than the longest class the log is kept. */
const LOG_DAYS_BEYOND = 366;

const stageName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,15}$/, 'is no name of a stage: up to 16 of a-z, 0-9 and -');

const config = z.strictObject({ stages: z.record(stageName, stage) });

export type Config = z.input<typeof config>;
type ParsedStage = z.infer<typeof stage>;

/** A stage as checked: its name, and the log's days filled in. */
export type Stage = Omit<ParsedStage, 'retention'> & {
  readonly name: string;
  readonly retention: Retention;
};

/** Types `assent.config.ts`; checks nothing, so that every mistake is told together. */
export function defineConfig(given: Config): Config {
  return given;
}

/** Mistakes in the configuration, one line each. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

/** The configuration's stages, checked. Throws `ConfigError` with every mistake of every stage. */
export function checkConfig(given: unknown): ReadonlyMap<string, Stage> {
  const parsed = config.safeParse(given, { reportInput: true });
  if (!parsed.success) throw new ConfigError(parsed.error.issues.flatMap(sentences));
  const stages = Object.entries(parsed.data.stages).map(([name, of]) => complete(name, of));
  const mistakes = [...stages.flatMap(mistakesAcross), ...sharedOrigins(stages)];
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return new Map(stages.map((checked) => [checked.name, checked]));
}

/** The stage of that name. Throws `ConfigError` where there is none. */
export function chooseStage(stages: ReadonlyMap<string, Stage>, name: string): Stage {
  const chosen = stages.get(name);
  if (chosen) return chosen;
  throw new ConfigError([
    `There is no stage "${name}" in assent.config.ts. Stages: ${[...stages.keys()].join(', ')}.`,
  ]);
}

/** What is allowed and will be regretted, one line each. */
export function warningsOf(of: Stage): string[] {
  if (of.domain || of.baseUrl) return [];
  return [
    'Without domain or baseUrl, links in mails begin with an address that API Gateway gives. ' +
      'They live for weeks, and are dead once the App stack is made anew.',
  ];
}

/** What `permanent` must say of a stage: what nobody can take back after the first deployment. */
export function permanentWords(of: Pick<Stage, 'origin' | 'retention'>): string {
  const origin = `The origin ${of.origin} is permanent.`;
  if (of.retention.mode === 'GOVERNANCE') return origin;
  const { record, evidence, signal, log, partial } = of.retention.days;
  return (
    `${origin} In COMPLIANCE mode nobody, not even the root user, can delete or shorten: ` +
    `records ${record} days, evidence ${evidence}, signals ${signal}, log ${log}, ` +
    `partial tiles ${partial}.`
  );
}

function complete(name: string, of: ParsedStage): Stage {
  const { mode, days: given } = of.retention;
  const log = Math.max(...Object.values(given)) + LOG_DAYS_BEYOND;
  return { ...of, name, retention: { mode, days: { ...given, log } } };
}

function mistakesAcross(of: Stage): string[] {
  const mistakes: string[] = [];
  const at = (path: string, what: string) => mistakes.push(`stages.${of.name}.${path} ${what}`);
  const words = permanentWords(of);
  if (of.permanent !== words) at('permanent', `must say, in these words: "${words}"`);
  if (!retention().safeParse(of.retention).success) {
    at('retention.days', `leave the log ${of.retention.days.log} days; S3 locks for 36500 at most`);
  }
  if (of.domain && of.baseUrl) at('baseUrl', 'cannot stand beside domain, which gives the address');
  const zone = of.domain?.zone;
  if (of.domain && zone && !`.${of.domain.name}`.endsWith(`.${zone.name}`)) {
    at('domain.zone.name', `does not hold ${of.domain.name}`);
  }
  if (!verifies(of.mail.identity, of.mail.from)) {
    at('mail.identity', `does not verify the sender ${of.mail.from}`);
  }
  return mistakes;
}

/** Two logs of one name, each with its key, would be a fork to whoever verifies. */
function sharedOrigins(stages: readonly Stage[]): string[] {
  return stages.flatMap((of, index) => {
    const first = stages.slice(0, index).find((other) => other.origin === of.origin);
    return first ? [`stages.${of.name}.origin is that of stage ${first.name}`] : [];
  });
}

function verifies(identity: Stage['mail']['identity'], from: string): boolean {
  const of = Object.values(identity).join('');
  return of.includes('@') ? of === from : `.${from.split('@')[1]}`.endsWith(`.${of}`);
}

function sentences(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.join('.');
  const say = (what: string) => [`${path === '' ? 'assent.config.ts' : path} ${what}`];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `${[...issue.path, key].join('.')} is not known`);
    case 'invalid_key':
      return say(issue.issues.map((inner) => inner.message).join(', '));
    case 'invalid_type':
      if (issue.input === undefined) return say('is missing');
      // A message of ours says more than the type.
      return say(issue.message.startsWith('is ') ? issue.message : `is no ${issue.expected}`);
    default:
      return say(issue.message);
  }
}
