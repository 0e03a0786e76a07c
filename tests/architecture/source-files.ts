import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text file of the project; the path begins at the project's top and has forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

// What tools make here; the same as in .gitignore.
const MADE = new Set(['.git', 'node_modules', '.assent', 'cdk.out', 'dist', 'coverage', '.vitest']);

/** Paths of all files of the project, in order. */
export function listFiles(folder = ''): string[] {
  return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true })
    .filter((entry) => !MADE.has(entry.name) && !entry.name.endsWith('.log'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(path) : [path];
    });
}

/** All text files: those without a zero byte. */
export function readTextFiles(): SourceFile[] {
  return listFiles().flatMap((path) => {
    const bytes = readFileSync(join(process.cwd(), path));
    return bytes.includes(0) ? [] : [{ path, text: bytes.toString('utf8') }];
  });
}
