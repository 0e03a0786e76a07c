import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type EngineEnd, type LeftBehind, tailOf } from './engine/process.ts';
import { type Release, tryLock } from './hold-lock.ts';
import { type Addresses, LocalSystem } from './local-system.ts';
import { readOptions, USAGE } from './options.ts';
import { Progress } from './progress.ts';
import { keepStartTimes } from './start-times.ts';
import { StopError } from './stop-error.ts';
import { withoutAws } from './synthesise.ts';
import { tellRunning, tellStopped } from './tell-running.ts';

/** `npm start`: everything on this machine, until Ctrl-C. */

/** How the engine's end is told. */
const ENDS: Record<Exclude<EngineEnd, 'gone'>, string> = {
  saved: ' everything is saved.',
  killed: ' the engine hung and was killed. Its last seconds may be lost.',
};

async function main(): Promise<number> {
  const { port, state, fresh, help } = readOptions(process.argv.slice(2), process.env);
  if (help) {
    console.log(USAGE);
    return 0;
  }
  forgetAws();
  const release = onlyOne(dirname(state));
  // Left there by a start that was killed.
  tellStopped(dirname(state));
  if (fresh) rmSync(state, { recursive: true, force: true });
  const system = new LocalSystem({ port, stateDir: state, tell: (what) => console.error(what) });
  const interrupted = interruption(system);
  try {
    const started = await Promise.race([up(system, dirname(state)), interrupted]);
    if (started === 'interrupted') return 130;
    const end = await Promise.race([interrupted, system.engineEnded()]);
    if (end === 'interrupted') return 0;
    console.error(
      `\nThe engine ended, and nobody asked it to. ${tailOf(join(state, 'engine.log'))}`,
    );
    return 1;
  } finally {
    tellStopped(dirname(state));
    if (system.isUp) process.stdout.write('\nStopping …');
    const end = await system.stop();
    if (end !== 'gone') console.log(ENDS[end]);
    release();
  }
}

async function up(system: LocalSystem, folder: string): Promise<void> {
  console.log('Assent on this machine:');
  const progress = new Progress(process.stdout);
  const begun = performance.now();
  const { leftBehind, kind } = await system.start(progress);
  const seconds = Math.round((performance.now() - begun) / 10) / 100;
  keepStartTimes(folder, kind, { at: new Date().toISOString(), seconds, steps: progress.times });
  tellRunning(folder, system.addresses.engine);
  console.log(welcome(system.addresses, leftBehind, seconds));
}

function welcome(of: Addresses, { ended, unsaved }: LeftBehind, seconds: number): string {
  const lines = [
    `Ready in ${seconds.toFixed(1)} s.`,
    '',
    `  Task pages  ${of.taskPages}`,
    `  Mailbox     ${of.mailbox}`,
    `  API         ${of.api}`,
    `  Engine      ${of.engine}`,
    '',
    'npm run demo, in another terminal, plays an incident from its report to its closing, then one',
    'decision from request to proof. npm run demo -- approvals plays a go-live through two stages.',
    'Ctrl-C stops everything; what is there is there again at the next start.',
  ];
  if (ended) lines.push('', 'The engine of an earlier start was still running and was stopped.');
  if (unsaved) {
    lines.push(
      '',
      'Last time the engine was killed before it could save. Records, objects and mails are as',
      'they were; of the last seconds, runs of workflows and log lines may be lost. The sweep',
      'starts such runs again.',
    );
  }
  return lines.join('\n');
}

/** Nothing of AWS in the environment is used, or reaches anything that is started from here. */
function forgetAws(): void {
  const kept = withoutAws(process.env);
  for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
  process.env.AWS_CONFIG_FILE = '/dev/null';
  process.env.AWS_SHARED_CREDENTIALS_FILE = '/dev/null';
}

function onlyOne(folder: string): Release {
  // Codes and names lie in it.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const taken = tryLock(join(folder, 'start.lock'));
  if (typeof taken === 'function') return taken;
  throw new StopError(
    `Assent already runs from this folder (process ${taken.pid}). Stop it with Ctrl-C where it ` +
      `was started, or: kill ${taken.pid}`,
  );
}

/** Resolves at the first signal to stop; the second ends everything at once. */
function interruption(system: LocalSystem): Promise<'interrupted'> {
  return new Promise((resolve) => {
    let before = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (before) void system.kill().finally(() => process.exit(1));
        before = true;
        resolve('interrupted');
      });
    }
  });
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof StopError ? `\n${error.message}` : error);
  process.exit(1);
}
