import { readdirSync, statSync } from 'node:fs';
import { invalid } from '#core/errors.ts';
import type { Instant } from '#core/time.ts';
import type { DiskTarget } from './disk-target.ts';

/**
 * Opens where a pack is to be written: a ZIP where the name ends so, else a folder.
 *
 * @throws Invalid where something is there already
 */
export async function openTarget(place: string, created: Instant): Promise<DiskTarget> {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (place.endsWith('.zip')) {
    if (stat !== undefined) throw invalid(`${place} is there already`);
    const { zipTarget } = await import('./zip.ts');
    return zipTarget(place, created);
  }
  if (stat !== undefined && !stat.isDirectory()) throw invalid(`${place} is no folder`);
  if (stat !== undefined && readdirSync(place).length > 0) throw invalid(`${place} is not empty`);
  const { folderTarget } = await import('./folder.ts');
  return folderTarget(place);
}
