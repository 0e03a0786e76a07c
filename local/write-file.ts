import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file in one piece: whoever reads it finds the old text or the new one. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}
