import { holdersOf } from '../approvals/candidates.ts';
import { mailDue } from '../approvals/pending.ts';
import { untilWritten } from '../approvals/until-written.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import { acceptance } from '../records/acceptance.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { risk as riskType } from '../records/risk.ts';
import { treatment } from '../records/treatment.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { HOUR, type Instant, later } from '../time.ts';
import { labelOf } from '../work/label-of.ts';
import { type OpenWorkPorts, openWork } from '../work/open-work.ts';
import { ACCEPTANCE } from './accept.ts';
import { assessmentIn } from './assessment.ts';
import { finishTreatment } from './kinds/finish-treatment.ts';
import { REASSESS } from './reassess-due.ts';
import { acceptanceRef } from './risks.ts';
import { draftEnd } from './score-risks.ts';
import { termsOf } from './terms.ts';
import { TREATMENT_OVERDUE, TREATMENT_WORK } from './treat.ts';

/** What comes due on treatments and acceptances. */

const BY = { actor: 'service/assent-sweep', via: 'system' } as const;

/** When it is tried again where nobody can be asked. */
const AGAIN_MS = 6 * HOUR;

const without = ({ pending }: Head, what: string) => pending.filter((each) => each.for !== what);

/**
 * An acceptance is over: the risk is above appetite again, and is assessed anew. What was scored
 * anew meanwhile is not touched.
 */
export async function expireAcceptance(
  { store }: { readonly store: RecordStore },
  { ref }: Head,
  now: Instant,
): Promise<readonly Ref[]> {
  return untilWritten(async () => {
    const head = await store.need(ref);
    const { risk: pinned, until, by } = contentOf(acceptance, head);
    if (head.version.state !== 'in-force' || until > now) {
      await store.setPending(head, without(head, ACCEPTANCE));
      return [];
    }
    const reason = `It was accepted until ${until}`;
    const expired = await draftEnd(store, head, 'expire', 'expired', { ...BY, reason }, [
      mailDue(now),
    ]);
    const risk = await store.need(`risk/${pinned.id}`);
    const { scored, dimension, owner } = contentOf(riskType, risk);
    const isBorne =
      risk.version.state === 'accepted' && acceptanceRef(scored.by, dimension) === ref;
    const again = isBorne
      ? [
          await store.draft({
            ...BY,
            type: riskType.name,
            id: risk.version.id,
            before: risk,
            action: 'expire',
            state: 'above-appetite',
            content: risk.version.content,
            links: risk.version.links,
            reason,
            pending: [...without(risk, REASSESS), { at: now, for: REASSESS }],
          }),
        ]
      : [];
    const told = [...new Set([by, owner])];
    await store.commit([expired, ...again], {
      also: told.map((to, n) => owe(ref, 'acceptance-expired', n + 1, to)),
    });
    return [ref];
  });
}

/** Whoever owns a treatment is asked to say when it is done. */
export async function askForTreatment(
  ports: OpenWorkPorts,
  head: Head,
  now: Instant,
): Promise<void> {
  const rest = without(head, TREATMENT_WORK);
  const isToDo = head.version.state === 'open' || head.version.state === 'overdue';
  const isAsked = !isToDo || (await ask(ports, head));
  const again: readonly Pending[] = isAsked
    ? []
    : [{ at: later(now, AGAIN_MS), for: TREATMENT_WORK }];
  await ports.store.setPending(head, [...rest, ...again]);
}

async function ask(ports: OpenWorkPorts, head: Head): Promise<boolean> {
  const { assessment, owner, due, reason } = contentOf(treatment, head);
  const content = assessmentIn(await ports.store.need(assessment));
  const { planRecord, plan } = await termsOf(ports.store, content);
  const holders = await holdersOf(ports, [owner, plan.treatment.role]);
  const people = [...new Set([...holders.values()].flat())];
  const opened = await openWork(ports, {
    of: head,
    gate: 'treatment',
    place: 1,
    kind: finishTreatment,
    who: owner,
    offers: { people, duties: [], incidents: [] },
    requester: content.owner,
    label: labelOf(content.label, reason),
    plan: planRecord,
    step: 'treatment',
    due: { deadline: due, reminders: [] },
  });
  return !('nobody' in opened);
}

/** A treatment's date has passed and nobody has said that it is done: that is on record, once. */
export async function missTreatment(
  { store }: { readonly store: RecordStore },
  { ref }: Head,
  now: Instant,
): Promise<readonly Ref[]> {
  return untilWritten(async () => {
    const head = await store.need(ref);
    const content = contentOf(treatment, head);
    const rest = without(head, TREATMENT_OVERDUE);
    if (head.version.state !== 'open' || content.due > now) {
      await store.setPending(head, rest);
      return [];
    }
    const made = await store.draft({
      ...BY,
      type: treatment.name,
      id: head.version.id,
      before: head,
      action: 'miss',
      state: 'overdue',
      content,
      links: head.version.links,
      reason: `Nobody has said by ${content.due} that it is done`,
      pending: [...rest.filter((each) => each.for !== 'mail'), mailDue(now)],
    });
    await store.commit([made], { also: [owe(ref, 'treatment-overdue', 1, content.owner)] });
    return [ref];
  });
}
