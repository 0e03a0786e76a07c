import { readdirSync } from 'node:fs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { STEPS } from '#core/records/response-plan.ts';
import { readMail } from '#local/mailbox/mails.ts';
import { type Live, startLive } from '#tests/engine/support/live.ts';
import { threadOf } from '#tests/engine/support/thread.ts';
import { median } from './support/median.ts';
import { soon } from './support/soon.ts';
import type { Row } from './table.ts';

const WARM_UPS = 3;
const ROUNDS = 15;

/**
 * How long it takes from an event on the bus to the mail that asks somebody to triage the incident
 * that it calls for, on the engine: rule, queue, `ingest`, the ring of the sweep, which opens it,
 * its machine, the gate, and the mail. Each event is of a cause of its own.
 */
export async function run(): Promise<Row[]> {
  const live = await startLive();
  const bus = new EventBridgeClient(live.assent.client);
  try {
    await givenPlan(live);
    const times: number[] = [];
    for (let round = -WARM_UPS; round < ROUNDS; round++) {
      const took = await untilAsked(live, bus, `bench-${round + WARM_UPS}`);
      if (round >= 0) times.push(took);
    }
    const sorted = times.toSorted((a, b) => a - b);
    return [
      {
        measure: 'From an event on the bus to the mail that asks for triage',
        value: median(times),
        unit: 'ms',
      },
      { measure: `… the slowest of ${ROUNDS}`, value: sorted.at(-1) ?? 0, unit: 'ms' },
    ];
  } finally {
    bus.destroy();
    await live.stop();
  }
}

/** Everything is asked of the one whose mails are looked for. */
async function givenPlan(live: Live): Promise<void> {
  const owner = await threadOf(live).owner();
  const step = {
    role: 'role/chief-risk-officer',
    deadline: { amount: 1, unit: 'days' },
    reminders: [],
    identity: 'link',
  };
  const content = {
    name: 'Incidents of credit scoring',
    owner,
    zone: 'Europe/Oslo',
    steps: Object.fromEntries(STEPS.map((name) => [name, step])),
    suspends: [],
    duties: ['euaia-art73-general'],
    undueDelay: { amount: 3, unit: 'days' },
  };
  const { status, body } = await live.call({
    method: 'POST',
    path: '/v1/records/response-plan',
    headers: { 'assent-acting-for': owner },
    body: { id: 'credit-scoring', content, links: [], reason: 'To be measured' },
  });
  if (status !== 201) throw new Error(`No plan was made: ${status} ${JSON.stringify(body)}`);
}

async function untilAsked(live: Live, bus: EventBridgeClient, cause: string): Promise<number> {
  const seen = new Set(readdirSync(live.assent.mails));
  const begun = performance.now();
  const { FailedEntryCount } = await bus.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: live.assent.deployed.bus,
          Source: 'acme.monitoring',
          DetailType: 'Monitoring Signal',
          Detail: JSON.stringify({
            kind: 'drift',
            title: `Income drifts ${cause}`,
            severity: 'high',
            system: 'ai-system/credit-scoring',
            cause,
            key: cause,
          }),
        },
      ],
    }),
  );
  if (FailedEntryCount !== 0) throw new Error('The bus did not take it');
  return soon('the mail that asks for triage', async () => {
    const fresh = readdirSync(live.assent.mails).filter((name) => !seen.has(name));
    const asks = fresh.some((name) => {
      const mail = readMail(live.assent.mails, name.replace(/\.json$/, ''));
      return mail?.subject.includes(cause) ?? false;
    });
    return asks ? performance.now() - begun : undefined;
  });
}
