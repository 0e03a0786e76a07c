import { afterCommit } from '../after-commit.ts';
import { type FactsPorts, keepFacts } from '../approvals/gate-facts.ts';
import type { ReadRecords } from '../approvals/questions/question.ts';
import { isThere } from '../approvals/still-there.ts';
import { isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Bell, Holidays } from '../ports.ts';
import { headIs, pin } from '../store/commit.ts';
import type { Lists } from '../store/lists.ts';
import { organisationName } from '../tasks/organisation-name.ts';
import { DAY, type Instant, later } from '../time.ts';
import { type DraftedRound, draftRound } from './draft-round.ts';
import { keptIn } from './kept-apart.ts';
import { mendForm } from './mend-form.ts';
import { pickPerson } from './pick-person.ts';
import { isUnreachable, relieve } from './relieve.ts';
import { isDone, MAX_ROUNDS, type Round, roundsOf, type WorkPlace } from './rounds.ts';
import { stepOf, type Times, timesOf } from './terms.ts';
import type { WorkWanted } from './work.ts';
import { againstIn, factsOfWork } from './work-facts.ts';

export interface OpenWorkPorts extends FactsPorts {
  readonly lists: Lists;
  readonly holidays: Holidays;
  readonly bell: Bell;
  /** The records that facts come from. */
  readonly read: ReadRecords;
}

/** The task at which somebody is asked, or was and has answered; or why nobody can be asked. */
export type WorkOpened =
  | { readonly task: Ref; readonly opened: boolean }
  | { readonly nobody: string };

const ACTOR = 'service/assent-await';

/**
 * Sees to it that a piece of work is put to somebody: opens its first task, with the facts as they
 * stand and a mail that asks, or has somebody else asked where whoever was is there no more. What
 * is open and what is answered stays as it is, so again it changes nothing.
 *
 * @throws Conflict where the record it belongs to moved at this moment: load it again and decide
 */
export async function openWork(ports: OpenWorkPorts, wanted: WorkWanted): Promise<WorkOpened> {
  const at: WorkPlace = { of: wanted.of.ref, gate: wanted.gate, place: wanted.place };
  const rounds = await roundsOf(ports.store, at);
  const last = rounds.at(-1);
  if (last === undefined || !isStanding(last)) return openRound(ports, wanted, at, rounds);
  if (!isDone(last)) await mendForm(ports, wanted, rounds, last);
  if (isDone(last) || !(await isVacant(ports, last))) {
    return { task: last.head.ref, opened: false };
  }
  const why = isUnreachable(last.head) ? 'unreachable' : 'left';
  const next = await relieve(ports, last, { why }, ACTOR);
  return next === undefined ? { nobody: nobodyLeft(wanted) } : { task: next, opened: true };
}

/** Asked and open, or done: nobody else is to be asked for that reason alone. */
const isStanding = (round: Round): boolean => isDone(round) || round.head.version.state === 'open';

async function isVacant({ store }: OpenWorkPorts, { head, task }: Round): Promise<boolean> {
  return isUnreachable(head) || !(await isThere(store, task.person));
}

const nobodyLeft = ({ who, not = [] }: WorkWanted): string =>
  `nobody else can be asked who is ${who}${not.length === 0 ? '' : `, and not ${not.join(', ')}`}`;

async function openRound(
  ports: OpenWorkPorts,
  wanted: WorkWanted,
  at: WorkPlace,
  rounds: readonly Round[],
): Promise<WorkOpened> {
  const drafted = await draftFirst(ports, wanted, rounds);
  if (drafted === undefined) return { nobody: nobodyLeft(wanted) };
  const { task, made, also } = drafted;
  try {
    // Only where the record still stands as it was found: else it may want something else now.
    await ports.store.commit([made], { checks: [headIs(pin(wanted.of))], also });
  } catch (error) {
    if (!isError(error, 'Conflict')) throw error;
    // Somebody else has opened it at the same time.
    const now = await roundsOf(ports.store, at);
    const last = now.at(-1);
    if (last === undefined || now.length === rounds.length) throw error;
    return { task: last.head.ref, opened: false };
  }
  await afterCommit(() => ports.bell.ring('mail', { of: [task] }));
  return { task, opened: true };
}

/** The least that whoever is asked gets where the date had passed before anybody was. */
const LEAST_MS = DAY;

/**
 * What the record says, else the step. Where the record's own date has passed, whoever is asked has
 * a day, or what the step gives where that is shorter: else the next sweep would ask somebody else.
 */
function timesFor({ due }: WorkWanted, own: Times, now: Instant): Times {
  if (due === undefined) return own;
  if (due.deadline > now) return due;
  const least = later(now, LEAST_MS);
  return { deadline: own.deadline < least ? own.deadline : least, reminders: [] };
}

async function draftFirst(
  ports: OpenWorkPorts,
  wanted: WorkWanted,
  rounds: readonly Round[],
): Promise<DraftedRound | undefined> {
  const { of, kind, plan, step, who, not = [] } = wanted;
  const now = ports.clock.now();
  const terms = stepOf(plan, wanted);
  const { escalateTo, identity } = terms;
  const asked = rounds.map(({ task }) => task.person);
  const apart = new Set([...asked, ...not]);
  const from = [who, ...(escalateTo === undefined ? [] : [escalateTo])];
  const wantedOf = { from, not: apart, type: of.version.type, now };
  const picked = rounds.length < MAX_ROUNDS ? await pickPerson(ports, wantedOf) : undefined;
  if (picked === undefined) return undefined;
  const [facts, times, organisation] = await Promise.all([
    factsOfWork(kind, of, ports.read, now),
    timesOf(ports.holidays, terms, now).then((own) => timesFor(wanted, own, now)),
    organisationName(ports.lists),
  ]);
  await keepFacts(ports, facts);
  const { insteadOf } = picked;
  return draftRound(
    ports,
    {
      ...times,
      reminders: times.reminders.filter((each) => each > now),
      common: {
        kind: kind.name,
        of: of.ref,
        gate: wanted.gate,
        seat: `w${wanted.place}`,
        requester: wanted.requester,
        label: wanted.label,
        subject: pin(of),
        policy: pin(plan),
        identity,
        facts: facts.digest,
      },
      alike: {
        facts: facts.text,
        organisation,
        policy: terms.plan,
        owners: wanted.offers.people,
      },
      work: {
        fields: kind.form(of, wanted.offers),
        step,
        not,
        ...keptIn(wanted),
        escalates: escalateTo !== undefined && picked.capacity !== escalateTo,
        number: kind.number,
        against: againstIn(kind, facts.facts),
        ...(kind.filled === undefined ? {} : { filled: kind.filled }),
        ...(insteadOf === undefined ? {} : { before: { ...insteadOf, why: 'absent' } }),
      },
      round: rounds.length + 1,
      picked,
      asked,
      actor: ACTOR,
      via: 'system',
      reason: insteadOf === undefined ? null : `In place of ${insteadOf.person}, who is away`,
    },
    now,
  );
}
