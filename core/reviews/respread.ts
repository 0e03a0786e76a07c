import { untilWritten } from '../approvals/until-written.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Item, Table } from '../ports.ts';
import type { Pending } from '../records/define-type.ts';
import type { Head } from '../store/items.ts';
import { spreadKey } from '../store/keys.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { DAY, type Instant, later } from '../time.ts';
import { REVIEW, withReview } from './due.ts';
import { type PlanInForce, planInForce, REVIEW_PLAN, reviewOf } from './plan.ts';

/** That the dates of reviews are to be put right by a plan. */
export const RESPREAD = 'respread';

/** Records that one run of the sweep looks at. */
export const MAX_SPREAD = 500;

/** How often all are looked at though the plan is the same: for what no people have written. */
const AGAIN_MS = 7 * DAY;

export interface RespreadPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly lists: Pick<Lists, 'byType'>;
}

export const respreadDue = (at: Instant): Pending => ({ at, for: RESPREAD });

/**
 * Goes on putting right when each record that the plan names is due for review, at most so many in
 * a run, and writes only where that is another date. A plan that changed meanwhile begins anew.
 */
export async function respread(ports: RespreadPorts, { ref }: Head, now: Instant): Promise<void> {
  const { store, table } = ports;
  const plan = ref === REVIEW_PLAN ? await planInForce(store) : undefined;
  const at = plan === undefined ? undefined : await spread(ports, plan);
  const head = await store.need(ref);
  const rest = head.pending.filter((each) => each.for !== RESPREAD);
  if (plan === undefined) {
    await store.setPending(head, rest);
    return;
  }
  const next = respreadDue(at === undefined ? later(now, AGAIN_MS) : now);
  await table.write([{ op: 'put', item: placeItem(plan, at) }]);
  await store.setPending(head, [...rest, next]);
}

/** How far it came: the type, and where its list goes on. */
interface Place {
  readonly type: number;
  readonly cursor: string | undefined;
}

/** @returns where to go on; `undefined` once it is done */
async function spread(ports: RespreadPorts, plan: PlanInForce): Promise<Place | undefined> {
  const types = [...new Set(plan.content.cadences.map(({ type }) => type))];
  let { type, cursor } = placeIn(await ports.table.get(spreadKey(plan.head.ref)), plan);
  for (let seen = 0; seen < MAX_SPREAD; ) {
    const name = types[type];
    if (name === undefined) return undefined;
    const page = await ports.lists.byType(name, { limit: MAX_PAGE, cursor });
    for (const { ref } of page.records) await putRight(ports, plan, ref);
    seen += Math.max(1, page.records.length);
    cursor = page.cursor;
    if (cursor === undefined) type += 1;
  }
  return types[type] === undefined ? undefined : { type, cursor };
}

async function putRight(ports: RespreadPorts, plan: PlanInForce, ref: string): Promise<void> {
  await untilWritten(async () => {
    const head = await ports.store.load(ref);
    if (head === undefined) return;
    const due = (await reviewOf(ports, head, plan))?.due;
    if (head.pending.find((each) => each.for === REVIEW)?.at === due?.at) return;
    // Whoever has changed it meanwhile has put it right by the plan.
    await ports.store.setPending(head, withReview(head.pending, due));
  });
}

const placeItem = ({ head }: PlanInForce, at: Place | undefined): Item => ({
  ...spreadKey(head.ref),
  plan: head.digest,
  type: at?.type ?? 0,
  ...(at?.cursor === undefined ? {} : { cursor: at.cursor }),
});

function placeIn(item: Item | undefined, { head }: PlanInForce): Place {
  if (item?.plan !== head.digest) return { type: 0, cursor: undefined };
  return {
    type: typeof item.type === 'number' ? item.type : 0,
    cursor: typeof item.cursor === 'string' ? item.cursor : undefined,
  };
}
