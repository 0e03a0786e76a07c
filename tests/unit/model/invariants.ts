import type { Ref } from '#core/ids.ts';
import type { Matter } from '../approvals/matter.ts';
import { isBarred, type Model, sceneStage } from './model.ts';
import { must } from './must.ts';
import { PERSONAL } from './people.ts';
import { type Stand, versionsOf } from './stand.ts';

/** What holds at every moment, whatever was done and whatever failed. */
export function checkInvariants(m: Model, real: Matter, stand: Stand, wasEffective: boolean): void {
  nobodySitsTwice(m, stand);
  oneDecisionAGate(m, stand);
  everythingOpenIsDue(stand, m.now);
  nothingStandsUnapproved(m, stand, wasEffective);
  nothingMissedStands(m, stand);
  nothingLeaks(real);
}

function nobodySitsTwice(m: Model, { approval }: Stand): void {
  if (m.scene.mayRepeat === true) return;
  const people = approval.content.stages.flatMap(({ seats }) =>
    seats.flatMap(({ rounds }) => rounds.map(({ person }) => person)),
  );
  must(new Set(people).size === people.length, 'Somebody sits twice');
}

function oneDecisionAGate({ kind }: Model, stand: Stand): void {
  const ends = versionsOf(stand, stand.approval.ref).filter(({ action }) => ENDS.has(action));
  must(ends.length <= 1, `The approval ended ${ends.length} times`);
  const given = versionsOf(stand, kind.subject).filter(({ action }) => action === kind.granted);
  must(
    given.length === (stand.approval.state === 'effective' ? 1 : 0),
    `The subject was approved ${given.length} times`,
  );
}

const ENDS = new Set(['grant', 'refuse', 'lapse', 'void', 'withdraw']);

function everythingOpenIsDue({ approval, conditions, tasks }: Stand, now: string): void {
  if (approval.state === 'open' || approval.state === 'decided') {
    const due = approval.pending.map((each) => each.for);
    must(
      due.some((each) => each.startsWith('execution-')),
      'Nobody looks after the machine',
    );
    const stage = approval.content.stages.find(({ closed }) => closed === undefined);
    const isAsked = approval.state === 'open' && stage?.deadline !== undefined;
    // A deadline that was taken is on its way: the machine was rung, or another is started.
    const isTaken = stage?.deadline !== undefined && stage.deadline <= now;
    must(!isAsked || isTaken || due.includes('deadline'), 'Nothing ends the waiting');
  }
  for (const { ref, state, pending, content } of conditions.values()) {
    const dues = pending.filter(({ for: what, at }) => what === 'condition' && at === content.due);
    must(state !== 'open' || dues.length === 1, `${ref} is open and not due`);
    const task = tasks.get(`task/${ref.slice('condition/'.length)}`);
    must(task !== undefined, `Nobody is asked to fulfil ${ref}`);
  }
}

/** Whatever is in an approved state is so by one complete approval, of people who may decide. */
function nothingStandsUnapproved(m: Model, stand: Stand, wasEffective: boolean): void {
  const { approval, subject, tasks } = stand;
  const { subject: ref, states } = m.kind;
  const versions = versionsOf(stand, ref).filter(({ state }) => states[state] === 'approved');
  for (const version of versions) {
    must(approval.state === 'effective', 'The subject is approved without an effective approval');
    must(version.previous === approval.content.subject.digest, 'It approved another version');
  }
  if (approval.state !== 'effective' || wasEffective) return;
  must(subject.item.everStood === true, 'What took effect never stood');
  const people: Ref[] = [];
  for (const [index, { closed, seats }] of approval.content.stages.entries()) {
    const yes = seats.filter(({ answer }) => answer?.choice.startsWith('approve'));
    must(closed?.result === 'granted', `Stage ${index} was never granted`);
    must(yes.length >= sceneStage(m, index).quorum, `Too few approved at stage ${index}`);
    for (const { answer, rounds } of seats) {
      if (answer === undefined) continue;
      people.push(answer.by);
      const task = tasks.get(`task/${answer.task.id}`);
      must(task?.item.digest === answer.task.digest, 'An answer names another decision');
      must(task.content.decision?.choice === answer.choice, 'An answer is not what was decided');
      must(task.content.decision.subject.digest === approval.content.subject.digest, 'Of another');
      must(rounds.at(-1)?.person === answer.by, 'An answer counts of somebody relieved');
      must(!isBarred(m, answer.by), `${answer.by} decided and may not`);
    }
  }
  must(m.scene.mayRepeat === true || new Set(people).size === people.length, 'One decided twice');
}

function nothingMissedStands(
  { kind }: Model,
  { approval, conditions, subject, others }: Stand,
): void {
  if (![...conditions.values()].some(({ item }) => isOrWasMissed(others, item.pk))) return;
  const given = others.find(
    (item) =>
      item.pk === `R#${kind.subject.replace('/', '#')}` &&
      item.version === approval.content.subject.version + 1,
  );
  must(subject.item.standingDigest !== given?.digest, 'A condition was missed, and all stands');
}

const isOrWasMissed = (others: Stand['others'], pk: string): boolean =>
  others.some((item) => item.pk === pk && item.state === 'missed');

/** Names, addresses and codes stand in nothing permanent, nor anywhere beside `personal`. */
function nothingLeaks(real: Matter): void {
  const texts = written(real).splice(0);
  if (texts.length === 0) return;
  const text = texts.join('\n');
  must(!PERSONAL.test(text), `A personal value was written: ${PERSONAL.exec(text)?.[0]}`);
  for (const code of codesOf(real)) must(!text.includes(code), 'A code was written');
}

const codesOf = ({ at }: Matter): readonly string[] =>
  at.sentMatters.flatMap(({ code }) => (code === undefined ? [] : [code]));

const WRITTEN = new WeakMap<Matter, string[]>();

const written = (real: Matter): string[] => WRITTEN.get(real) ?? [];

/** Keeps what is written outside the table of personal values, until it was looked at. */
export function watch(real: Matter): void {
  const texts: string[] = [];
  WRITTEN.set(real, texts);
  real.at.calls.after(({ name, args }) => {
    if (name === 'table.write') {
      for (const write of args[0] as readonly { table?: string }[]) {
        if (write.table !== 'personal') texts.push(JSON.stringify(write));
      }
    }
    if (name === 'objects.create') texts.push(new TextDecoder().decode(args[1] as Uint8Array));
    if (name === 'machines.start' || name === 'bell.ring') texts.push(JSON.stringify(args));
  });
}
