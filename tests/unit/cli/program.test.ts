import { Command } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { EXIT } from '#cli/io.ts';
import type { Subcommand } from '#cli/program.ts';
import { AssentError, invalid } from '#core/errors.ts';
import { transcript } from './transcript.ts';

const weigh: Subcommand = (io, finish) =>
  new Command('weigh')
    .description('Weigh a thing.')
    .argument('<thing>', 'what to weigh')
    .option('--unit <unit>', 'unit of the weight', 'kg')
    .action(async (thing, { unit }) => {
      if (thing === 'smoke') throw new AssentError('NotFound', 'There is no smoke');
      if (thing === 'soup')
        throw invalid('Two mistakes', [
          { path: '', message: 'is liquid' },
          { path: '/bowl', message: 'is missing' },
        ]);
      if (thing === 'bug') throw new TypeError('weight is not a function');
      if (thing === 'lead') return finish(EXIT.failed);
      io.out(`1 ${unit} of ${thing}`);
      finish(EXIT.ok);
    });

const assent = (...lines: readonly (readonly string[])[]) => transcript([weigh], ...lines);

describe('a command line that is wrong exits with 2', () => {
  it('for a command that there is not, with the one that may be meant', async () => {
    expect(await assent(['wiegh', 'tea'])).toBe(`
$ assent wiegh tea
! error: unknown command 'wiegh'
! (Did you mean weigh?)
! Run it with --help to see how it is used.
exit 2
`);
  });

  it('for an option that there is not', async () => {
    expect(await assent(['weigh', 'tea', '--untit', 'g'])).toBe(`
$ assent weigh tea --untit g
! error: unknown option '--untit'
! (Did you mean --unit?)
! Run it with --help to see how it is used.
exit 2
`);
  });

  it('for an option without its value', async () => {
    expect(await assent(['weigh', 'tea', '--unit'])).toBe(`
$ assent weigh tea --unit
! error: option '--unit <unit>' argument missing
! Run it with --help to see how it is used.
exit 2
`);
  });

  it('for an argument missing and one too many', async () => {
    expect(await assent(['weigh'], ['weigh', 'tea', 'milk'])).toBe(`
$ assent weigh
! error: missing required argument 'thing'
! Run it with --help to see how it is used.
exit 2
$ assent weigh tea milk
! error: too many arguments for 'weigh'. Expected 1 argument but got 2: tea, milk.
! Run it with --help to see how it is used.
exit 2
`);
  });

  it('where nothing is asked', async () => {
    const shown = await assent([]);
    expect(shown).toContain('! Usage: assent [options] [command]');
    expect(shown).toMatch(/\nexit 2\n$/);
  });
});

describe('a command that fails exits with 1', () => {
  it('saying what it could not do', async () => {
    expect(await assent(['weigh', 'smoke'])).toBe(`
$ assent weigh smoke
! error: There is no smoke
exit 1
`);
  });

  it('naming each mistake of what it was given', async () => {
    expect(await assent(['weigh', 'soup'])).toBe(`
$ assent weigh soup
! error: Two mistakes
!   /: is liquid
!   /bowl: is missing
exit 1
`);
  });

  it('where its answer is no', async () => {
    expect(await assent(['weigh', 'lead'])).toBe(`
$ assent weigh lead
exit 1
`);
  });

  it('with the place where it broke, if that was not foreseen', async () => {
    const shown = await assent(['weigh', 'bug']);
    expect(shown).toContain('! TypeError: weight is not a function\n!     at ');
    expect(shown).toContain('program.test.ts');
    expect(shown).toMatch(/\nexit 1\n$/);
  });
});

describe('a command that is done exits with 0', () => {
  it('after its answer', async () => {
    expect(await assent(['weigh', 'tea'], ['weigh', 'tea', '--unit', 'g'])).toBe(`
$ assent weigh tea
1 kg of tea
$ assent weigh tea --unit g
1 g of tea
`);
  });

  it('after saying which commands there are', async () => {
    expect(await assent(['--help'])).toBe(`
$ assent --help
Usage: assent [options] [command]

Work with an ISO/IEC 42001 AI management system and its proofs.

Options:
  -h, --help               Say how the command is used

Commands:
  weigh [options] <thing>  Weigh a thing.
  help [command]           Say how a command is used
`);
  });

  it('after saying how one is used', async () => {
    expect(await assent(['weigh', '--help'])).toBe(`
$ assent weigh --help
Usage: assent weigh [options] <thing>

Weigh a thing.

Arguments:
  thing          what to weigh

Options:
  --unit <unit>  unit of the weight (default: "kg")
  -h, --help     Say how the command is used
`);
  });
});
