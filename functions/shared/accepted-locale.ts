import { LANGUAGES } from '../pages/messages/messages.ts';

/** Languages of a header that are looked at. */
const MOST = 20;

/**
 * The reader's locale out of an `Accept-Language` header (RFC 9110 §12.5.4): the first that the
 * pages have, by weight. `undefined` where there is none.
 */
export function acceptedLocale(header: string | undefined): string | undefined {
  const wanted = (header ?? '')
    .split(',', MOST)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters
        .find((each) => each.trim().startsWith('q='))
        ?.trim()
        .slice(2);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => weight > 0 && LANGUAGES.includes(languageIn(tag)));
  // Sorting is stable: of one weight, the first comes first.
  return wanted.sort((a, b) => b.weight - a.weight)[0]?.tag;
}

const languageIn = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';
