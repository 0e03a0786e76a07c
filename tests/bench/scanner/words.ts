import { unescaped } from './page-forms.ts';

/** What a machine types that has to type something: plausible anywhere, and nobody's name here. */
export const GENERIC: readonly string[] = [
  'John Doe',
  'test',
  'test@example.com',
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit.',
  'Jane Smith',
  'yes',
  'Approved',
  'I agree',
  'admin',
  '1',
  '2030-01-31',
  '+1 555 010 0199',
  'https://example.com/',
  "' OR '1'='1",
  '<b>John</b>',
  '*',
  '%',
  '\u200b',
];

/** What an address says of whose it is: the whole, and its local part as it stands. */
export function ofAddress(address: string): readonly string[] {
  const local = address.slice(0, address.indexOf('@'));
  const parts = local.split(/[._-]+/);
  const initials = parts.map((part) => `${part.charAt(0).toUpperCase()}.`).join(' ');
  return [address, local, parts.join(''), ...parts, initials, parts.toReversed().join(' ')];
}

/** A name made of an address: `ingrid.solheim@…` is mostly Ingrid Solheim's. */
export const nameInAddress = (address: string): string =>
  address
    .slice(0, address.indexOf('@'))
    .split(/[._-]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');

/** As long a text as anybody takes for a name. */
const NAME_CHARS = 80;

/**
 * The page's own words, as a machine copies them into a field: every text between two tags and
 * every attribute, whole and in its parts, and every run of up to four words that begins with a
 * capital, as names do.
 *
 * @param texts HTML or plain text
 */
export function ownWords(...texts: readonly string[]): readonly string[] {
  const phrases = texts.flatMap((text) => {
    const bare = text.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '');
    const attributes = [...bare.matchAll(/\s[a-z-]+="([^"]*)"/g)].map(([, value = '']) => value);
    const between = bare.split(/<[^>]*>|\r?\n/);
    return [...between, ...attributes]
      .map(plain)
      .flatMap((segment) => [
        segment,
        ...segment.split(/[,.;:!?()[\]“”„"‘’·–—|/<>]+\s*/u).map(plain),
        ...runs(segment),
      ]);
  });
  return [...new Set(phrases)].filter((each) => each !== '' && each.length <= NAME_CHARS);
}

const plain = (text: string): string => unescaped(text).replace(/\s+/gu, ' ').trim();

/** Runs of two to four words, of which the first and the last begin with a capital. */
function runs(segment: string): string[] {
  const words = segment.split(' ').map((word) => word.replace(/^[^\p{L}]+|[^\p{L}.]+$/gu, ''));
  const isName = (word: string | undefined) => /^\p{Lu}/u.test(word ?? '');
  return words.flatMap((first, at) =>
    [2, 3, 4].flatMap((length) => {
      const run = words.slice(at, at + length);
      return isName(first) && run.length === length && isName(run.at(-1)) ? [run.join(' ')] : [];
    }),
  );
}
