/**
 * Whether a text is what a pattern says: `*` stands for any characters, everything else for
 * itself. Takes one pass per `*`, whatever the text: patterns are data, and texts are hostile.
 */
export function isLike(text: string, pattern: string): boolean {
  if (!pattern.includes('*')) return text === pattern;
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop() ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
