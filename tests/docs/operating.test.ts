import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stage } from '#infra/stage-schema.ts';
import { listFiles } from '#tests/architecture/source-files.ts';
import { alarms } from './generated/operating.ts';

const page = readFileSync('docs/operating.md', 'utf8');

describe('the page for whoever operates', () => {
  it.each(Object.keys(stage.shape))('says what %s of a stage is', (member) => {
    const [table = ''] = page.split('\n## ').filter((part) => part.startsWith('Stages'));
    expect(table).toMatch(new RegExp(`^\\| .*\`${member}\`.* \\|`, 'm'));
  });

  it.each(alarms())('says what to do where an alarm says: $says', ({ says }) => {
    expect(page).toContain(`- **${says}**`);
  });

  it('explains what npm start really says', () => {
    const said = listFiles('local')
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    const [, table = ''] = page.split('| it says | do |');
    const rows = table.split('\n').filter((line) => line.startsWith('| `'));
    const phrases = rows.flatMap((row) => row.split(' | ')[0]?.match(/(?<=`)[^`,]+(?=`)/g) ?? []);
    expect(phrases.length).toBeGreaterThanOrEqual(rows.length);
    const parts = phrases.flatMap((phrase) => phrase.split('…').map((part) => part.trim()));
    expect(parts.filter((part) => !said.includes(part))).toEqual([]);
  });

  it('says what to do for no other alarm', () => {
    const [, actions = ''] = page.split('What to do:');
    const [list = ''] = actions.split('\n## ');
    expect(list.match(/^- \*\*/gm)).toHaveLength(alarms().length);
  });
});
