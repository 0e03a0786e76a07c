import type { Json } from '#core/json.ts';
import { type Said, type SaidKey, saidIn } from '#core/tasks/said.ts';
import { dateOf, longMoment } from './format.ts';
import type { Messages } from './messages/messages.ts';
import type { Wording } from './messages/types.ts';
import type { FactLine, Reader } from './views.ts';

/** Names that may be shown, by reference. */
export type Names = Readonly<Record<string, string>>;

/** In whose language, for whom, and with which names something is said. */
export interface Speech {
  readonly t: Messages;
  readonly reader: Reader;
  readonly names: Names;
}

/** A value of a fact in words: what people typed as it stands, what we say in the language. */
export function inWords(value: Json, speech: Speech): string {
  if (typeof value === 'string') return value;
  const said = saidIn(value);
  if (said !== undefined) return sentence(said, speech);
  // Frozen by a newer or older version of this software: better as it stands than not at all.
  return Array.isArray(value)
    ? value.map((each: Json) => inWords(each, speech)).join('; ')
    : JSON.stringify(value);
}

/** One line of a list, with the word that says what happened to it, where there is one. */
export function lineOf(value: Json, speech: Speech): FactLine {
  const said = saidIn(value);
  const mark = said === undefined ? undefined : markOf(said.say, speech.t);
  const text = inWords(value, speech);
  return mark === undefined ? { text } : { mark, text };
}

/** All lines of a value in one sentence, for a mail. */
export function inOneSentence(value: Json, speech: Speech): string {
  const lines = Array.isArray(value) ? value : [value];
  return (
    lines
      .map((each: Json) => lineOf(each, speech))
      .map(({ mark, text }) => (mark === undefined ? text : `${mark} – ${text}`))
      .join('; ')
      // A line that ends with a colon leads into the next one.
      .replaceAll(':; ', ': ')
  );
}

function markOf(key: SaidKey, t: Messages): string | undefined {
  const marks: Readonly<Record<string, string>> = t.marks;
  return Object.hasOwn(marks, key) ? marks[key] : undefined;
}

function sentence(said: Said, speech: Speech): string {
  const { say } = speech.t;
  // Each key of the union has a function for exactly its own member.
  const words = say[said.say] as (said: Said, w: Wording) => string;
  return words(said, wordingFor(speech));
}

function wordingFor({ t, reader, names }: Speech): Wording {
  const date = (at: string) => dateOf(at, reader);
  const word = (words: Readonly<Record<string, string>>, key: string) =>
    Object.hasOwn(words, key) ? (words[key] ?? key) : spaced(key);
  return {
    date,
    moment: (at) => longMoment(at, reader),
    word,
    person: (ref) => names[ref] ?? t.somebody,
    record: (ref) => {
      const [type = '', id = ''] = ref.split('/');
      return `${word(t.types, type)} ${id}`;
    },
    named: (words, key, text) =>
      [word(words, key), ...(text === undefined ? [] : [text])].join(': '),
    value: (member, value) => {
      if (member === 'tier') return word(t.tiers, value);
      if (/^person\//.test(value)) return names[value] ?? t.somebody;
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? date(value) : value;
    },
  };
}

/** `enforcedBySoftware` as `Enforced by software`: a member that the messages do not know. */
function spaced(name: string): string {
  if (!/^[a-z][A-Za-z-]*$/.test(name)) return name;
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
