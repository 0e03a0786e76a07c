import type { Child } from 'hono/jsx';
import type { Instant } from '#core/time.ts';
import { fingerprint, longMoment } from './format.ts';
import type { Messages } from './messages/messages.ts';
import { stop } from './messages/stop.ts';
import type { Condition, Instead, Person, Reader, ReceiptView, Subject } from './views.ts';

/** A moment in the reader's zone; the machine's form beside it. */
export function When({ at, reader }: { at: Instant; reader: Reader }) {
  return <time datetime={at}>{longMoment(at, reader)}</time>;
}

/** One row of a list of names and values. */
export function Row({ label, children }: { label: string; children: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

/** The word for a key; what has none stands as it is. */
export function wordOf(words: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key;
}

/** `policy` as `Policy`; a type that the messages do not know, as it stands. */
export const typeName = (type: string, t: Messages): string => wordOf(t.types, type);

/** `Policy “Responsible use of AI”`, as plain text. */
export function subjectName(subject: Subject, t: Messages): string {
  return t.subject(typeName(subject.kind, t), subject.name);
}

/** `version 3 of Policy “Responsible use of AI”`, as plain text. */
export function versionName({ kind, name, version }: Subject, t: Messages): string {
  return t.subjectVersion(version, typeName(kind, t), name);
}

/** A choice in words; what is none of ours, as it was posted. */
export const choiceLabel = (value: string, t: Messages): string => wordOf(t.choices, value);

/** What was done, in one sentence. */
export function receiptLead({ choice, subject }: ReceiptView, t: Messages): string {
  const name = subjectName(subject, t);
  if (choice === 'answer') return t.receipt.leadAnswer(name, subject.version);
  if (choice === 'fulfil') return t.receipt.leadFulfil(name, subject.version);
  return t.receipt.lead(choiceLabel(choice, t), name, subject.version);
}

/** What the text is called that came with a choice: of an answer, it is the answer. */
export function commentLabel(choice: string, t: Messages): string {
  if (choice === 'answer') return t.receipt.answer;
  return choice === 'fulfil' ? t.receipt.done : t.receipt.comment;
}

/** A condition in one line. */
export function conditionLine(condition: Condition, reader: Reader, t: Messages): string {
  const { text, owner, due, lapses } = condition;
  const by = personName(owner, t);
  return t.receipt.conditionLine(text, by, longMoment(due, reader), lapses);
}

/** How a gate says that its seats cannot be filled; the ids that follow are not for reading. */
const TOO_FEW = /^The stage "(.*)" needs (\d+), and (\d+) can decide\b/u;

/** A reason on record: a person's words as they stand, ours in the language. One sentence. */
export function reasonText(reason: string, t: Messages): string {
  const [, stage, needs, may] = TOO_FEW.exec(reason) ?? [];
  if (stage !== undefined) return t.tooFew(stage, Number(needs), Number(may));
  return stop(wordOf(t.reasons, reason));
}

/** What happens now, in sentences. */
export function nextSteps(view: ReceiptView, t: Messages): readonly string[] {
  return view.next.map(({ say, who, at }) =>
    t.next[say]({
      who: who === undefined ? '' : personName(who, t),
      at: at === undefined ? '' : longMoment(at, view.reader),
    }),
  );
}

/** A person with capacity, as plain text. */
export function personName({ name, capacity }: Person, t: Messages): string {
  const shown = name === '' ? t.erased : name;
  return capacity === '' ? shown : t.person(shown, capacity);
}

/** Somebody by name alone; what they are called by where it was erased. */
export function shortName({ name }: Person, t: Messages): string {
  return name === '' ? t.erased : name;
}

/** Why somebody else's seat is the reader's now, in one sentence, with what was said of it. */
export function insteadText({ why, by, reason }: Instead, t: Messages): string {
  const text = t.instead[why](shortName(by, t));
  return stop(reason === undefined ? text : `${text}: ${reason.text}`);
}

/** What is asked of whoever asks: by name, where they are a person whose name is known. */
export function whyAsked({ name }: Person, t: Messages): string {
  return t.task.whyAsked(name.startsWith('service/') ? '' : name);
}

/** The short form of a digest on a line of its own, kept together. */
export function Fingerprint({ digest, t }: { digest: string; t: Messages }) {
  return (
    <span class="print soft">
      {t.fingerprint} <code>{fingerprint(digest)}</code>
    </span>
  );
}

/** All digits of a digest, unspaced so that it is copied as it is compared. */
export function Digest({ hex }: { hex: string }) {
  return <code>{hex}</code>;
}
