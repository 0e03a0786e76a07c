import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chooseGroups, groups } from '#tests/run/groups.ts';

const names = groups.map((group) => group.name);

describe('the groups of npm test', () => {
  it('refuse a name that is none, and say which there are', () => {
    expect(() => chooseGroups(['unit', 'unti'])).toThrow(
      `No such group of tests: unti. There are: ${names.join(', ')}`,
    );
  });

  it('run in their own order, whatever the order asked for', () => {
    expect(chooseGroups(['unit', 'types']).map((group) => group.name)).toEqual(['types', 'unit']);
  });

  it('are all of them where none is named', () => {
    expect(chooseGroups([])).toEqual(groups);
  });

  it('cover every test file, so that none is forgotten', () => {
    const files = globSync('tests/**/*.test.{ts,tsx}', { exclude: ['**/node_modules/**'] });
    const folders = new Set(files.map((file) => file.split(/[\\/]/)[1] ?? ''));
    expect([...folders].filter((folder) => !names.includes(folder))).toEqual([]);
  });

  it('may not be empty any more once they have tests', () => {
    const excused = groups.filter((group) => group.yetToCome === true).map(({ name }) => name);
    const filled = excused.filter((name) => globSync(`tests/${name}/**/*.test.ts`).length > 0);
    expect(filled, 'take yetToCome away from these groups').toEqual([]);
  });
});
