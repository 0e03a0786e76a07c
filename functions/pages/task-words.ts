import { numberIn, type OneNumber } from '#core/approvals/questions/question.ts';
import type { Json } from '#core/json.ts';
import {
  type FactDefinition,
  type Facts,
  type Fact as FrozenFact,
  isStale,
  speaksAgainst,
} from '#core/tasks/facts.ts';
import type { Instant } from '#core/time.ts';
import { shortMoment } from './format.ts';
import type { Messages } from './messages/messages.ts';
import { typeName } from './parts.tsx';
import type { Choice, Evidence, Fact, FactValue, Source, StageProgress } from './views.ts';
import { inOneSentence, inWords, lineOf, type Speech } from './wording.ts';

/** Words of a kind of question. */
export interface KindWords {
  readonly verb: string;
  readonly question: (label: string) => string;
  /** By the fact that is counted: so many, of so many. */
  readonly numbers: Readonly<Record<string, (n: number, of: number) => string>>;
  readonly approve: string;
  readonly reject: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** The words of a kind; of one that this software does not know any more, plain ones. */
export function kindWords(kind: string, t: Messages): KindWords {
  const kinds: Readonly<Record<string, KindWords>> = t.kinds;
  return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? t.anyKind) : t.anyKind;
}

/** The choices that a vote offers, in this order, each with what it causes and needs. */
export function choicesOf(
  kind: string,
  offered: readonly string[],
  t: Messages,
  { quorum, seats }: Pick<StageProgress, 'quorum' | 'seats'>,
): readonly Choice[] {
  const { approve, reject } = kindWords(kind, t);
  const isOne = quorum > 1 || seats > 1;
  const all: readonly Choice[] = [
    {
      value: 'approve',
      label: t.choices.approve,
      ...(isOne ? { ifDecided: approve } : {}),
      consequence: isOne ? `${t.task.countsFor(quorum)} ${approve}` : approve,
      needs: [],
    },
    {
      value: 'approve-with-conditions',
      label: t.choices['approve-with-conditions'],
      consequence: t.consequences['approve-with-conditions'],
      needs: ['conditions'],
    },
    {
      value: 'reject',
      label: t.choices.reject,
      ...(isOne ? { ifDecided: reject } : {}),
      consequence: isOne ? `${t.task.countsAgainst(quorum)} ${reject}` : reject,
      needs: ['comment'],
    },
    {
      value: 'pass-on',
      label: t.choices['pass-on'],
      consequence: t.consequences['pass-on'],
      needs: ['comment', 'colleague'],
    },
    {
      value: 'conflict-of-interest',
      label: t.choices['conflict-of-interest'],
      consequence: t.consequences['conflict-of-interest'],
      needs: ['comment'],
    },
  ];
  return all.filter(({ value }) => offered.includes(value));
}

/** The one number that matters, in a sentence; empty for a kind that has none any more. */
export function numberOf(facts: Facts, numbers: readonly OneNumber[], t: Messages): string {
  const found = numberIn(facts, numbers);
  if (found === undefined) return '';
  return kindWords(facts.kind, t).numbers[found.key]?.(found.count, found.of) ?? '';
}

/** The first fact of these keys in one sentence; empty where there is none. */
export function sentenceOf(facts: Facts, keys: readonly string[], speech: Speech): string {
  const found = keys
    .map((key) => facts.facts.find((each) => each.key === key))
    .find((each) => each !== undefined);
  return found === undefined ? '' : inOneSentence(asJson(found.value), speech);
}

/**
 * What comes of silence, and when: others are asked first, where the policy says so and did not
 * yet.
 */
export function ifNobodyOf(
  escalation: { readonly at: Instant; readonly done?: Instant | undefined } | undefined,
  deadline: Instant,
  { t, reader }: Speech,
): string {
  const end = shortMoment(deadline, reader);
  const ahead = escalation !== undefined && escalation.done === undefined;
  return ahead
    ? t.ifNobody.escalates(shortMoment(escalation.at, reader), end)
    : t.ifNobody.lapses(end);
}

