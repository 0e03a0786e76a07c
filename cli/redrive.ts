import { Command } from '@commander-js/extra-typings';
import { type ReadLetter, readDeadLetter } from '#core/ingest/dead-letter.ts';
import type { DeadPorts } from '#core/sweep/dead-executions.ts';
import { goToStage, LOCAL } from './at-stage.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import type { Subcommand } from './program.ts';
import type { DeadLetterDoors } from './targets/dead-letters.ts';

export interface RedriveCommand {
  readonly stage: string;
  readonly dryRun?: boolean;
}

/** What the command works on. */
export interface Redriven extends DeadPorts {
  readonly letters: DeadLetterDoors;
}

/** Letters that one run takes: what lies there after a day on which nothing could be taken. */
const MOST_LETTERS = 100_000;

/** `assent redrive`: what failed for good is tried again. */
export const redriveCommand: Subcommand = (io, finish) =>
  new Command('redrive')
    .description('Start machines again that died, and take what lies with the dead letters.')
    .option('--stage <stage>', 'the stage in which it failed', LOCAL)
    .option('--dry-run', 'say what failed and why, and change nothing')
    .action(async (options) => finish(await runRedrive(options, io)));

export async function runRedrive(
  { stage, dryRun = false }: RedriveCommand,
  { out }: Io,
  open: (stage: string) => Promise<Redriven> = opened,
): Promise<ExitCode> {
  const ports = await open(stage);
  const { deadExecutions, redriveExecutions } = await import('#core/sweep/dead-executions.ts');
  const dead = await deadExecutions(ports);
  out(`Executions    ${dead.length} dead${dead.length === 0 ? '' : AGAIN}`);
  for (const { execution, is } of dead.slice(0, MOST_NAMED)) out(`  - ${execution}: ${is}`);
  if (dead.length > MOST_NAMED) out(`  - and ${dead.length - MOST_NAMED} more`);
  if (!dryRun) await redriveExecutions(ports, dead);
  const letters = await redriveLetters(ports.letters, dryRun);
  for (const line of letterLines(letters)) out(line);
  if (dryRun) out('Nothing was changed. Without --dry-run this is done.');
  return letters.some(({ is }) => is === 'unknown') ? EXIT.failed : EXIT.ok;
}

const MOST_NAMED = 20;
const AGAIN = ': each is looked at again by the next run of the sweep';

async function opened(stage: string): Promise<Redriven> {
  goToStage(stage);
  const { openDeadLetters } = await import('./targets/dead-letters.ts');
  const { openMachines, openTables, recordsOf } = await import('./open-tables.ts');
  const letters = await openDeadLetters(stage);
  const prefix = `assent-${stage}`;
  const tables = openTables({ main: `${prefix}-main`, personal: `${prefix}-personal` });
  const [, partition, , region, account] = letters.arn.split(':');
  const machines = await openMachines(
    `arn:${partition}:states:${region}:${account}:stateMachine:${prefix}-`,
  );
  return { ...recordsOf(tables), clock: tables.clock, machines, letters };
}

/**
 * Takes each letter: what came from outside goes back to its queue, a ring is taken away. Handed
 * over first and taken away then: killed between, it is taken twice, which counts once.
 */
async function redriveLetters(
  doors: DeadLetterDoors,
  dryRun: boolean,
): Promise<readonly ReadLetter[]> {
  const read: ReadLetter[] = [];
  const seen = new Set<string>();
  const kept: (() => Promise<void>)[] = [];
  while (read.length < MOST_LETTERS) {
    // Whoever is slow meets those again that are kept.
    const fresh = (await doors.take()).filter(({ id }) => !seen.has(id));
    if (fresh.length === 0) break;
    for (const letter of fresh) {
      seen.add(letter.id);
      const found = readDeadLetter(letter, doors.ingestQueue);
      read.push(found);
      if (dryRun || found.is === 'unknown') kept.push(() => doors.putBack(letter));
      else {
        if (found.is === 'message') await doors.handOver(letter);
        await doors.remove(letter);
      }
    }
  }
  for (const putBack of kept) await putBack();
  return read;
}

const SAYS: Readonly<Record<ReadLetter['is'], string>> = {
  message: 'from outside: to be taken once more',
  ring: 'to functions of ours, which the sweep does anyway: taken away',
  unknown: 'not ours: left where they are',
};

function letterLines(letters: readonly ReadLetter[]): string[] {
  const lines = [`Dead letters  ${letters.length}`];
  for (const is of ['message', 'ring', 'unknown'] as const) {
    const of = letters.filter((each) => each.is === is);
    if (of.length === 0) continue;
    lines.push(`  ${of.length} ${SAYS[is]}`);
    const kinds = Map.groupBy(of, ({ what, why }) => `${what} (${why})`);
    const named = [...kinds].sort(([, a], [, b]) => b.length - a.length);
    lines.push(...named.slice(0, MOST_NAMED).map(([kind, all]) => `  - ${all.length} ${kind}`));
    if (named.length > MOST_NAMED) lines.push(`  - and ${named.length - MOST_NAMED} kinds more`);
  }
  return lines;
}
