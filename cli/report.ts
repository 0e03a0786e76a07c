import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import * as z from 'zod';
import { AssentError } from '#core/errors.ts';
import { refOf } from '#core/ids.ts';
import { goToStage, LOCAL, STAGE_OPTION } from './at-stage.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import type { Subcommand } from './program.ts';
import type { ApiDoor } from './targets/api-door.ts';

export interface ReportOptions {
  readonly stage: string;
  readonly duty: string;
  readonly language?: string;
  readonly api?: string;
}

type Open = (options: Pick<ReportOptions, 'stage' | 'api'>) => Promise<ApiDoor>;

/** `assent report`: the report of an incident to an authority, drafted from the record. */
export const reportCommand: Subcommand = (io, finish) =>
  new Command('report')
    .description('Draft the report of an incident to an authority, as a page to be completed.')
    .argument('<incident>', 'id of the incident')
    .argument('<file>', 'where the page goes: it must not be there yet')
    .requiredOption('--duty <id>', 'the duty to report: its id in the catalogue')
    .option('--language <tag>', "another language than the organisation's, such as de")
    .option(...STAGE_OPTION, LOCAL)
    .option('--api <url>', "where the API is: without it, what the stage's stack says")
    .action(async (incident, file, options) =>
      finish(await runReport(incident, file, options, io)),
    );

/**
 * @throws Refused with what the API says, such as which duties apply; Conflict where the file is
 *   there already
 */
export async function runReport(
  incident: string,
  file: string,
  options: ReportOptions,
  { out }: Io,
  open: Open = opened,
): Promise<ExitCode> {
  const { duty, language } = options;
  const query = new URLSearchParams({ duty, ...(language === undefined ? {} : { language }) });
  const path = `/v1/records/${refOf('incident', incident)}/report?${query}`;
  const door = await open(options);
  const page = await door.call({ method: 'GET', path }, z.string());
  await writeFile(file, page, { flag: 'wx' }).catch((cause: unknown) => {
    throw new AssentError('Conflict', `${file} cannot be written, or is there`, {}, { cause });
  });
  out(`Drafted into ${file}. Nobody has sent it: check it, and fill in what it says is missing.`);
  return EXIT.ok;
}

const opened: Open = async ({ stage, api }) => {
  goToStage(stage);
  const { openApi } = await import('./targets/api-door.ts');
  return openApi(stage, api);
};
