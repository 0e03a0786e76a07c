import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { subcommands } from '#cli/subcommands.ts';
import { transcript } from './transcript.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a terminal would show, with the test's own folder named `here`. */
async function assent(...lines: readonly (readonly string[])[]): Promise<string> {
  return (await transcript(subcommands, ...lines)).replaceAll(folder, 'here');
}

describe('assent verify', () => {
  it('exits with 1 where there is nothing', async () => {
    expect(await assent(['verify', join(folder, 'nowhere')])).toBe(`
$ assent verify here/nowhere
! error: There is nothing at here/nowhere
exit 1
`);
  });

  it('finds no proof in an empty folder', async () => {
    const shown = await assent(['verify', folder]);
    expect(shown).toMatch(/^Not verified: /m);
    expect(shown).toMatch(/\nexit 1\n$/);
  });

  it('exits with 2 where nobody said what to verify', async () => {
    expect(await assent(['verify'])).toMatch(/\nexit 2\n$/);
  });
});

describe('assent pack', () => {
  it('writes over nothing', async () => {
    writeFileSync(join(folder, 'kept.txt'), 'kept');
    const shown = await assent(['pack', folder, folder]);
    expect(shown).toContain('! error: here is not empty');
    expect(shown).toMatch(/\nexit 1\n$/);
  });

  it('exits with 2 where nobody said whereto', async () => {
    expect(await assent(['pack', folder])).toMatch(/\nexit 2\n$/);
  });
});

describe('every command of assent', () => {
  const commands = subcommands.map((subcommand) =>
    subcommand({ out: () => {}, err: () => {} }, () => {}),
  );

  it.each(commands.map((command) => [command.name(), command] as const))(
    '%s says what it does, and what each of its words and options means',
    (_, command) => {
      expect(command.description()).toMatch(/^[A-Z].*\.$/);
      for (const argument of command.registeredArguments) expect(argument.description).not.toBe('');
      for (const option of command.options) expect(option.description).not.toBe('');
    },
  );
});
