import { describe, expect, it } from 'vitest';
import { isMet, replaceMeasured, table } from '#tests/bench/table.ts';

describe('a bound', () => {
  it('holds the ratio where there is one, not the value', () => {
    const row = { measure: 'cold import', value: 60, unit: 'ms', bound: 1.5 };
    expect(isMet({ ...row, ratio: 1.51 })).toBe(false);
    expect(isMet({ ...row, ratio: 1.5 })).toBe(true);
  });

  it('holds the value where there is no ratio', () => {
    const row = { measure: 'transitions', unit: '', bound: 5 };
    expect(isMet({ ...row, value: 6 })).toBe(false);
    expect(isMet({ ...row, value: 5 })).toBe(true);
  });

  it('is not met by what could not be measured', () => {
    expect(isMet({ measure: 'a', value: 1, unit: '', ratio: Number.NaN, bound: 2 })).toBe(false);
  });
});

describe('the table', () => {
  it('shows what was measured, and shouts where a bound is not met', () => {
    expect(
      table([
        { measure: 'Size of api', value: 1234.5, unit: 'KB' },
        { measure: 'Import of api', value: 61.25, unit: 'ms', ratio: 1.534, bound: 1.5 },
        { measure: 'Invocations', value: 2, unit: '', bound: 2 },
      ]),
    ).toBe(`\
| measure       |    value | ratio | bound |             |
| ------------- | -------: | ----: | ----: | ----------- |
| Size of api   | 1,235 KB |       |       |             |
| Import of api |  61.3 ms |  1.53 | ≤ 1.5 | **NOT MET** |
| Invocations   |        2 |       |   ≤ 2 | met         |`);
  });
});

describe('the document of measurements', () => {
  const begin = '<!-- measured: begin -->';
  const end = '<!-- measured: end -->';

  it.each([
    ['has no markers', 'text'],
    ['does not end what it begins', `a ${begin} b`],
    ['ends before it begins', `a ${end} b ${begin}`],
    ['begins twice', `${begin} ${begin} ${end}`],
    ['ends twice', `${begin} ${end} ${end}`],
  ])('is left alone where it %s', (_, document) => {
    expect(() => replaceMeasured(document, 'new')).toThrow('once each and in this order');
  });

  it('keeps what stands around the table', () => {
    const document = `# Before\n\n${begin}\n\nold\n\n${end}\n\nAfter\n`;
    expect(replaceMeasured(document, 'new')).toBe(
      `# Before\n\n${begin}\n\nnew\n\n${end}\n\nAfter\n`,
    );
  });
});
