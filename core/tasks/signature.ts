/** A name in the form in which names are compared: accents, case and spacing do not count. */
export function comparableName(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '');
  // Upper, then lower case folds what lower case alone keeps apart: ß and SS, ς and σ.
  return oneLine(plain.toUpperCase().toLowerCase().replaceAll('ς', 'σ'));
}

/** A typed name as it is kept: runs of white space are one space. */
export const oneLine = (name: string): string => name.replace(/\s+/gu, ' ').trim();

/** Whether a typed signature is that person's name. */
export function signs(typed: string, name: string): boolean {
  const plain = comparableName(typed);
  return plain !== '' && plain === comparableName(name);
}
