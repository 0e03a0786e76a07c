import { edit } from '#core/changes/change.ts';
import type { Ref } from '#core/ids.ts';
import { parseDelivery } from '#core/mail/outbox.ts';
import { sendAll } from '#core/mail/send-all.ts';
import type { SendPorts } from '#core/mail/send-ports.ts';
import { type House, house } from '#tests/support/house.ts';
import { aPolicy, given, givenPeople, givenPolicy, INGRID, SETUP } from '#tests/support/people.ts';
import { aStage } from '../approvals/matter.ts';

export const TO_INGRID = 'ingrid.solheim@halden.example';

/** Ingrid is to be asked about so many policies, each mail owed and none sent. */
export async function asked(count: number, stage: object = {}) {
  const at = house();
  await givenPeople(at.store);
  await givenPolicy(at.store, { stages: [aStage(stage)] });
  const tasks: Ref[] = [];
  const more = async (times: number) => {
    for (let n = 0; n < times; n++) tasks.push(await askAbout(at, tasks.length + 1));
    at.bell.take();
  };
  await more(count);
  return {
    at,
    tasks,
    more,
    /** The n-th policy is changed by somebody, so that nothing is to be decided any more. */
    over: async (n: number) => {
      const subject = await at.store.need(`policy/policy-${n}`);
      const content = { ...subject.version.content, binds: 'Nobody' };
      await edit(at, subject, { content, links: [] }, SETUP);
      const { version } = await at.store.need(tasks[n - 1] ?? '');
      await at.conclude(String(version.content.of));
      at.bell.take();
    },
    /** One run of the function `mail` for them all, or for these records. */
    send: (records: readonly Ref[] = tasks) => sendAll(sendPorts(at), records),
    /** What is pending on Ingrid. */
    pending: async () => (await at.store.need(INGRID)).pending,
    deliveries: () =>
      at.table
        .all()
        .filter(({ sk }) => sk.startsWith('D#'))
        .map(parseDelivery),
    toIngrid: () => at.mailer.sent.filter(({ to }) => to === TO_INGRID),
    digests: () => at.sentOthers.flatMap((matter) => (matter.about === 'digest' ? [matter] : [])),
  };
}

export type Asked = Awaited<ReturnType<typeof asked>>;

async function askAbout(at: House, n: number): Promise<Ref> {
  const id = `policy-${n}`;
  const content = aPolicy({ name: `Policy ${n}` });
  const policy = await given(at.store, { type: 'policy', id, state: 'draft', content });
  const { ref } = await at.request(policy, 'request-approval');
  await at.arrive(ref);
  return `task/${ref.slice('approval/'.length)}-1-s1-1`;
}

/** The ports of the function `mail`, with words that name the kind alone. */
export function sendPorts(at: House): SendPorts {
  return {
    ...at,
    checkpoint: async () => undefined,
    sleep: async () => {},
    render: (matter) => {
      if (matter.about === 'approval') at.sentMatters.push(matter);
      else if (matter.about !== 'work') at.sentOthers.push(matter);
      const { kind } = matter.delivery;
      return { subject: kind, text: kind, html: kind };
    },
  };
}
