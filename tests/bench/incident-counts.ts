import { PRODUCTION_RETENTION } from '#core/log/retention.ts';
import type { BillLine } from '#infra/cost-at-rest.ts';
import { costOfKeeping, costOfUse } from '#infra/cost-of-use.ts';
import { unitsOf, useOf } from '#tests/unit/cost/bill.ts';
import type { Kind } from '#tests/unit/cost/meter.ts';
import { playIncident } from '#tests/unit/cost/play-incident.ts';
import { machineOf, wayThrough } from '#tests/unit/cost/transitions.ts';
import type { Row } from './table.ts';

/**
 * What one incident takes, from the signal that reports it to its closure by two people: every call
 * of every function, counted over ports in memory, and its price at list prices. It is not
 * reportable and has one action. Nothing here is timed: `tests/unit/cost` holds the same counts to
 * their bounds.
 */
export async function run(): Promise<Row[]> {
  const { invocations, outcomes, answers, storedBytes } = await playIncident();
  const ofIncident = wayThrough(machineOf('incident'), ...outcomes).length + 1;
  const ofClosing = wayThrough(machineOf('approval'), 'effective').length + 1;
  const bill = costOfUse(useOf(invocations, ofIncident + ofClosing));
  const dollars = (sum: number) => ({ value: sum * 1000, unit: '$ per 1,000' });
  const count = (what: string, value: number): Row => ({
    measure: `One incident: ${what}`,
    value,
    unit: '',
  });
  const units = (what: string, ...kinds: Kind[]) => count(what, unitsOf(invocations, ...kinds));
  return [
    count('transitions billed', ofIncident),
    count('transitions of the approval that closes it', ofClosing),
    count('answers of people', answers),
    count('invocations', invocations.length),
    units('read units', 'read'),
    units('write units of tables', 'write'),
    units('write units of indexes', 'index'),
    units('S3 PUT', 's3Put'),
    units('S3 GET and HEAD', 's3Get', 's3Head'),
    units('KMS signatures', 'sign'),
    units('mails', 'mail'),
    ...bill.map(({ what, dollars: of }) => ({ measure: `Its price: ${what}`, ...dollars(of) })),
    { measure: 'Its price', ...dollars(total(bill)) },
    {
      measure: 'Its items, kept for ten years',
      ...dollars(costOfKeeping([{ bytes: storedBytes, days: PRODUCTION_RETENTION.record }], [])),
    },
  ];
}

const total = (bill: readonly BillLine[]): number =>
  bill.reduce((sum, { dollars }) => sum + dollars, 0);
