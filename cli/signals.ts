import { Command } from '@commander-js/extra-typings';
import * as z from 'zod';
import { AssentError, invalid } from '#core/errors.ts';
import { goToStage, LOCAL, STAGE_OPTION } from './at-stage.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import type { Subcommand } from './program.ts';
import type { ApiDoor } from './targets/api-door.ts';

export interface ApiOptions {
  readonly stage: string;
  readonly api?: string;
}

export interface MapOptions extends ApiOptions {
  readonly system: string;
  readonly reason: string;
  readonly actingFor?: string;
  readonly source?: string;
  readonly type?: string;
  readonly alarm?: string;
  readonly arn?: string;
  readonly account?: string;
  readonly region?: string;
}

type Open = (options: ApiOptions) => Promise<ApiDoor>;

/** Causes of a page, and pages that are asked for, at most. */
const PAGE = 100;
const MOST_PAGES = 20;

const Cause = z.object({
  digest: z.string(),
  kind: z.string(),
  title: z.string(),
  names: z.string().nullable(),
  about: z.object({
    source: z.string(),
    type: z.string(),
    account: z.string().optional(),
    region: z.string().optional(),
  }),
  arn: z.string().nullable(),
  signals: z.number(),
  last: z.string(),
  incident: z.string().nullable(),
});
const Page = z.object({ causes: z.array(Cause), cursor: z.string().nullable() });
const Mapped = z.object({
  mapping: z.object({ ref: z.string(), version: z.object({ version: z.number() }) }),
  incidents: z.array(z.string()),
});

/** `assent signals`: what belongs to no system is listed, and mapped. */
export const signalsCommand: Subcommand = (io, finish) => {
  const command = new Command('signals').description(
    'List signals that belong to no AI system, and say whose they are.',
  );
  const api = ['--api <url>', "where the API is: without it, what the stage's stack says"] as const;
  const unmapped = new Command('unmapped')
    .description('List causes of signals that belong to no AI system.')
    .option(...STAGE_OPTION, LOCAL)
    .option(...api)
    .action(async (options) => finish(await runUnmapped(options, io)));
  const map = new Command('map')
    .description('Map causes, or whatever fits all that is named, to an AI system.')
    .argument('[causes...]', 'causes by their digests, or beginnings of these')
    .requiredOption('--system <ref>', 'ai-system/<id>')
    .requiredOption('--reason <text>', 'why')
    .option('--source <pattern>', 'what fits instead of causes; * stands for any characters')
    .option('--type <pattern>', 'detail-type')
    .option('--alarm <pattern>', 'name of a CloudWatch alarm, or of a monitor')
    .option('--arn <pattern>', 'any ARN of the event')
    .option('--account <pattern>', 'account')
    .option('--region <pattern>', 'region')
    .option('--acting-for <person>', 'person/<id>: in whose name')
    .option(...STAGE_OPTION, LOCAL)
    .option(...api)
    .action(async (causes, options) => finish(await runMap(causes, options, io)));
  command.addCommand(unmapped);
  command.addCommand(map);
  return command;
};

/** @throws Refused with what the API says */
export async function runUnmapped(
  options: ApiOptions,
  { out }: Io,
  open: Open = opened,
): Promise<ExitCode> {
  const { causes, isAll } = await everyUnmapped(await open(options));
  if (causes.length === 0) out('Every signal that came belongs to an AI system.');
  for (const cause of causes) for (const line of linesOf(cause)) out(line);
  if (!isAll) out(`The newest ${MOST_PAGES * PAGE} alone were looked at.`);
  return EXIT.ok;
}

const SHORT = 12;

function linesOf({
  digest,
  title,
  about,
  names,
  arn,
  signals,
  last,
  incident,
  kind,
}: z.output<typeof Cause>) {
  const where = [about.account, about.region].filter((each) => each !== undefined).join(' ');
  return [
    `${digest.slice(0, SHORT)}  ${title}`,
    `              ${kind}, ${signals} signals, the last at ${last}`,
    `              ${about.source}: ${about.type}${where === '' ? '' : `, ${where}`}`,
    ...(arn === null ? [] : [`              ${arn}`]),
    ...(names === null ? [] : [`              names ${names}, which has no record`]),
    ...(incident === null ? [] : [`              ${incident} is open`]),
  ];
}

/** @throws Invalid for what is not said or said twice; NotFound for a cause that is not listed */
export async function runMap(
  given: readonly string[],
  options: MapOptions,
  { out }: Io,
  open: Open = opened,
): Promise<ExitCode> {
  const { system, reason, actingFor, source, type, alarm, arn, account, region } = options;
  const patterns = Object.entries({ source, type, alarm, arn, account, region });
  const when = Object.fromEntries(patterns.filter(([, pattern]) => pattern !== undefined));
  const hasPatterns = Object.keys(when).length > 0;
  if (hasPatterns === given.length > 0) {
    throw invalid('Say which causes, or what fits instead: --alarm, --arn, --source and others');
  }
  const door = await open(options);
  const of = hasPatterns ? { when } : { causes: await digestsOf(door, given) };
  const { mapping, incidents } = await door.call(
    {
      method: 'POST',
      path: '/v1/signals/mappings',
      body: { ...of, system, reason },
      ...(actingFor !== undefined && { headers: { 'assent-acting-for': actingFor } }),
    },
    Mapped,
  );
  out(`Mapped to ${system} by ${mapping.ref}, version ${mapping.version.version}.`);
  for (const incident of incidents) out(`${incident} concerns it now.`);
  out('It holds for what comes from now on, within a minute; what was counted stays as it was.');
  return EXIT.ok;
}

const DIGEST = /^[0-9a-f]{64}$/;

async function digestsOf(door: ApiDoor, given: readonly string[]): Promise<readonly string[]> {
  if (given.every((each) => DIGEST.test(each))) return given;
  const { causes } = await everyUnmapped(door);
  return given.map((each) => {
    const [found, ...others] = causes.filter(({ digest }) => digest.startsWith(each));
    if (others.length > 0) throw invalid(`Several causes begin with ${each}`);
    if (found !== undefined) return found.digest;
    throw new AssentError('NotFound', `No cause that is listed as unmapped begins with ${each}`);
  });
}

async function everyUnmapped(door: ApiDoor) {
  const causes: z.output<typeof Cause>[] = [];
  let cursor: string | null = '';
  for (let page = 0; page < MOST_PAGES && cursor !== null; page++) {
    const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/v1/signals/unmapped?limit=${PAGE}${more}`;
    const told: z.output<typeof Page> = await door.call({ method: 'GET', path }, Page);
    causes.push(...told.causes);
    cursor = told.cursor;
  }
  return { causes, isAll: cursor === null };
}

async function opened({ stage, api }: ApiOptions): Promise<ApiDoor> {
  goToStage(stage);
  const { openApi } = await import('./targets/api-door.ts');
  return openApi(stage, api);
}
