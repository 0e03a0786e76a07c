import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const outdir = mkdtempSync(join(tmpdir(), 'assent-app-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** Runs the app as the CDK's command line does, without any credentials. */
function synthesise(context: Record<string, unknown>) {
  const { PATH, HOME } = process.env;
  return spawnSync(process.execPath, ['infra/app.ts'], {
    cwd: ROOT,
    env: { PATH, HOME, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context) },
    encoding: 'utf8',
  });
}

describe('the app', () => {
  it('synthesises both stacks, and says before a deployment what is permanent', () => {
    const { status, stderr } = synthesise({});
    expect([status, stderr]).toEqual([
      0,
      'Stage local: The origin assent.example/local is permanent.\n',
    ]);
    expect(readdirSync(outdir)).toEqual(
      expect.arrayContaining(['Data.template.json', 'App.template.json']),
    );
  });

  it.each([['nowhere'], [7]])('refuses the stage %j in one sentence, without a stack', (stage) => {
    const { status, stderr } = synthesise({ stage });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^- There is no stage ".+" in assent\.config\.ts\. Stages: .+\.\n$/);
  });
});
