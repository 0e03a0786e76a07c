import { statSync } from 'node:fs';
import { invalid } from '#core/errors.ts';
import type { Source } from '#core/log/verify/source.ts';

/** Opens what an address names: `s3://bucket`, a folder, or a ZIP. @throws Invalid */
export async function openSource(address: string): Promise<Source> {
  const bucket = /^s3:\/\/([a-z0-9.-]+)\/?$/.exec(address)?.[1];
  if (bucket !== undefined) {
    const { bucketSource } = await import('./bucket.ts');
    return bucketSource(bucket);
  }
  const stat = statSync(address, { throwIfNoEntry: false });
  if (stat === undefined) throw invalid(`There is nothing at ${address}`);
  if (stat.isFile()) {
    const { zipSource } = await import('./zip.ts');
    return zipSource(address);
  }
  const { folderSource } = await import('./folder.ts');
  return folderSource(address);
}
