import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ACCOUNT, REGION } from '../engine/environment.ts';
import { runAssent } from './assent-command.ts';
import type { Demo } from './demo-world.ts';
import { heading } from './say.ts';

/** Writes the audit pack, and verifies it offline. @returns the pack's folder */
export async function prove({ folder, engine }: Demo): Promise<string> {
  const pack = relative(process.cwd(), join(folder, 'pack'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  heading('The audit pack: a folder that needs none of us');
  const bucket = `s3://assent-local-evidence-${ACCOUNT}-${REGION}`;
  await runAssent(['pack', bucket, pack, '--kms-key', 'alias/assent-local-log'], 0, engine);

  heading('It is verified, offline');
  await runAssent(['verify', pack], 0);
  return pack;
}
