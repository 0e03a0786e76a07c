import type { Form } from '#core/approvals/answer.ts';
import { AssentError, isError } from '#core/errors.ts';
import type { Ref } from '#core/ids.ts';
import { DAY, later } from '#core/time.ts';
import { Killed } from '#tests/memory/calls.ts';
import type { Matter } from '../approvals/matter.ts';
import { type Model, nameOf, newest, openStage } from './model.ts';
import { type Ballot, taskOf } from './predict.ts';

/** What is played at: the system behind its ports. */
export type Real = Matter;

/** Something that runs by itself. */
export const TURNS = ['machines', 'mail', 'sweep'] as const;
export type Turn = (typeof TURNS)[number];

/** One turn; a mailer that is down fails the run, which the sweep heals. */
export async function turn(real: Real, what: Turn): Promise<void> {
  if (what === 'machines') return real.runMachines();
  if (what === 'sweep') {
    await real.at.sweep();
    return;
  }
  try {
    await real.at.deliverMail();
  } catch (error) {
    if (!isError(error, 'Transient')) throw error;
  }
}

/** A sweep, and a turn of the machines and of the mail after it. */
export async function allTurns(real: Real): Promise<void> {
  for (const what of ['sweep', 'machines', 'mail'] as const) await turn(real, what);
}

/** The newest code that was mailed to whoever a task is put to. */
export function codeOf({ at }: Real, task: Ref): string | undefined {
  return at.sentMatters.findLast(
    ({ delivery, code }) => delivery.of === task && code !== undefined && LINKS.has(delivery.kind),
  )?.code;
}

const LINKS = new Set(['request', 'reminder', 'receipt']);

/** Vote tasks, those that are asked now first. */
export function votes(m: Model): readonly Ref[] {
  const stage = m.stages[openStage(m)];
  const asked = (stage?.seats ?? []).map((seat) => newest(seat).task);
  const all = Object.keys(m.tasks).filter((ref) => m.tasks[ref]?.stage !== undefined);
  return [
    ...asked.filter((ref) => all.includes(ref)),
    ...all.filter((ref) => !asked.includes(ref)),
  ];
}

/** A mistake that whoever answers makes. */
export const FLAWS = ['no name', 'another name', 'old facts', 'no such choice'] as const;
export type Flaw = (typeof FLAWS)[number];

/** An answer as somebody gives it. */
export interface Say {
  readonly choice: string;
  readonly comment: string;
  readonly flaw?: Flaw;
  readonly to?: Ref;
  readonly owner?: Ref;
  readonly days?: number;
}

const dayAfter = (m: Model, days: number) => later(m.now, days * DAY).slice(0, 10);

/** When a day of winter in Oslo is over. */
export const dayEnd = (m: Model, days: number) => `${dayAfter(m, days)}T22:59:59.999Z`;

/** The form that says so, and what the model is to know of it. */
export function formOf(
  m: Model,
  real: Real,
  ref: Ref,
  code: string,
  say: Say,
): { form: Form; ballot: Ballot } {
  const { person } = taskOf(m, ref);
  const { choice, comment, flaw, to, owner, days = 7 } = say;
  const passes = choice === 'pass-on';
  const sets = choice === 'approve-with-conditions' && owner !== undefined;
  const body = {
    choice: flaw === 'no such choice' ? 'maybe' : choice,
    comment,
    signature: flaw === 'no name' ? '' : flaw === 'another name' ? 'Nobody Else' : nameOf(person),
    ...(passes && to !== undefined ? { passTo: to } : {}),
    ...(passes && say.days !== undefined ? { absentUntil: dayAfter(m, days) } : {}),
    ...(sets
      ? { conditions: [{ text: 'Try it', owner, due: dayAfter(m, days), lapses: 'All' }] }
      : {}),
  };
  const facts = flaw === 'old facts' ? '0'.repeat(64) : factsOf(real, ref);
  const { signature: _, ...text } = body;
  return {
    form: real.at.form(code, facts, body),
    ballot: {
      choice,
      text: JSON.stringify(text),
      ...(flaw === undefined ? {} : { flaw }),
      ...(passes && to !== undefined ? { to } : {}),
      ...(sets ? { owner } : {}),
    },
  };
}

function factsOf({ at }: Real, ref: Ref): string {
  const [type = '', id = ''] = ref.split('/');
  const item = at.table.all().find((each) => each.sk === 'H' && each.pk === `R#${type}#${id}`);
  const { content } = JSON.parse(String(item?.body)) as { content: { facts: string } };
  return content.facts;
}

/** The code of the error that it throws; `undefined` where it throws none. */
export async function errorOf(deed: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await deed();
    return undefined;
  } catch (error) {
    if (error instanceof AssentError) return error.code;
    throw error;
  }
}

/** Does it as a process that is killed at its n-th outward call; whether it was. */
export async function killed(
  { at }: Real,
  n: number,
  deed: () => Promise<unknown>,
): Promise<boolean> {
  const from = at.calls.trace.length;
  let dead = false;
  const off = at.calls.before((call) => {
    if (!dead && call.n < from + n) return;
    dead = true;
    throw new Killed(call, 'before');
  });
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  } finally {
    off();
  }
  return dead;
}

/** Does one thing, and another whole one right before the n-th outward call of the first. */
export async function between<T>(
  { at }: Real,
  n: number,
  slow: () => Promise<T>,
  quick: () => Promise<unknown>,
): Promise<T> {
  const from = at.calls.trace.length;
  let done = false;
  const off = at.calls.before(async (call) => {
    if (done || call.n !== from + n) return;
    done = true;
    await quick();
  });
  const came = await slow();
  off();
  if (!done) await quick();
  return came;
}
