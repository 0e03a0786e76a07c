/** A name in the form in which names are compared: accents, case and spacing do not count. */
export function comparableName(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** Whether a typed signature is that person's name. */
export function signs(typed: string, name: string): boolean {
  const plain = comparableName(typed);
  return plain !== '' && plain === comparableName(name);
}
