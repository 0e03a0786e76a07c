import { de } from './de.ts';
import { en, type Messages } from './en.ts';

export type { Messages } from './en.ts';

/** The first is what a reader gets whose language is missing. */
export const languages: readonly Messages[] = [en, de];

export interface Language {
  readonly messages: Messages;
  /** For Intl: the reader's own locale where its language is there, else the language's. */
  readonly locale: string;
}

/** The texts for a BCP 47 locale. Never fails: an unknown or broken locale gets the first. */
export function languageOf(locale: string | undefined): Language {
  const wanted = canonicalLocale(locale);
  for (const messages of languages) {
    const language = messages.locale.split('-')[0];
    if (wanted?.split('-')[0] !== language) continue;
    // `en` alone would print dates as in the United States; whoever wants that says `en-US`.
    return { messages, locale: wanted === language ? messages.locale : (wanted ?? '') };
  }
  return { messages: en, locale: en.locale };
}

function canonicalLocale(locale: string | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}
