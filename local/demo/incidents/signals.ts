import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { clientOf } from '../../clients.ts';
import { runAssent } from '../assent-command.ts';
import type { Demo } from '../demo-world.ts';
import { heading, quote, row } from '../say.ts';
import { contentOf, type Incident, openedBy } from './incident-world.ts';

const EVENTS = join(import.meta.dirname, '..', '..', '..', 'examples', 'halden', 'events');

/** The bus of what `npm start` runs, and from whom the bank's own events are. */
const BUS = 'assent-local';
const DESK = 'halden.service-desk';
const ALARM = 'credit-scorecard-drift-income';

/** Somebody reports harm: `put-events`, as the bank's service desk would. */
export async function reportHarm(demo: Demo): Promise<Incident> {
  heading('Harm is reported: one event on the bus');
  const given = JSON.parse(readFileSync(join(EVENTS, 'harm-reported.json'), 'utf8'));
  const now = Date.now();
  // Each run is a case of its own: what is reported twice under one key counts once.
  const number = `case-${Math.floor(now / 1000)}`;
  const at = new Date(now - 5 * 60_000).toISOString();
  await put(demo.engine, [{ ...given, key: number, cause: number, at }], 'Incident Reported', DESK);
  row('put-events', `"Incident Reported" from ${DESK} on the bus ${BUS}, key ${number}`);
  quote([given.title]);
  await sentTwice(demo, { ...given, key: number, cause: number, at });
  const incident = await openedBy(demo, number, now);
  await tell(demo, incident);
  return incident;
}

/** Whoever is not sure that it arrived sends it again. */
async function sentTwice({ engine }: Demo, detail: object): Promise<void> {
  await put(engine, [detail], 'Incident Reported', DESK);
  row('put-events', 'the same once more, as a sender who is not sure would: it counts once');
}

const Links = z.array(z.object({ to: z.string() }));

async function tell({ records }: Demo, { ref }: Incident): Promise<void> {
  const shown = await records.get(ref);
  const { severity, severityBy, cause, reporter } = contentOf(shown);
  row('Incident', `${ref}, ${shown.version.state}`);
  const why = cause?.by === 'severity' ? 'one such signal is enough' : 'so many came';
  row('Severity', `${severity}, by ${severityBy}: ${why}`);
  row(
    'Concerns',
    Links.parse(shown.version.links)
      .map(({ to }) => to)
      .join(', '),
  );
  if (reporter?.name !== undefined) {
    row(
      'Reporter',
      'a name and a contact: in the record as commitments alone, erasable where they lie',
    );
  }
}

/** CloudWatch tells of drift; the sample is stamped, since the same alarm twice is one signal. */
export async function soundAlarm(demo: Demo): Promise<Incident | undefined> {
  heading('A drift alarm of the credit model, as CloudWatch tells it');
  const folder = join(demo.folder, 'events');
  mkdirSync(folder, { recursive: true });
  const now = Date.now();
  const stamp = new Date(now).toISOString().replace('Z', '+0000');
  const text = readFileSync(join(EVENTS, 'drift-alarm.json'), 'utf8');
  const file = join(folder, 'drift-alarm.json');
  writeFileSync(file, text.replace('2026-03-09T03:10:12.013+0000', stamp));
  await runAssent(['emit', relative(process.cwd(), file)], 0, demo.engine);
  const found = await openedBy(demo, ALARM, now, 15).catch(() => undefined);
  if (found === undefined)
    row('Incident', 'the one that an earlier run left open: it counts there');
  else await tell(demo, found);
  return found;
}

/** Puts events on the bus, ten at a time. @throws where one is not taken */
export async function put(
  engine: string,
  details: readonly object[],
  type: string,
  source: string,
): Promise<void> {
  const client = new EventBridgeClient(clientOf(engine));
  try {
    for (let at = 0; at < details.length; at += 10) {
      const Entries = details.slice(at, at + 10).map((detail) => ({
        EventBusName: BUS,
        Source: source,
        DetailType: type,
        Detail: JSON.stringify(detail),
      }));
      const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries }));
      if (FailedEntryCount !== 0) throw new Error(`The bus took ${FailedEntryCount} of them not`);
    }
  } finally {
    client.destroy();
  }
}
