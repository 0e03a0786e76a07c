import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** A folder for one file of tests; `remove` takes it away. */
export function aFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'assent-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function putAll(folder: string, objects: ReadonlyMap<string, Uint8Array>): void {
  for (const [path, bytes] of objects) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

/** Every file of a folder, by its path. */
export function readAll(folder: string): Map<string, Uint8Array> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
  return new Map(files.map((file) => [relative(folder, file), new Uint8Array(readFileSync(file))]));
}
