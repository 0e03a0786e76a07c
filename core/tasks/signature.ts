/** A name in the form in which names are compared: accents, case and spacing do not count. */
export function comparableName(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '');
  // Upper, then lower case folds what lower case alone keeps apart: ß and SS, ς and σ.
  return oneLine(plain.toUpperCase().toLowerCase().replaceAll('ς', 'σ'));
}

/** A typed name as it is kept: runs of white space are one space. */
export const oneLine = (name: string): string => name.replace(/\s+/gu, ' ').trim();

/**
 * A name as whoever it belongs to knows it, and as nobody can copy it from: `Ingrid S.`. What signs
 * is written out nowhere on the pages and mails that ask for it, for machines type what they read.
 */
export function abbreviated(name: string): string {
  const [first = '', ...others] = oneLine(name.normalize('NFC')).split(' ');
  const initial = (word: string) => `${[...word][0] ?? ''}.`;
  const short = others.map(initial);
  const forms = others.length === 0 ? [] : [[first, ...short].join(' ')];
  const all = [...forms, [initial(first), ...short].join(' ')];
  const tells = (form: string) => signs(form, name) || signs(form.replaceAll('.', ''), name);
  return name === '' ? '' : (all.find((form) => !tells(form)) ?? '…');
}

/** Whether a typed signature is that person's name. */
export function signs(typed: string, name: string): boolean {
  const plain = comparableName(typed);
  return plain !== '' && plain === comparableName(name);
}
