import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abbreviated, oneLine, signs } from '#core/tasks/signature.ts';

describe('a typed signature', () => {
  it.each([
    ['as it is written', 'Ingrid Solheim', 'Ingrid Solheim'],
    ['in capitals', 'INGRID SOLHEIM', 'Ingrid Solheim'],
    ['in small letters', 'ingrid solheim', 'Ingrid Solheim'],
    ['with space around and between', '  Ingrid \t Solheim\n', 'Ingrid Solheim'],
    ['with a no-break space', 'Ingrid\u00a0Solheim', 'Ingrid Solheim'],
    ['without its accents', 'Zoe Muller-Peres', 'Zoë Müller-Pérès'],
    ['with accents taken apart', 'Zoe\u0308 Mu\u0308ller', 'Zoë Müller'],
    ['with a ring dropped', 'Astrid Nygard', 'Astrid Nygård'],
    ['with ss for ß', 'Anna STRASSE', 'Anna Straße'],
    ['with ß for ss', 'Anna Straße', 'Anna Strasse'],
    ['with a final sigma', 'ΟΔΥΣΣΕΥΣ', 'Οδυσσεύς'],
    ['with a dotted capital I', 'İpek Ilhan', 'Ipek İlhan'],
    ['in full-width letters', 'Ｉｎｇｒｉｄ', 'Ingrid'],
    ['with a ligature', 'ﬁona', 'Fiona'],
    ['in another alphabet', 'иван петров', 'Иван Петров'],
    ['without case at all', '森 鷗外', '森 鷗外'],
  ])('is the name %s', (_, typed, name) => {
    expect(signs(typed, name)).toBe(true);
    expect(signs(name, typed)).toBe(true);
  });

  it.each([
    ['somebody else’s', 'Lars Bakke', 'Ingrid Solheim'],
    ['nothing', '', 'Ingrid Solheim'],
    ['space', ' \u00a0\t', 'Ingrid Solheim'],
    ['the first name alone', 'Ingrid', 'Ingrid Solheim'],
    ['the names the other way round', 'Solheim Ingrid', 'Ingrid Solheim'],
    ['initials', 'I. S.', 'Ingrid Solheim'],
    ['written together', 'IngridSolheim', 'Ingrid Solheim'],
    ['one letter more', 'Ingrid Solheimm', 'Ingrid Solheim'],
    ['a hyphen more', 'Ingrid-Solheim', 'Ingrid Solheim'],
    ['letters of another alphabet', 'Ingrid S\u043elheim', 'Ingrid Solheim'],
    ['a letter that is no accent', 'Bjorn Moller', 'Bjørn Møller'],
    ['a zero-width space', 'Ingrid\u200bSolheim', 'Ingrid Solheim'],
    ['accents alone', '\u0301', 'Ingrid Solheim'],
    ['nothing, of somebody without a name', '', ''],
    ['accents, of somebody without a name', '\u0301', ''],
    ['the address', 'ingrid.solheim@halden.example', 'Ingrid Solheim'],
  ])('is not the name where it is %s', (_, typed, name) => {
    expect(signs(typed, name)).toBe(false);
  });

  it('is kept on one line, else as it was typed', () => {
    expect(oneLine('  ingrid\t\tSOLHEIM \n')).toBe('ingrid SOLHEIM');
    expect(oneLine('Nygård')).toBe('Nygård');
  });
});

describe('a name in short', () => {
  it.each([
    ['Ingrid Solheim', 'Ingrid S.'],
    ['Anna  Maria Nygård', 'Anna M. N.'],
    ['Åse', 'Å.'],
    ['A\u030ase Dahl', 'Åse D.'],
    ['森 鷗外', '森 鷗.'],
    // What is short already is told apart no further than by how many parts it has.
    ['Ingrid S', 'I. S.'],
    ['Ingrid S.', 'I. S.'],
    ['I. S.', '…'],
    ['X', '…'],
    ['', ''],
  ])('of %s is %s', (name, short) => {
    expect(abbreviated(name)).toBe(short);
  });

  it('never signs, with its points or without', () => {
    const part = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    const names = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(names, (name) => {
        const short = abbreviated(name);
        expect([signs(short, name), signs(short.replaceAll('.', ''), name)]).toEqual([
          false,
          false,
        ]);
      }),
    );
  });
});
