import fc from 'fast-check';
import { type Command, command, inWords } from './command.ts';
import { between, killed, TURNS, turn } from './hands.ts';
import { must } from './must.ts';
import { predictVote, taskOf } from './predict.ts';
import { say, whose } from './says.ts';
import { allow, eitherOrder, isFirst, note, voteOf } from './vote.ts';

const vote: fc.Arbitrary<Command> = fc
  .record({ whose, say, twice: fc.constantFrom(false, false, true) })
  .map((args) =>
    command(inWords('votes', args), async (m, real) => {
      const one = voteOf(m, real, args.whose, args.say);
      if (one === undefined) return;
      const allowed = predictVote(m, one.ref, one.ballot);
      const told = await Promise.all(args.twice ? [one.post(), one.post()] : [one.post()]);
      for (const is of told) allow(allowed, is, one.ref);
      for (const is of told) note(m, one, is);
    }),
  );

/** Two answers at once, one between any two steps of the other. */
const twoVotes: fc.Arbitrary<Command> = fc
  .record({ whose, say, other: whose, says: say, at: fc.nat(12) })
  .map((args) =>
    command(inWords('two vote at once', args), async (m, real) => {
      const slow = voteOf(m, real, args.whose, args.say);
      const quick = voteOf(m, real, args.other, args.says);
      if (slow === undefined || quick === undefined) return;
      const toSlow = eitherOrder(m, slow, quick);
      const toQuick = eitherOrder(m, quick, slow);
      let told = '';
      const is = await between(real, args.at, slow.post, async () => {
        told = await quick.post();
      });
      allow(toQuick, told, `the quick ${quick.ref}`);
      allow(toSlow, is, `the slow ${slow.ref}`);
      const [a, b] = [slow, quick].map(({ ref }) => taskOf(m, ref).given);
      const [first, second] = (await isFirst(real, slow)) ? [slow, quick] : [quick, slow];
      for (const each of [first, second]) note(m, each, each === slow ? is : told);
      const recorded = [is, told].filter((each) => each === 'recorded').length;
      const sameTask = slow.ref === quick.ref && a === undefined && b === undefined;
      const differ = slow.ballot.text !== quick.ballot.text;
      must(!(sameTask && differ && recorded > 1), 'Two answers of one task were recorded');
    }),
  );

/** An answer between any two steps of what runs by itself, or the other way round. */
const voteAndTurn: fc.Arbitrary<Command> = fc
  .record({ whose, say, turn: fc.constantFrom(...TURNS), at: fc.nat(30), isWithin: fc.boolean() })
  .map((args) =>
    command(inWords('votes amid a turn', args), async (m, real) => {
      const one = voteOf(m, real, args.whose, args.say);
      if (one === undefined) return;
      const allowed = predictVote(m, one.ref, one.ballot);
      let is = '';
      const votes = async () => {
        is = await one.post();
      };
      const turns = () => turn(real, args.turn);
      await (args.isWithin
        ? between(real, args.at, turns, votes)
        : between(real, args.at, votes, turns));
      allow([...allowed, 'closed'], is, one.ref);
      note(m, one, is);
    }),
  );

/** The process that takes an answer dies: either all of it is recorded, or nothing. */
const dyingVote: fc.Arbitrary<Command> = fc.record({ whose, say, at: fc.nat(25) }).map((args) =>
  command(inWords('votes, and it dies', args), async (m, real) => {
    const one = voteOf(m, real, args.whose, args.say);
    if (one === undefined) return;
    const allowed = predictVote(m, one.ref, one.ballot);
    let is = '';
    await killed(real, args.at, async () => {
      is = await one.post();
    });
    const { state } = (await real.at.store.need(one.ref)).version;
    const isNew = taskOf(m, one.ref).given === undefined && state === 'decided';
    if (is === '' && isNew) is = 'recorded';
    if (is !== '') allow(allowed, is, one.ref);
    note(m, one, is);
  }),
);

/** What whoever is asked to vote may do. */
export const VOTING: readonly fc.WeightedArbitrary<Command>[] = [
  { weight: 30, arbitrary: vote },
  { weight: 6, arbitrary: twoVotes },
  { weight: 6, arbitrary: voteAndTurn },
  { weight: 4, arbitrary: dyingVote },
];
