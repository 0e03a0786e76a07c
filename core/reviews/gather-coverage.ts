import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import { atATime, CALLS_AT_A_TIME } from '../log/at-a-time.ts';
import { contentOf } from '../records/content-of.ts';
import { evidence } from '../records/evidence.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { coverage, type Expected, type Occurrence, type Period } from './coverage.ts';
import { clocksOf, planInForce, REVIEW_PLAN } from './plan.ts';

/** Evidence that is looked through at most: beyond, a calendar would say less than there is. */
export const MAX_EVIDENCE = 10_000;

/** How the evidence of one control stands, period by period. */
export interface Covered extends Pick<Expected, 'control' | 'what' | 'every'> {
  readonly periods: readonly Period[];
}

export interface CoverageCalendar {
  readonly plan: Ref;
  /** Of the plan. */
  readonly version: number;
  readonly controls: readonly Covered[];
}

interface Ports {
  readonly store: Pick<RecordStore, 'load' | 'version'>;
  readonly lists: Pick<Lists, 'byType'>;
}

/**
 * The coverage calendar of the review plan: what evidence of controls was expected, and came, came
 * late or did not. A piece of evidence belongs to a control whose id its source begins with
 * (`A.6.2.6: report of drift`), is of the day on which it was collected, and late where it was put
 * on record only after its period. What is only declared does not count.
 *
 * @throws NotFound where no plan is in force, TooLarge where there is more evidence than that
 */
export async function gatherCoverage(ports: Ports, now: Instant): Promise<CoverageCalendar> {
  const plan = await planInForce(ports.store);
  if (plan === undefined) throw new AssentError('NotFound', `No ${REVIEW_PLAN} is in force`);
  const { zone, clocks } = await clocksOf(plan.content);
  const day = (at: Instant) => new Date(clocks.clockAt(at, zone)).toISOString().slice(0, 10);
  const wanted = plan.content.evidence;
  const found = new Map<string, Occurrence[]>(wanted.map(({ control }) => [control, []]));
  for (const head of wanted.length === 0 ? [] : await storedEvidence(ports)) {
    const { source, collected } = contentOf(evidence, head);
    const of = found.get(controlIn(source));
    if (of === undefined) continue;
    const { version: first } = await ports.store.version(head.ref, 1);
    of.push({ of: day(collected), collected: day(first.time) });
  }
  const controls = wanted.map((each): Covered => {
    const { control, what, every } = each;
    return { control, what, every, periods: coverage(each, found.get(control) ?? [], day(now)) };
  });
  return { plan: plan.head.ref, version: plan.head.version.version, controls };
}

/** The control that a source begins with, as far as it names one. */
const controlIn = (source: string): string => /^[A-Z0-9]+(?:\.[0-9]+)*/.exec(source)?.[0] ?? '';

async function storedEvidence({ store, lists }: Ports): Promise<readonly Head[]> {
  const heads: Head[] = [];
  let cursor: string | undefined;
  do {
    const page = await lists.byType(evidence.name, { limit: MAX_PAGE, cursor });
    const stored = page.records.filter(({ state }) => state === 'stored');
    const loaded = await atATime(CALLS_AT_A_TIME, stored, ({ ref }) => store.load(ref));
    heads.push(...loaded.filter((head) => head !== undefined));
    if (heads.length > MAX_EVIDENCE) {
      throw new AssentError('TooLarge', `More than ${MAX_EVIDENCE} pieces of evidence`, {
        limit: MAX_EVIDENCE,
      });
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return heads;
}
