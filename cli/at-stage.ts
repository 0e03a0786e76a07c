import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AssentError } from '#core/errors.ts';

/** The stage whose system `npm start` runs. */
export const LOCAL = 'local';

/** What `npm start` says of its engine while it runs, in `.assent/running.json`. */
const Running = z.strictObject({
  endpoint: z.url(),
  region: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
});

/** `--stage` of a command that goes to AWS. */
export const STAGE_OPTION = [
  '--stage <stage>',
  `"${LOCAL}": on the engine that npm start runs, and not on AWS`,
] as const;

/**
 * Points every client that is made from here on at the local engine, where that is the stage. Who
 * names an endpoint in the environment is left alone.
 *
 * @param folder where the project lies that runs it
 * @throws NotFound where none runs: else the account of whatever credentials are there was meant
 */
export function goToStage(
  stage: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
  folder: string = process.cwd(),
): void {
  if (stage !== LOCAL || environment.AWS_ENDPOINT_URL !== undefined) return;
  const { endpoint, region, accessKeyId, secretAccessKey } = runningIn(folder);
  // They would win over what is said here.
  for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN']) delete environment[name];
  Object.assign(environment, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  });
}

function runningIn(folder: string): z.output<typeof Running> {
  try {
    const text = readFileSync(join(folder, '.assent', 'running.json'), 'utf8');
    return Running.parse(JSON.parse(text));
  } catch (cause) {
    const message = `No system of stage ${LOCAL} runs from ${folder}: npm start, in another terminal`;
    throw new AssentError('NotFound', message, {}, { cause });
  }
}
