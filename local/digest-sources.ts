import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PROJECT } from './paths.ts';

/** Everything that what is deployed follows from: code, infrastructure, packages, this launcher. */
const SOURCES = [
  ...['core', 'functions', 'workflows', 'infra', 'assent.config.ts', 'cdk.json', 'tsconfig.json'],
  ...['package.json', 'package-lock.json', '.node-version'],
  ...['local/assembly.ts', 'local/deploy.ts', 'local/fit-template.ts', 'local/synthesise.ts'],
  ...['local/engine/boot.py', 'local/engine/requirements.txt', 'local/engine/environment.ts'],
];

/** A digest over names and bytes of all sources. */
export function digestSources(project = PROJECT, sources: readonly string[] = SOURCES): string {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((source) => filesOf(join(project, source))).sort()) {
    const bytes = readFileSync(path);
    hash.update(`${relative(project, path)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
