import { describe, expect, it } from 'vitest';
import { oneLine, signs } from '#core/tasks/signature.ts';

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
