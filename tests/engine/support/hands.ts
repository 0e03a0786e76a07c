import { answer, type Form } from '#core/approvals/answer.ts';
import { conclude } from '#core/approvals/conclude.ts';
import { openGate } from '#core/approvals/open-gate.ts';
import { requestApproval } from '#core/changes/request-approval.ts';
import type { Ref } from '#core/ids.ts';
import { advance } from '#core/log/advance.ts';
import type { MailMatter } from '#core/mail/matter.ts';
import { sendOwed } from '#core/mail/send.ts';
import { recordType } from '#core/records/registry.ts';
import { sweep } from '#core/sweep/sweep.ts';
import { announcer } from '#functions/log/announce.ts';
import { renderMail } from '#functions/mail/render.ts';
import { readRecords } from '#functions/shared/read-records.ts';
import { ASTRID } from '#tests/support/people.ts';
import { factsGatherer, gatherFacts, kindFor } from '#workflows/approval/contract.ts';
import type { CorePorts } from './core-ports.ts';
import { TEST_BASE_URL } from './engine.ts';

export type Arrival = Parameters<typeof openGate>[1];

/** What the handlers do, in this process: one hand is one invocation of a function. */
export function handsOf(ports: CorePorts) {
  const read = readRecords(ports);
  const facts = factsGatherer(read);
  const mailing = {
    ...ports,
    checkpoint: async () => undefined,
    sleep: async () => {},
    questionsADay: 10_000,
    render: (matter: MailMatter) =>
      renderMail(matter, { base: TEST_BASE_URL, origin: ports.origin }),
  };
  const logging = { ...ports, classOf: (type: string) => recordType(type).retention };
  return {
    ports,
    /** A policy asks for approval; as the function `api`. */
    request: async (ref: Ref) => {
      const transition = 'request-approval';
      const subject = await ports.store.need(ref);
      const kind = known(kindFor('policy', transition));
      const gather = () => gatherFacts(kind, subject, read, ports.clock.now());
      const author = { actor: ASTRID, via: 'api', reason: 'It is ready' } as const;
      return requestApproval(ports, subject, transition, { kind: kind.name, gather }, author);
    },
    await: (arrival: Arrival) => openGate(ports, arrival, facts),
    mail: (of: Ref) => sendOwed(mailing, of),
    decide: (form: Form) => answer(ports, form, facts),
    step: (approval: Ref) => conclude(ports, approval, 'service/assent-step'),
    sweep: () => sweep({ ...ports, read }),
    log: () => advance(logging, { announce: announcer(ports) }),
  };
}

export type Hands = ReturnType<typeof handsOf>;

function known<Kind>(kind: Kind | undefined): Kind {
  if (kind === undefined) throw new Error('No such kind of task');
  return kind;
}
