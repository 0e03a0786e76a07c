import type { Ref } from '../ids.ts';
import type { ApprovalContent } from '../records/approval.ts';
import { contentOf } from '../records/content-of.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { type CandidatePorts, holdersOf, isActive } from './candidates.ts';
import type { Excluded } from './duties.ts';
import { type StandInTerms, standIn } from './seating.ts';
import { everSeated, mayDecide, type Seat, type Stage, seatedNow, taskRef } from './seats.ts';

export interface RefillPorts extends CandidatePorts {
  readonly store: Pick<RecordStore, 'load' | 'need'>;
}

/** Rounds of one seat: the schema holds 20, and a delegate takes one more. */
const MAX_ROUNDS = 19;

type Round = Seat['rounds'][number];

/** Why a seat is to be filled anew, and whom whoever gave it up named. */
export interface Vacancy {
  readonly seat: Seat;
  readonly why: Round['why'];
  readonly by?: Ref;
  readonly reason?: string;
  readonly to?: Ref;
}

/** The stage after its seats were looked at. */
export interface Refilled {
  readonly stage: Stage;
  /** What was found and done, seat by seat, in words for the record. */
  readonly done: readonly string[];
  readonly changed: boolean;
  /** Seats for which nobody else was found. */
  readonly unfilled: readonly Vacancy[];
}

export interface Refilling {
  readonly approval: Ref;
  readonly content: ApprovalContent;
  readonly excluded: Excluded;
  readonly mayRepeat: boolean;
  /** By index. */
  readonly index: number;
  readonly stage: Stage;
  readonly now: Instant;
}

/**
 * Fills anew whatever seats of an open stage have nobody who would answer: passed on, given up for
 * a conflict of interest, whoever sat there gone or not reached, or silent for too long.
 */
export async function refill(ports: RefillPorts, on: Refilling): Promise<Refilled> {
  const { content, stage, now } = on;
  const { escalation: by } = stage;
  const relieves = by !== undefined && by.done === undefined && by.at <= now;
  const vacancies = await Promise.all(
    stage.seats.map((seat) => vacancyOf(ports, seat, relieves ? by.to : undefined)),
  );
  const taken = new Set(everSeated(content.stages));
  const seats: Seat[] = [];
  const done: string[] = [];
  const unfilled: Vacancy[] = [];
  for (const [n, seat] of stage.seats.entries()) {
    const vacancy = vacancies[n];
    const next = vacancy === undefined ? [] : await nextRounds(ports, on, vacancy, taken);
    for (const { person } of next) taken.add(person);
    if (vacancy !== undefined) done.push(inWords(vacancy, next));
    if (vacancy !== undefined && next.length === 0) unfilled.push(vacancy);
    seats.push(
      next.length === 0 ? seat : { id: seat.id, of: seat.of, rounds: [...seat.rounds, ...next] },
    );
  }
  return {
    stage: { ...stage, ...(relieves ? { escalation: { ...by, done: now } } : {}), seats },
    done,
    changed: relieves || seats.some((seat, n) => seat !== stage.seats[n]),
    unfilled,
  };
}

const inWords = ({ seat, why }: Vacancy, next: readonly Round[]): string =>
  `${seat.id} ${why}: ${
    next.length === 0
      ? 'nobody else can be asked'
      : next.map(({ person }) => person).join(', then ')
  }`;

async function vacancyOf(
  { store }: RefillPorts,
  seat: Seat,
  relievedBy: Ref | undefined,
): Promise<Vacancy | undefined> {
  const round = seatedNow(seat);
  if (seat.answer !== undefined) {
    const { choice, by, task } = seat.answer;
    if (choice !== 'pass-on' && choice !== 'conflict-of-interest') return undefined;
    const decision = await decisionOf(store, `task/${task.id}`);
    return {
      seat,
      by,
      why: choice === 'pass-on' ? 'delegated' : 'conflict',
      ...(decision?.comment === undefined ? {} : { reason: decision.comment }),
      ...(decision?.passedTo === undefined ? {} : { to: decision.passedTo }),
    };
  }
  const [person, task] = await Promise.all([store.load(round.person), store.load(round.task)]);
  if (person === undefined || !isActive(person)) return { seat, why: 'left' };
  if (task?.pending.some((each) => each.for === 'unreachable')) return { seat, why: 'unreachable' };
  return relievedBy === undefined || round.why === 'escalated'
    ? undefined
    : { seat, why: 'escalated', to: relievedBy };
}

async function decisionOf(
  store: RefillPorts['store'],
  task: Ref,
): Promise<TaskContent['decision']> {
  return contentOf(taskType, await store.need(task)).decision;
}

/** The round that follows; two where whoever comes next is away and has a delegate. */
async function nextRounds(
  ports: RefillPorts,
  on: Refilling,
  { seat, why, by, reason, to }: Vacancy,
  taken: ReadonlySet<Ref>,
): Promise<readonly Round[]> {
  if (seat.rounds.length >= MAX_ROUNDS) return [];
  const { approval, content, excluded, mayRepeat, index, stage, now } = on;
  const terms: StandInTerms = { type: content.subject.type, excluded, taken, mayRepeat, now };
  const from = why === 'escalated' ? [to] : [to, seat.of, stage.escalation?.to];
  const holders = await holdersOf(ports, [...new Set(from.filter((each) => each !== undefined))]);
  const sat = new Set(seat.rounds.map(({ person }) => person));
  const person = [...holders.values()]
    .flat()
    .find((each) => !sat.has(each) && mayDecide(each, terms));
  if (person === undefined) return [];
  const round = (n: number, more: Pick<Round, 'person' | 'why' | 'by' | 'reason'>): Round => ({
    ...more,
    task: taskRef(approval, index, seat.id, seat.rounds.length + n),
    since: now,
  });
  const first = round(1, {
    person,
    why,
    ...(by === undefined ? {} : { by }),
    ...(reason === undefined ? {} : { reason }),
  });
  const away = await standIn(ports, person, { ...terms, taken: new Set([...taken, person]) });
  // Whoever gave the seat up does not get it back because the next one is away.
  return away === undefined || sat.has(away.person) ? [first] : [first, round(2, away)];
}
