import { answer, type Form } from '#core/approvals/answer.ts';
import { conclude } from '#core/approvals/conclude.ts';
import { openGate } from '#core/approvals/open-gate.ts';
import { closeIncident } from '#core/approvals/questions/close-incident.ts';
import { requestApproval } from '#core/changes/request-approval.ts';
import { refused } from '#core/errors.ts';
import { type Ref, splitRef } from '#core/ids.ts';
import { concludeIncident } from '#core/incidents/conclude.ts';
import { openIncidentGate } from '#core/incidents/gate.ts';
import { PRODUCTION_RETENTION } from '#core/log/retention.ts';
import type {
  ApprovalMatter,
  DigestMatter,
  LateMatter,
  MailMatter,
  PolicyMatter,
  RiskMatter,
  WorkMatter,
} from '#core/mail/matter.ts';
import { checkOwner, sendOwed } from '#core/mail/send.ts';
import type { Sealed } from '#core/records/version.ts';
import { concludeReview } from '#core/reviews/conclude.ts';
import { openReviewGate } from '#core/reviews/gate.ts';
import { concludeAssessment } from '#core/risk/conclude.ts';
import { openAssessmentGate } from '#core/risk/gate.ts';
import type { Head } from '#core/store/items.ts';
import { lists } from '#core/store/lists.ts';
import { recordStore } from '#core/store/record-store.ts';
import { type Rung, sweep } from '#core/sweep/sweep.ts';
import { executionName } from '#core/waiting/executions.ts';
import { factsGatherer, gatherFacts, kindFor } from '#workflows/approval/contract.ts';
import { memoryHolidays } from '../memory/holidays.ts';
import { type MemoryWorldOptions, memoryWorld } from '../memory/world.ts';
import { ASTRID } from './people.ts';
import { remembering } from './remembering.ts';

/** Core behind its ports in memory, with hands that do what functions and machines would. */
export function house(options: MemoryWorldOptions = {}, world = memoryWorld(options)) {
  const { table, clock, random, machines, bell, objects, mailer } = world;
  const credentials = {
    find: async (text: string) => (text.includes('AKIA') ? 'an AWS access key' : undefined),
  };
  const store = remembering(recordStore({ table, clock, random, credentials }), table);
  const read = (now = clock.now()) => ({
    load: (ref: Ref) => store.load(ref),
    incoming: lists(table).incoming,
    async approvedBefore(subject: { ref: Ref }) {
      const head = await store.load(subject.ref);
      return head?.standing === undefined
        ? undefined
        : store.version(subject.ref, head.standing.version);
    },
    now,
  });

  const ports = {
    ...world,
    store,
    lists: lists(table),
    retention: PRODUCTION_RETENTION,
    maxBytes: 1000,
    software: 'assent test',
    deadLetters: async () => 0,
    holidays: memoryHolidays(),
    locks: objects,
    read: read(),
  };
  const sentMatters: ApprovalMatter[] = [];
  const sentWork: WorkMatter[] = [];
  const sentOthers: (DigestMatter | LateMatter | PolicyMatter | RiskMatter)[] = [];

  /** What the logs of `await` and `step` say that somebody has to see to. */
  const nobodyToAsk: string[] = [];

  const gather = factsGatherer(read());

  async function request(subject: Head, transition: string, actor: Ref = ASTRID): Promise<Head> {
    const kind = kindFor(subject.version.type, transition);
    if (kind === undefined) throw refused('no kind');
    return requestApproval(
      ports,
      subject,
      transition,
      { kind: kind.name, gather: () => gatherFacts(kind, subject, read(), clock.now()) },
      { actor, via: 'api', reason: 'It is ready' },
    );
  }

  /** An execution of the approval arrives at its callback state. */
  async function arrive(approval: Ref, attempt = 1): Promise<string> {
    const name = executionName(approval, attempt);
    const token = machines.wait('approval', name);
    await openGate(ports, { of: approval, execution: name, token }, gather);
    return token;
  }

  /** An execution of that name arrives at the callback state of its workflow. */
  async function arriveAs(of: Ref, execution: string): Promise<string> {
    const { type } = splitRef(of);
    const token = machines.wait(type, execution);
    const arrival = { of, execution, token };
    if (type === 'approval') await openGate(ports, arrival, gather);
    else {
      const open = type === 'incident' ? openIncidentGate : openAssessmentGate;
      nobodyToAsk.push(...(await (type === 'review' ? openReviewGate : open)(ports, arrival)));
    }
    return token;
  }

  const closing = (subject: Sealed) => ({
    kind: closeIncident.name,
    gather: () => gatherFacts(closeIncident, subject, read(), clock.now()),
  });
  const stuck = (ref: Ref, why: string) => void nobodyToAsk.push(`${ref}: ${why}`);

  /** What the function `step` does. */
  async function step(ref: Ref) {
    const actor = 'service/assent-step';
    switch (splitRef(ref).type) {
      case 'approval':
        return conclude(ports, ref, actor);
      case 'incident':
        return concludeIncident({ ...ports, closing, stuck }, ref, actor);
      case 'review':
        return concludeReview(ports, ref, actor);
      default:
        return concludeAssessment(ports, ref, actor);
    }
  }

  /** Delivers the rings for the function `mail`. */
  async function deliverMail(): Promise<void> {
    for (const { fn, payload } of bell.take()) {
      if (fn !== 'mail') continue;
      for (const owner of (payload as { of: Ref[] }).of) await mailOf(owner);
    }
  }

  const mailOf = (of: Ref) =>
    sendOwed(
      {
        ...ports,
        checkpoint: async () => undefined,
        sleep: async () => {},
        render: (matter) => {
          if (matter.about === 'approval') sentMatters.push(matter);
          else if (matter.about === 'work') sentWork.push(matter);
          else sentOthers.push(matter);
          const text = `${matter.delivery.kind} ${codesIn(matter).join(' ')}`;
          return { subject: text, text, html: text };
        },
      },
      // As the function does: not every record may owe a mail.
      checkOwner(of),
    );

  const form = (code: string, facts: string, changes: Partial<Form> = {}): Form => ({
    code,
    choice: 'approve',
    comment: '',
    signature: 'Ingrid Solheim',
    facts,
    opened: clock.now(),
    ...changes,
  });

  return {
    ...ports,
    mailer,
    objects,
    sentMatters,
    sentWork,
    sentOthers,
    request,
    arrive,
    arriveAs,
    step,
    nobodyToAsk,
    deliverMail,
    mailOf,
    form,
    gather,
    answer: (posted: Form) => answer(ports, posted, gather),
    conclude: (ref: Ref) => conclude(ports, ref, 'service/assent-step'),
    sweep: (rung: Rung = {}) => sweep(ports, rung),
  };
}

function codesIn(matter: MailMatter): readonly string[] {
  if (matter.about === 'policy' || matter.about === 'late' || matter.about === 'risk') return [];
  if (matter.about === 'digest') return matter.questions.map(({ code }) => code);
  return matter.code === undefined ? [] : [matter.code];
}

export type House = ReturnType<typeof house>;
