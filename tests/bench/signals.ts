import { type Storm, weather } from '#tests/support/storm.ts';
import { aRunner, aWorld } from '#tests/unit/signals/folding/runner.ts';
import type { Row } from './table.ts';

const STORM: Storm = {
  messages: 100_000,
  causes: 50,
  duplicates: 5000,
  malformed: 1000,
  batch: 1000,
};

/**
 * A storm of signals handed to the handler in batches, over ports in memory: what is counted, held
 * to the locked objects, and what it takes. Nothing here is timed but the whole;
 * `tests/unit/signals/folding` holds the same to its bounds, on fewer.
 */
export async function run(): Promise<Row[]> {
  const { info } = console;
  console.info = () => {};
  try {
    return await rows();
  } finally {
    console.info = info;
  }
}

async function rows(): Promise<Row[]> {
  const world = aWorld();
  const begun = performance.now();
  const weathered = await weather(world, aRunner(world), STORM);
  const seconds = (performance.now() - begun) / 1000;
  const { messages, causes, duplicates, malformed } = STORM;
  const expected = (messages - duplicates - malformed) / causes;
  const of = `${messages / 1000},000 signals of ${causes} causes`;
  const row = (measure: string, value: number, bound?: number, unit = ''): Row => ({
    measure: `${of}: ${measure}`,
    value,
    unit,
    ...(bound !== undefined && { bound }),
  });
  return [
    row('incidents wanted', weathered.incidents, causes),
    row('causes miscounted', causes - weathered.totals.filter((n) => n === expected).length, 0),
    row('in quarantine, off by', Math.abs(weathered.quarantined - malformed), 0),
    row('their records, off by', Math.abs(weathered.quarantineRecords - malformed), 0),
    row('given back', weathered.failures, 0),
    row('DynamoDB requests a signal', weathered.tableCalls / messages, 0.05),
    row('S3 puts a batch', weathered.puts / weathered.batches, 1),
    row('in memory, signals a second', messages / seconds),
  ];
}
