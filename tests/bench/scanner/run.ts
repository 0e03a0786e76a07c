import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '#tests/browser/support/browser.ts';
import { startLive } from '#tests/engine/support/live.ts';
import { replaceMeasured } from '../table.ts';
import { actAsPeople } from './person.ts';
import { isClean, report } from './report.ts';
import { scan, type Tried } from './scanner.ts';

/**
 * `npm run scanner`: lets machines do to mailed links all that mail scanners, rewriters and
 * prefetchers do, on an engine of its own with access rights enforced, and prints what was tried,
 * how often, and how many decisions that made. `-- --short` tries a few of each, as `npm test`
 * does; `-- --write` puts the table of all of it into `docs/approvals.md`.
 */
const DOCUMENT = 'docs/approvals.md';

async function main(args: string[]): Promise<number> {
  const options = { short: { type: 'boolean' }, write: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args, options });
  if (values.write && values.short) throw new Error('The table of the document is that of all');
  const [live, browser] = await Promise.all([startLive(), launchBrowser()]);
  try {
    const scanned = await scan(live, browser, values.short === true, tell);
    const done = await actAsPeople(live, scanned.targets);
    const text = report(scanned, done);
    console.log(text);
    if (values.write) {
      writeFileSync(DOCUMENT, replaceMeasured(readFileSync(DOCUMENT, 'utf8'), text));
    }
    return isClean(scanned, done) ? 0 : 1;
  } finally {
    await browser.close();
    await live.stop();
  }
}

const tell = ({ by, what, times, changes }: Tried) =>
  console.error(`${by}: ${what}: ${times}, decisions made: ${changes.decisions}`);

process.chdir(join(import.meta.dirname, '../../..'));
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