/** What is not known, in the reader's language. */
export function unknownOf({ unknown }: Facts, speech: Speech): readonly string[] {
  return unknown.map((each) => inWords(asJson(each), speech));
}

export interface FactsShown {
  readonly facts: Facts;
  /** The facts that the reader saw before, and when they moved. */
  readonly was?: { readonly facts: Facts; readonly at: Instant };
  readonly definitions: readonly FactDefinition[];
  readonly now: Instant;
}

/**
 * The frozen facts in the reader's words, in the order of their kind; what moved is marked with
 * what it was, and what is gone stays on the page as gone.
 */
export function factsOf({ facts, was, definitions, now }: FactsShown, speech: Speech): Fact[] {
  const labels = kindWords(facts.kind, speech.t).facts;
  const place = (key: string) => {
    const index = definitions.findIndex((each) => each.key === key);
    return index === -1 ? definitions.length : index;
  };
  const shown = facts.facts.map((fact, index) => {
    const definition = definitions.find(({ key }) => key === fact.key) ?? NO_DEFINITION;
    const label = labels[fact.key] ?? fact.key;
    return {
      place: place(fact.key),
      fact: {
        key: fact.key,
        label,
        ...valueAndEvidence(fact, label, speech),
        source: sourceOf(fact, speech.t),
        asOf: fact.asOf,
        ...(speaksAgainst(definition, fact) ? { unfavourable: true } : {}),
        ...(isStale(definition, fact, now) ? { stale: true } : {}),
        ...movedOf(fact, nth(facts, index), was, speech),
      },
    };
  });
  const gone = (was?.facts.facts ?? [])
    .filter(({ key }) => !facts.facts.some((each) => each.key === key))
    .map((fact) => ({
      place: place(fact.key),
      fact: {
        key: fact.key,
        label: labels[fact.key] ?? fact.key,
        value: speech.t.task.gone,
        source: sourceOf(fact, speech.t),
        asOf: fact.asOf,
        unfavourable: true,
        moved: { was: shownValue(fact, speech), at: was?.at ?? now },
      },
    }));
  return [...shown, ...gone].sort((a, b) => a.place - b.place).map(({ fact }) => fact);
}

const NO_DEFINITION: FactDefinition = { key: '', required: false };

/** The how-manieth of its key a fact is: several models bring a fact of the same key each. */
function nth({ facts }: Facts, index: number): number {
  const key = facts[index]?.key;
  return facts.slice(0, index).filter((each) => each.key === key).length;
}

function movedOf(
  fact: FrozenFact,
  n: number,
  was: FactsShown['was'],
  speech: Speech,
): Pick<Fact, 'moved'> {
  if (was === undefined) return {};
  const before = was.facts.facts.filter(({ key }) => key === fact.key)[n];
  if (JSON.stringify(before?.value) === JSON.stringify(fact.value)) return {};
  const value = before === undefined ? speech.t.task.wasNothing : shownValue(before, speech);
  return { moved: { was: value, at: was.at } };
}

/** Characters of a text beyond which it is opened in place rather than read in passing. */
const LONG_TEXT = 400;

function valueAndEvidence(
  fact: FrozenFact,
  title: string,
  speech: Speech,
): { value: FactValue; evidence?: Evidence } {
  const value = shownValue(fact, speech);
  if (typeof value !== 'string' || value.length <= LONG_TEXT) return { value };
  const [first = ''] = value.split('\n');
  const evidence = { title, text: value };
  return { value: first.length <= LONG_TEXT ? first : `${first.slice(0, LONG_TEXT)}…`, evidence };
}

function shownValue({ value }: FrozenFact, speech: Speech): FactValue {
  const json = asJson(value);
  return Array.isArray(json)
    ? json.map((each: Json) => lineOf(each, speech))
    : inWords(json, speech);
}

function sourceOf({ source }: FrozenFact, t: Messages): Source {
  if ('url' in source) return { label: source.url, href: source.url };
  return { label: t.task.record(typeName(source.type, t), source.id, source.version) };
}

// What zod parsed as JSON is JSON; its own type for it is wider.
const asJson = (value: unknown): Json => value as Json;
