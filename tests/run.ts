import { delimiter, join } from 'node:path';
import { chooseGroups } from './run/groups.ts';
import { inOrder } from './run/in-order.ts';
import { type Outcome, summary } from './run/report.ts';
import { runGroup, running } from './run/run-group.ts';

/**
 * `npm test`: runs the groups of tests and says at the end how each went, what was skipped and
 * why, and as its last line the count. `npm test -- unit engine` runs only those.
 */
const CORES = 2;

async function main(names: readonly string[], interrupted: AbortSignal): Promise<number> {
  const begun = performance.now();
  const chosen = chooseGroups(names);
  const list = chosen.map((group) => group.name).join(', ');
  console.log(`Testing with Node ${process.versions.node}: ${list}`);
  const environment = {
    ...process.env,
    // Whatever a test starts is to find this very Node and the project's own commands.
    PATH: [join(process.cwd(), 'node_modules/.bin'), process.env.PATH].join(delimiter),
    ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
  };
  const outcomes: Outcome[] = await inOrder(chosen, CORES, (group) =>
    runGroup(group, environment, interrupted),
  );
  console.log(summary(outcomes, (performance.now() - begun) / 1000).join('\n'));
  return outcomes.every((outcome) => outcome.failed === 0) ? 0 : 1;
}

const interruption = new AbortController();
// From a terminal the groups get this signal themselves; their ends are awaited and reported.
process.on('SIGINT', () => interruption.abort());
process.on('SIGTERM', () => {
  interruption.abort();
  for (const child of running) child.kill('SIGTERM');
});
process.chdir(join(import.meta.dirname, '..'));
try {
  process.exitCode = await main(process.argv.slice(2), interruption.signal);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
