import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestSources } from '#local/digest-sources.ts';
import { temporaryFolder } from './fake-python.ts';

function project(): { folder: string; digest: () => string } {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'core/log'), { recursive: true });
  writeFileSync(join(folder, 'core/log/a.ts'), 'one');
  writeFileSync(join(folder, 'package.json'), '{}');
  return { folder, digest: () => digestSources(folder, ['core', 'package.json', 'absent.ts']) };
}

describe('the digest of the sources', () => {
  it('is the same over the same files', () => {
    expect(project().digest()).toBe(project().digest());
  });

  it.each([
    ['a byte changes', (at: string) => writeFileSync(join(at, 'core/log/a.ts'), 'two')],
    ['a file comes', (at: string) => writeFileSync(join(at, 'core/b.ts'), '')],
    ['a file goes', (at: string) => rmSync(join(at, 'core/log/a.ts'))],
    ['a file moves', (at: string) => renameSync(join(at, 'core/log'), join(at, 'core/logs'))],
    ['what was absent is there', (at: string) => writeFileSync(join(at, 'absent.ts'), '')],
  ])('is another where %s', (_, change) => {
    const { folder, digest } = project();
    const before = digest();
    change(folder);
    expect(digest()).not.toBe(before);
  });

  it('is the same where only what is not deployed changes', () => {
    const { folder, digest } = project();
    const before = digest();
    writeFileSync(join(folder, 'README.md'), 'more');
    expect(digest()).toBe(before);
  });
});
