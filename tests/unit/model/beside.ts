import fc from 'fast-check';
import { putQuestion } from '#core/approvals/put-question.ts';
import { repudiate } from '#core/approvals/repudiate.ts';
import { withdraw } from '#core/approvals/withdraw.ts';
import type { Ref } from '#core/ids.ts';
import { type Command, command, type Deed, inWords } from './command.ts';
import { codeOf, errorOf, formOf, votes } from './hands.ts';
import { isLate, isThere, type Model, nameOf, personOf } from './model.ts';
import { must } from './must.ts';
import { EVERYBODY } from './people.ts';
import { type Allowed, type Ballot, repeated, taskOf, whyNotVote } from './predict.ts';
import { comment, defined, flaw, whose } from './says.ts';
import { allow } from './vote.ts';

const ask: fc.Arbitrary<Command> = fc
  .record({ whose, n: fc.nat(1), flaw: fc.constantFrom(undefined, undefined, 'no name') })
  .map((args) =>
    command(inWords('asks', args), async (m, real) => {
      const all = votes(m);
      const ref = all[args.whose % Math.max(all.length, 1)];
      const code = ref === undefined ? undefined : codeOf(real, ref);
      if (ref === undefined || code === undefined) return;
      const { person } = taskOf(m, ref);
      const question = `Who tried the stop, and when? ${args.n}`;
      const isAgain = m.questions.some(({ by, text }) => by === person && text === question);
      const signature = args.flaw === undefined ? nameOf(person) : '';
      const told = await putQuestion(real.at, { code, question, signature });
      const not = whyNotVote(m, ref, taskOf(m, ref));
      const isHeard = args.flaw === undefined && personOf(m, m.requester).there;
      allow([not ?? (isAgain || isHeard ? 'asked' : 'problems')], told.is, ref);
      if (told.is !== 'asked' || isAgain) return;
      const id = `q${m.questions.length + 1}`;
      m.questions.push({ id, by: person, text: question, answered: false });
    }),
  );

/** Whoever asked answers a question; whoever promised something says that it is done. */
const aside: fc.Arbitrary<Command> = fc
  .record({
    place: fc.constantFrom('q1', 'q2', 'c1', 'c1', 'c2'),
    comment,
    flaw,
  })
  .map((args) =>
    command(inWords('answers aside', args), async (m, real) => {
      const ref = Object.keys(m.tasks).find((each) => each.endsWith(`-${args.place}`));
      const code = ref === undefined ? undefined : codeOf(real, ref);
      if (ref === undefined || code === undefined) return;
      const choice = args.place.startsWith('q') ? 'answer' : 'fulfil';
      const said = defined({ choice, comment: args.comment, flaw: args.flaw });
      const { form, ballot } = formOf(m, real, ref, code, said);
      const allowed = predictAside(m, ref, ballot);
      const { is } = await real.at.answer(form);
      allow(allowed, is, ref);
      noteAside(m, ref, ballot, is);
    }),
  );

function predictAside(m: Model, ref: Ref, ballot: Ballot): Allowed {
  const task = taskOf(m, ref);
  if (task.given !== undefined) return repeated(m, task, ballot);
  const isAsked = m.approval === 'open' && task.state === 'open' && !isLate(m);
  const isWanted = task.seat.startsWith('q') ? isAsked : m.approval === 'effective';
  if (!isWanted) return ['closed'];
  if (!isThere(m, task.person)) return ['left'];
  return [ballot.flaw === undefined ? 'recorded' : 'problems'];
}

function noteAside(m: Model, ref: Ref, { text }: Ballot, is: string): void {
  const task = taskOf(m, ref);
  if (is !== 'recorded' || task.given !== undefined) return;
  task.given = text;
  task.state = 'decided';
  for (const each of m.questions) if (each.id === task.seat) each.answered = true;
  for (const each of m.conditions) if (each.id === task.seat) each.state = 'met';
}

/** Somebody says of a decision that it was not theirs: the n-th task from the last. */
export const reports =
  (whose: number, isSigned = true): Deed =>
  async (m, real) => {
    const all = votes(m).toReversed();
    const ref = all[whose % Math.max(all.length, 1)];
    const code = ref === undefined ? undefined : codeOf(real, ref);
    if (ref === undefined || code === undefined) return;
    const { person, given } = taskOf(m, ref);
    const signature = isSigned ? nameOf(person) : '';
    const told = await repudiate(real.at, { code, comment: 'Not me', signature });
    const isTheirs = isSigned && !personOf(m, person).erased;
    allow([given === undefined ? 'closed' : isTheirs ? 'reported' : 'problems'], told.is, ref);
    if (told.is === 'reported' && !m.disowned.includes(ref)) m.disowned.push(ref);
  };

const report: fc.Arbitrary<Command> = fc
  .record({ whose: fc.nat(9), isSigned: fc.constantFrom(true, true, true, false) })
  .map((args) => command(inWords('reports a decision', args), reports(args.whose, args.isSigned)));

const takeBack: fc.Arbitrary<Command> = fc.boolean().map((isTheirs) =>
  command(inWords('withdraws', { isTheirs }), async (m, real) => {
    const actor = isTheirs ? m.requester : (EVERYBODY.find((each) => each !== m.requester) ?? '');
    const by = { actor, via: 'api', reason: 'Not ready' } as const;
    const code = await errorOf(() => withdraw(real.at, real.ref, by));
    const may = isTheirs && m.approval === 'open';
    const should = may ? (m.moved ? 'Conflict' : undefined) : 'Refused';
    must(code === should, `Withdrawing: ${code}, and should be ${should}`);
    m.withdrawn ||= code === undefined;
  }),
);

/** What people may do beside voting. */
export const BESIDE: readonly fc.WeightedArbitrary<Command>[] = [
  { weight: 4, arbitrary: ask },
  { weight: 5, arbitrary: aside },
  { weight: 4, arbitrary: report },
  { weight: 1, arbitrary: takeBack },
];
