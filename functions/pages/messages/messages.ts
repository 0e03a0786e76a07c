import { en, type Messages } from './en.ts';

export type { Messages } from './en.ts';

export interface Language {
  readonly messages: Messages;
  /** For Intl: the reader's own locale where its language is there, else the language's. */
  readonly locale: string;
}

/**
 * Languages beside English, each read when its first reader comes: English is what a reader gets
 * whose language is missing, and what nobody knows anything of.
 */
const OTHERS: Readonly<Record<string, () => Promise<Messages>>> = {
  de: async () => (await import('./de.ts')).de,
};

/** Languages of the pages as BCP 47 names them, `en` first. */
export const LANGUAGES: readonly string[] = ['en', ...Object.keys(OTHERS)];

const loaded = new Map<string, Messages>([['en', en]]);

/**
 * Reads the language of a reader; before anything is said to them. An unknown or broken locale
 * changes nothing.
 */
export async function loadLanguage(locale: string | undefined): Promise<void> {
  const name = languageIn(canonicalLocale(locale));
  if (name === undefined || loaded.has(name) || !Object.hasOwn(OTHERS, name)) return;
  const messages = await OTHERS[name]?.();
  if (messages !== undefined) loaded.set(name, messages);
}

/**
 * The texts for a BCP 47 locale whose language was read before. Never fails: an unknown or broken
 * locale gets English.
 */
export function languageOf(locale: string | undefined): Language {
  const wanted = canonicalLocale(locale);
  const name = languageIn(wanted);
  const messages = name === undefined ? undefined : loaded.get(name);
  if (messages === undefined) return { messages: en, locale: en.locale };
  // `en` alone would print dates as in the United States; whoever wants that says `en-US`.
  return { messages, locale: wanted === name ? messages.locale : (wanted ?? '') };
}

const languageIn = (locale: string | undefined): string | undefined => locale?.split('-')[0];

function canonicalLocale(locale: string | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}
