import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readAssembly, zipFolder } from '#local/assembly.ts';
import { temporaryFolder } from './fake-python.ts';

const stack = (name: string, dependencies: string[]) => ({
  type: 'aws:cloudformation:stack',
  dependencies,
  properties: { templateFile: `${name}.template.json`, stackName: `assent-${name}` },
});

function synthesised(artifacts: object): string {
  const folder = temporaryFolder();
  const write = (file: string, value: object) =>
    writeFileSync(join(folder, file), JSON.stringify(value));
  write('manifest.json', { version: '55.0.0', artifacts });
  for (const name of ['a', 'b', 'c']) write(`${name}.template.json`, { Resources: {} });
  write('a.assets.json', {
    files: {
      one: {
        source: { path: 'asset.one', packaging: 'zip' },
        destinations: { here: { bucketName: 'assets', objectKey: 'one.zip', region: 'x' } },
      },
      two: {
        source: { path: 'a.template.json', packaging: 'file' },
        destinations: { here: { bucketName: 'assets', objectKey: 'two.json' } },
      },
    },
  });
  return folder;
}

describe('what was synthesised', () => {
  it('is read with each stack after those it depends on, whatever their order in the file', () => {
    const folder = synthesised({
      c: stack('c', ['b', 'a.assets']),
      b: stack('b', ['a']),
      a: stack('a', []),
      tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
    });
    expect(readAssembly(folder).stacks.map(({ name }) => name)).toEqual([
      ...['assent-a', 'assent-b', 'assent-c'],
    ]);
  });

  it('brings the folders to be zipped, and not the templates', () => {
    const folder = synthesised({
      assets: { type: 'cdk:asset-manifest', properties: { file: 'a.assets.json' } },
    });
    expect(readAssembly(folder).assets).toEqual([
      { folder: join(folder, 'asset.one'), bucket: 'assets', key: 'one.zip' },
    ]);
  });

  it.each([
    ['nothing is there', () => temporaryFolder()],
    ['a template is missing', () => synthesised({ d: stack('d', []) })],
    [
      'an asset manifest is another',
      () =>
        synthesised({ x: { type: 'cdk:asset-manifest', properties: { file: 'b.template.json' } } }),
    ],
  ])('is refused where %s', (_, folder) => {
    expect(() => readAssembly(folder())).toThrow();
  });
});

describe('a bundle', () => {
  it('is zipped with its folders, the same each time', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'chunks'));
    writeFileSync(join(folder, 'index.mjs'), 'one');
    writeFileSync(join(folder, 'chunks/two.mjs'), 'two');
    const files = unzipSync(zipFolder(folder));
    expect(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual(
      expect.arrayContaining([
        ['index.mjs', 'one'],
        ['chunks/two.mjs', 'two'],
      ]),
    );
    expect(zipFolder(folder)).toEqual(zipFolder(folder));
  });
});
