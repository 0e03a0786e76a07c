/**
 * Characters that show nothing, or turn the order of what stands beside them: controls (Cc), lone
 * surrogates (Cs), zero-width and invisible ones, bidirectional embeddings, overrides and isolates,
 * interlinear marks, tags. The joiners of emoji and of Indic and Arabic writing stay.
 */
const HIDDEN =
  /[\p{Cc}\p{Cs}\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * The text with every hidden character made visible, so that nothing on a page can hide or turn a
 * word: `‮` shows as `[U+202E]`. Tabs stay; every kind of line break becomes `\n`.
 */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(HIDDEN, shown);
}

/** The text on one line, for a mail's subject or a title. */
export function oneLine(text: string): string {
  return visible(text).replace(/\s+/gu, ' ').trim();
}

function shown(char: string): string {
  const point = char.codePointAt(0) ?? 0;
  if (char === '\n' || char === '\t') return char;
  if (char === '\r' || point === 0x2028 || point === 0x2029) return '\n';
  return `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
}
