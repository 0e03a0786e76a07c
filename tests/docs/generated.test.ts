import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from './generated/deployment.ts';
import { makers } from './generated/makers.ts';
import { pages } from './generated/pages.ts';
import { table, withSections } from './generated/sections.ts';

describe('what is generated in a page', () => {
  const page = 'Before\n<!-- generated: one -->\nold\n<!-- /generated: one -->\nafter\n';

  it('is made anew, and what people wrote stays', () => {
    const made = withSections(page, { one: () => 'new' });
    expect(made).toBe(
      'Before\n<!-- generated: one -->\n\nnew\n\n<!-- /generated: one -->\nafter\n',
    );
    expect(withSections(made, { one: () => 'new' })).toBe(made);
  });

  it('is refused where nothing makes it', () => {
    expect(() => withSections(page, {})).toThrow('Nothing makes the section one');
  });

  it('is refused where it does not end', () => {
    const endless = page.replace('/generated', 'generated-end');
    expect(() => withSections(endless, { one: () => 'new' })).toThrow('one does not end');
  });

  it('keeps a bar of a cell from ending the cell', () => {
    expect(table(['a'], [['b|c']])).toContain('| b\\|c |');
  });
});

describe('the pages of this project', () => {
  it.each(pages)('%s shows things as they are: npx node tests/docs/write.ts', (path) => {
    const page = readFileSync(path, 'utf8');
    expect(page).toBe(withSections(page, makers));
  });

  it('use every section that can be made', () => {
    const all = pages.map((path) => readFileSync(path, 'utf8')).join('\n');
    for (const name of Object.keys(makers)) expect(all).toContain(`<!-- generated: ${name} -->`);
  });

  it('show each function once in the table of rights and once in the diagram', () => {
    for (const name of FUNCTIONS) {
      expect(makers.rights?.().split(`\n| \`${name}\` |`)).toHaveLength(2);
      expect(makers.diagram?.().split(`[${name}]\n`)).toHaveLength(2);
    }
  });
});
