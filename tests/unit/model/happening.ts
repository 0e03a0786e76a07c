import fc from 'fast-check';
import { create, edit, take } from '#core/changes/change.ts';
import { erasePerson } from '#core/changes/erase.ts';
import type { Ref } from '#core/ids.ts';
import { takeFeedback } from '#core/mail/feedback.ts';
import { messageIdKey } from '#core/mail/outbox.ts';
import { SesEvent } from '#core/mail/ses-event.ts';
import { DAY, HOUR, later, MINUTE, SECOND } from '#core/time.ts';
import { ASTRID, INGRID, LARS } from '#tests/support/people.ts';
import { aBounce } from '#tests/support/ses-events.ts';
import { type Command, command, type Deed, inWords } from './command.ts';
import { allTurns, errorOf, killed, type Real, TURNS, turn } from './hands.ts';
import { editedContent } from './kinds.ts';
import { isEnded, type Model, personOf } from './model.ts';
import { must } from './must.ts';
import { EVERYBODY, MARIT, NILS, OTTAR, ROLES, TOVE } from './people.ts';

const BY = { actor: OTTAR, via: 'api', reason: 'It is so' } as const;
const anybody = fc.constantFrom(...EVERYBODY);

const editSubject: fc.Arbitrary<Command> = fc.nat(3).map((n) =>
  command(`the subject is edited ${n}`, async (m, real) => {
    const before = await real.at.store.need(m.kind.subject);
    const content = editedContent(m.kind, before.version.content, n);
    const { links } = before.version;
    const failed = await errorOf(() => edit(real.at, before, { content, links }, BY));
    // An approval policy by which nobody could decide is not written.
    const mayFail = m.kind.name === 'adopt-approval-policy' && failed === 'Invalid';
    must(failed === undefined || mayFail, `The subject is not edited: ${failed}`);
    if (failed !== undefined) return;
    // What was approved stands until another version is; what was suspended does not come back.
    if (!isEnded(m)) m.moved = true;
    m.subject = 'draft';
  }),
);

const POLICY_CHANGES = ['drafted', 'adopted', 'adopted as it was', 'suspended'] as const;

const changePolicy: fc.Arbitrary<Command> = fc.constantFrom(...POLICY_CHANGES).map((how) =>
  command(`the approval policy is ${how}`, async (m, real) => {
    const failed = await errorOf(() => policyBecomes(m, real, how));
    // A policy that could seat nobody is not written.
    // One that guards itself is adopted by approval alone.
    const done = m.kind.guardsItself === true && how.startsWith('adopted') ? 'Refused' : undefined;
    must(failed === done || failed === 'Invalid', `The policy is not written: ${failed}`);
  }),
);

async function policyBecomes(m: Model, { at }: Real, how: (typeof POLICY_CHANGES)[number]) {
  const before = await at.store.need(m.kind.terms);
  const { content, links } = before.version;
  if (how === 'suspended') {
    if (m.policy !== 'in-force') return;
    const { type, id } = before.version;
    const { pending } = before;
    const next = {
      type,
      id,
      before,
      action: 'suspend',
      state: 'suspended',
      content,
      links,
      pending,
    };
    await at.store.commit([await at.store.draft({ ...next, ...BY })]);
    Object.assign(m, { policy: 'suspended', otherTerms: true });
    return;
  }
  const whyNow = how === 'adopted as it was' ? content.whyNow : `Since ${at.clock.now()}`;
  const drafted = await edit(at, before, { content: { ...content, whyNow }, links }, BY);
  m.policy = 'draft';
  if (how === 'drafted') return;
  await take(at, drafted, 'adopt', BY);
  Object.assign(m, { policy: 'in-force', otherTerms: true });
}

const PERSON_CHANGES = ['leaves', 'leaves', 'returns', 'is erased'] as const;

const changePerson: fc.Arbitrary<Command> = fc
  .record({ who: anybody, how: fc.constantFrom(...PERSON_CHANGES) })
  .map(({ who, how }) =>
    command(`${who} ${how}`, async (m, { at }) => {
      const before = await at.store.need(who);
      const person = personOf(m, who);
      // Who comes back without a name is given one, and that is another life.
      if (how === 'returns' && person.erased) return;
      if (how === 'is erased') {
        await erasePerson(at, before, BY);
        // Without a name and an address nobody can be asked.
        Object.assign(person, { erased: true, there: false });
        return;
      }
      const failed = await errorOf(() =>
        take(at, before, how === 'leaves' ? 'leave' : 'return', BY),
      );
      const may = person.there === (how === 'leaves');
      must(failed === (may ? undefined : 'Refused'), `${who} ${how}: ${failed}`);
      person.there = how === 'returns';
    }),
  );

const changeRole: fc.Arbitrary<Command> = fc
  .record({ role: fc.constantFrom(...ROLES), who: fc.option(anybody, { nil: undefined }) })
  .map(({ role, who }) =>
    command(`${role} ${who === undefined ? 'is emptied' : `is ${who}’s`}`, async (m, real) => {
      for (const each of who === undefined ? EVERYBODY : [who]) {
        const person = personOf(m, each);
        const roles = person.roles.filter((held) => held !== role);
        if (who !== undefined) roles.push(role);
        if (roles.length === person.roles.length) continue;
        const before = await real.at.store.need(each);
        const links = roles.map((to) => ({ rel: 'holds', to }));
        await edit(real.at, before, { content: before.version.content, links }, BY);
        person.roles = roles;
      }
    }),
  );

