import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { withLock } from './hold-lock.ts';
import { ASSENT_FOLDER, PROJECT } from './paths.ts';
import { run } from './run.ts';
import { StopError } from './stop-error.ts';

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/**
 * Synthesises the stage `local` and gives the folder. What was synthesised from the same sources is
 * taken as it is. Without the CDK's command line, which looks for credentials and takes four times
 * as long; its templates are the same.
 *
 * @param digest of the sources (`digestSources`)
 * @throws StopError with what is wrong in the configuration
 */
export async function synthesise(digest: string, under = ASSENT_FOLDER): Promise<string> {
  const folder = join(under, 'cdk.out');
  const stamp = join(folder, 'made-from');
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return folder;
    rmSync(folder, { recursive: true, force: true });
    const { context } = cdkJson.parse(JSON.parse(readFileSync(join(PROJECT, 'cdk.json'), 'utf8')));
    const { code, output } = await run(process.execPath, ['infra/app.ts'], {
      cwd: PROJECT,
      env: {
        ...withoutAws(process.env),
        CDK_OUTDIR: folder,
        CDK_CONTEXT_JSON: JSON.stringify({ ...context, stage: 'local' }),
      },
    });
    if (code !== 0) throw new StopError(`The CDK app cannot be synthesised:\n${output.trimEnd()}`);
    writeFileSync(stamp, digest);
    return folder;
  });
}

/** The environment without anything that names an account, a key or an address of AWS. */
export function withoutAws(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(AWS|CDK)_/.test(name)),
  );
}
