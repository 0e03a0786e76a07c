import { holdersOf } from '../approvals/candidates.ts';
import { mailDue } from '../approvals/pending.ts';
import { untilWritten } from '../approvals/until-written.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import { contentOf } from '../records/content-of.ts';
import { type CorrectiveActionContent, correctiveAction } from '../records/corrective-action.ts';
import type { Pending } from '../records/define-type.ts';
import { incident as incidentType } from '../records/incident.ts';
import type { Head } from '../store/items.ts';
import { DAY, HOUR, type Instant, instantOf, later, millisecondsOf } from '../time.ts';
import { labelOf } from '../work/label-of.ts';
import { type OpenWorkPorts, openWork, type WorkOpened } from '../work/open-work.ts';
import type { WorkWanted } from '../work/work.ts';
import { carryOutAction } from './kinds/carry-out-action.ts';
import { checkEffect } from './kinds/check-effect.ts';
import { planCorrection } from './kinds/plan-correction.ts';
import { offersFor, type Plan, planFor } from './plan.ts';
import { systemOf } from './stop-system.ts';

/**
 * What comes due on corrective actions. The sweep asks, since an incident may be long closed by the
 * time that the effect of an action is looked at.
 */

const ACTOR = 'service/assent-sweep';

/** When it is tried again where nobody can be asked, or no plan is in force. */
const AGAIN_MS = 6 * HOUR;

/** The longest time before its date at which the owner of an action is reminded. */
const REMIND_BEFORE_MS = 3 * DAY;

/** Whoever is to carry an action out is asked to say when it is done. */
export const askForAction = (ports: OpenWorkPorts, head: Head, due: Pending, now: Instant) =>
  asking(ports, head, due, now, ['open', 'overdue'], (found) => ({
    ...common(found),
    of: head,
    gate: 'action',
    place: 1,
    kind: carryOutAction,
    who: found.action.owner,
    due: { deadline: found.action.due, reminders: reminderOf(now, found.action.due) },
  }));

// Three days before, or half-way where that is later.
function reminderOf(now: Instant, due: Instant): readonly Instant[] {
  if (due <= now) return [];
  const half = instantOf(Math.ceil((millisecondsOf(now) + millisecondsOf(due)) / 2));
  const before = later(due, -REMIND_BEFORE_MS);
  return [before > half ? before : half];
}

/** Whoever was named to look at an action's effect is asked what they found. */
export const askForEffect = (ports: OpenWorkPorts, head: Head, due: Pending, now: Instant) =>
  asking(ports, head, due, now, ['done'], (found) => ({
    ...common(found),
    of: head,
    gate: 'effect',
    place: 1,
    kind: checkEffect,
    who: found.action.effect.by,
    not: [found.action.owner],
  }));

/**
 * An action had no effect: whoever leads its incident is asked to plan anew, each time at a place
 * of its own. The first plan was made at place 1.
 */
export const askForPlan = (ports: OpenWorkPorts, head: Head, due: Pending, now: Instant) =>
  asking(ports, head, due, now, ['ineffective'], (found) => ({
    ...common(found),
    of: found.incident,
    gate: 'correction',
    place: numberOf(head) + 1,
    kind: planCorrection,
    label: found.title,
    who: found.leads ?? found.plan.content.steps.correction.role,
  }));

const numberOf = ({ version: { id } }: Head): number => Number(/-a(\d+)$/.exec(id)?.[1] ?? 1);

interface Found {
  readonly action: CorrectiveActionContent;
  readonly incident: Head;
  readonly title: string;
  readonly leads: Ref | undefined;
  readonly plan: Plan;
  readonly offers: WorkWanted['offers'];
}

const common = ({ action, plan, offers, leads, title }: Found) => ({
  label: labelOf(action.text, title),
  offers,
  requester: leads ?? 'service/assent-sweep',
  plan: plan.head,
  step: 'correction' as const,
});

/** Asks once; the record is due again where nobody can be asked, or it moved at this moment. */
async function asking(
  ports: OpenWorkPorts,
  head: Head,
  due: Pending,
  now: Instant,
  states: readonly string[],
  wanted: (found: Found) => WorkWanted,
): Promise<readonly Ref[]> {
  const rest = head.pending.filter((each) => each.for !== due.for);
  if (!states.includes(head.version.state)) {
    await ports.store.setPending(head, rest);
    return [];
  }
  const opened = await openFor(ports, head, wanted);
  const again: readonly Pending[] =
    opened === undefined || 'nobody' in opened ? [{ at: later(now, AGAIN_MS), for: due.for }] : [];
  await ports.store.setPending(head, [...rest, ...again]);
  return [];
}

async function openFor(
  ports: OpenWorkPorts,
  head: Head,
  wanted: (found: Found) => WorkWanted,
): Promise<WorkOpened | undefined> {
  const action = contentOf(correctiveAction, head);
  const incident = await ports.store.need(action.incident);
  const plan = await planFor(ports.store, systemOf(incident));
  if (plan === undefined) return undefined;
  const { title, owner: leads } = contentOf(incidentType, incident);
  const offers = await offersFor(ports, incident, plan);
  return openWork(ports, wanted({ action, incident, title, leads, plan, offers }));
}

/**
 * An action's date has passed and nobody has said that it is done: that is on record, and its owner
 * and whoever leads the incident are told. It stays to be done. Again it changes nothing.
 *
 * @returns the records that owe a mail
 */
export async function missAction(
  ports: Pick<OpenWorkPorts, 'store' | 'lists'>,
  { ref }: Head,
  now: Instant,
): Promise<readonly Ref[]> {
  const { store } = ports;
  return untilWritten(async () => {
    const head = await store.need(ref);
    const content = contentOf(correctiveAction, head);
    const rest = head.pending.filter((each) => each.for !== 'overdue');
    if (head.version.state !== 'open' || content.due > now) {
      await store.setPending(head, rest);
      return [];
    }
    const made = await store.draft({
      type: correctiveAction.name,
      id: head.version.id,
      before: head,
      action: 'miss',
      state: 'overdue',
      content,
      links: head.version.links,
      actor: ACTOR,
      via: 'system',
      reason: `Nobody has said by ${content.due} that it is done`,
      pending: [...rest.filter((each) => each.for !== 'mail'), mailDue(now)],
    });
    const { owner: leads } = contentOf(incidentType, await store.need(content.incident));
    const whom = [content.owner, ...(leads === undefined ? [] : [leads])];
    const told = new Set([...(await holdersOf(ports, whom)).values()].flat());
    await store.commit([made], {
      also: [...told].map((to, n) => owe(ref, 'action-overdue', n + 1, to)),
    });
    return [ref];
  });
}
