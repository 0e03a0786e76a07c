import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listFiles } from '#tests/architecture/source-files.ts';
import { foldersOf, foldersOfTree } from './readme.ts';

describe('a printed tree', () => {
  it('is read as the folders it shows', () => {
    const page = '```\nassent\n├── a   one\n│   ├── b\n│   └── c\n└── d\n    └── e\n```\n';
    expect(foldersOfTree(page)).toEqual(['a', 'a/b', 'a/c', 'd', 'd/e']);
  });

  it('is compared with the folders at the top, and below those that it opens', () => {
    const files = ['a/x.ts', 'a/b/y.ts', 'd/e/z.ts', 'LICENSE', '.ci/run'];
    expect(foldersOf(files, ['a'])).toEqual(['a', 'a/b', 'd']);
  });
});

describe('the README', () => {
  const page = readFileSync('README.md', 'utf8');
  const tree = foldersOfTree(page);

  it('prints the folders that there are', () => {
    const opened = tree.filter((folder) => tree.some((other) => other.startsWith(`${folder}/`)));
    expect(opened).toEqual(['core', 'workflows', 'functions']);
    expect(tree.toSorted()).toEqual(foldersOf(listFiles(), opened));
  });

  it('leads to every page of docs', () => {
    const pages = listFiles('docs').filter((path) => /^docs\/[^/]+\.md$/.test(path));
    for (const path of pages) expect(page).toContain(`](${path})`);
  });

  it('shows a picture that loads quickly', () => {
    expect(statSync('docs/images/task-page.png').size).toBeLessThan(200_000);
  });
});