/** From now on somebody's questions go to another, or, for no days, to themself again. */
export const goesTo =
  (who: Ref, to: Ref, days: number): Deed =>
  async (m, { at }) => {
    if (who === to) return;
    const id = who.slice('person/'.length);
    const from = at.clock.now();
    const until = later(from, days * DAY);
    const delegations = days === 0 ? [] : [{ to, from, until, reason: 'On leave' }];
    const body = { content: { person: who, delegations }, links: [] };
    const by = { ...BY, actor: who };
    const before = await at.store.load(`delegation/${id}`);
    if (before === undefined) await create(at, 'delegation', id, body, by);
    else await edit(at, before, body, by);
    personOf(m, who).away = delegations;
  };

/** Mostly somebody whose delegate may not decide, to somebody who is asked. */
const delegate: fc.Arbitrary<Command> = fc
  .record({
    who: fc.oneof(fc.constantFrom(ASTRID, TOVE, NILS), anybody),
    to: fc.oneof({ weight: 2, arbitrary: fc.constantFrom(INGRID, LARS, MARIT) }, anybody),
    days: fc.constantFrom(0, 2, 20, 20),
  })
  .map(({ who, to, days }) =>
    command(inWords('somebody is away', { who, to, days }), goesTo(who, to, days)),
  );

const bounce: fc.Arbitrary<Command> = fc.nat(3).map((n) =>
  command(`a mail bounces ${n}`, async (m, { at }) => {
    const items = at.table.all();
    const known = new Map(items.filter(({ sk }) => sk === 'M').map((item) => [item.pk, item]));
    // A copied house counts its mails anew: of two by one name the newer is known.
    const asking = items
      .filter(({ sk, messageId }) => /^D#re(quest|minder)#/.test(sk) && isSent(messageId))
      .filter(({ messageId, of, kind, n: count }) => {
        const it = known.get(messageIdKey(String(messageId)).pk);
        return it?.of === of && it?.kind === kind && it?.n === count;
      });
    const item = asking.toReversed()[n];
    if (item === undefined) return;
    const event = aBounce(String(item.messageId), { sent: at.clock.now() });
    const { unreachable } = await takeFeedback(at, SesEvent.parse(event));
    const task = m.tasks[String(item.of)];
    const waits = task?.state === 'open' && task.seat.startsWith('s');
    must(!unreachable || waits, 'Somebody is looked for who need not answer');
    if (task !== undefined) task.bounced = true;
  }),
);

const isSent = (messageId: unknown) => /^mail-\d/.test(String(messageId));

const SPANS = [SECOND, 3 * MINUTE, 7 * HOUR, 2 * DAY, 5 * DAY, 8 * DAY];

const timePasses: fc.Arbitrary<Command> = fc
  .record({ span: fc.constantFrom(...SPANS), runs: fc.constantFrom('nothing', 'all', 'all') })
  .map(({ span, runs }) =>
    command(`${span / MINUTE} minutes pass, and ${runs} runs`, async (m, real) => {
      real.at.clock.advance(span);
      m.now = real.at.clock.now();
      if (runs === 'all') await allTurns(real);
    }),
  );

const aTurn: fc.Arbitrary<Command> = fc
  .constantFrom(...TURNS, 'all' as const)
  .map((what) =>
    command(`a turn of ${what}`, (_m, real) =>
      what === 'all' ? allTurns(real) : turn(real, what),
    ),
  );

const dyingTurn: fc.Arbitrary<Command> = fc
  .record({ what: fc.constantFrom(...TURNS), at: fc.nat(40) })
  .map(({ what, at }) =>
    command(inWords('dies in a turn', { what, at }), async (_m, real) => {
      await killed(real, at, () => turn(real, what));
    }),
  );

const EXECUTIONS = ['is killed', 'is forgotten', 'times out', 'is rung by a stranger'] as const;

const execution: fc.Arbitrary<Command> = fc.constantFrom(...EXECUTIONS).map((how) =>
  command(`the execution ${how}`, async (_m, real) => {
    const { machines } = real.at;
    const running = machines.executions.findLast((each) => each.running);
    if (running === undefined) return;
    const { name } = running;
    const token = real.tokens.get(name);
    if (how === 'is rung by a stranger') {
      if (token !== undefined) await machines.ring(token);
    } else if (how === 'times out') {
      if (token !== undefined) machines.expire(token);
      // Caught by the machine: it goes to its gate again.
      real.tokens.delete(name);
    } else {
      machines.end('approval', name);
      if (how === 'is forgotten') machines.forget('approval', name);
    }
  }),
);

const bells: fc.Arbitrary<Command> = fc.constantFrom('lost', 'doubled').map((how) =>
  command(`rings are ${how}`, async (_m, { at }) => {
    const rings = at.bell.take();
    if (how === 'lost') return;
    for (const { fn, payload } of [...rings, ...rings]) await at.bell.ring(fn, payload);
  }),
);

const mailDown: fc.Arbitrary<Command> = fc
  .integer({ min: 1, max: 4 })
  .map((calls) =>
    command(`${calls} mails are not taken`, async (_m, { at }) => at.mailer.faults.fail(calls)),
  );

/** What happens to people and policies, to machines and mails, and in time. */
export const HAPPENING: readonly fc.WeightedArbitrary<Command>[] = [
  { weight: 3, arbitrary: editSubject },
  { weight: 3, arbitrary: changePolicy },
  { weight: 6, arbitrary: changePerson },
  { weight: 4, arbitrary: changeRole },
  { weight: 5, arbitrary: delegate },
  { weight: 3, arbitrary: bounce },
  { weight: 10, arbitrary: timePasses },
  { weight: 14, arbitrary: aTurn },
  { weight: 5, arbitrary: dyingTurn },
  { weight: 5, arbitrary: execution },
  { weight: 3, arbitrary: bells },
  { weight: 2, arbitrary: mailDown },
];
