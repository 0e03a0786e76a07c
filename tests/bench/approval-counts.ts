import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LOOK_EVERY_MS } from '#core/approvals/pending.ts';
import { DAY } from '#core/time.ts';
import { bundleEntry } from '#infra/bundle.ts';
import type { BillLine } from '#infra/cost-at-rest.ts';
import { costOfUse } from '#infra/cost-of-use.ts';
import { keepingOf, unitsOf, useOf } from '#tests/unit/cost/bill.ts';
import type { Cause, Invocation, Kind } from '#tests/unit/cost/meter.ts';
import { machineOf, wayThrough } from '#tests/unit/cost/transitions.ts';
import type { Row } from './table.ts';

const LOOKS_A_DAY = DAY / LOOK_EVERY_MS;

/**
 * What one single-stage approval by link takes, from the request to receipt and effect: every call
 * of every function, counted over ports in memory, and its price at list prices. Nothing here is
 * timed: `tests/unit/cost` holds the same counts to their bounds.
 */
export async function run(): Promise<Row[]> {
  const { playApproval, playLook } = await load();
  const played = await playApproval();
  const { invocations } = played;
  const transitions = wayThrough(machineOf('approval'), 'effective').length + 1;
  const bill = costOfUse(useOf(invocations, transitions));
  const dollars = (sum: number) => ({ value: sum * 1000, unit: '$ per 1,000' });
  const count = (what: string, value: number, bound?: number): Row => ({
    measure: `One approval: ${what}`,
    value,
    unit: '',
    ...(bound === undefined ? {} : { bound }),
  });
  const units = (what: string, ...kinds: Kind[]) => count(what, unitsOf(invocations, ...kinds));
  return [
    count('transitions billed', transitions, 5),
    count('invocations by the machine', by(invocations, 'machine').length, 2),
    count('invocations by the decider', by(invocations, 'decider').length, 3),
    count('invocations by the requester', by(invocations, 'requester').length),
    ...['mail', 'log', 'sweep'].map((fn) =>
      count(`invocations of ${fn}`, invocations.filter((each) => each.fn === fn).length),
    ),
    units('read units', 'read'),
    units('write units of tables', 'write'),
    units('write units of indexes', 'index'),
    units('S3 PUT', 's3Put'),
    units('S3 GET and HEAD', 's3Get', 's3Head'),
    units('S3 LIST', 's3List'),
    units('KMS signatures', 'sign'),
    units('mails', 'mail'),
    units('events on the bus', 'event'),
    ...bill.map(({ what, dollars: of }) => ({ measure: `Its price: ${what}`, ...dollars(of) })),
    {
      measure: 'Its price',
      ...dollars(total(bill)),
    },
    { measure: 'Kept for ten years', ...dollars(keepingOf(played)) },
    { measure: 'Waiting, a day of looks', ...dollars(priceOfLooks(await playLook())) },
  ];
}

function by(invocations: readonly Invocation[], cause: Cause): readonly Invocation[] {
  return invocations.filter((each) => each.cause === cause);
}

/** The sweep runs all the same: a look costs what it calls beyond a run that finds nothing due. */
function priceOfLooks({ idle, look }: { idle: Invocation; look: Invocation }): number {
  const [without, with_] = [idle, look].map((run) => total(costOfUse(useOf([run], 0))));
  return LOOKS_A_DAY * ((with_ ?? 0) - (without ?? 0));
}

function total(bill: readonly BillLine[]): number {
  return bill.reduce((sum, { dollars }) => sum + dollars, 0);
}

/** The play holds pages, which only a bundler reads. */
async function load(): Promise<typeof import('#tests/unit/cost/play-approval.ts')> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-approval-'));
  try {
    await bundleEntry('tests/unit/cost/play-approval.ts', folder);
    return await import(pathToFileURL(join(folder, 'index.mjs')).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
