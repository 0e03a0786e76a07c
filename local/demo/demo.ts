import { parseArgs } from 'node:util';
import { StopError } from '../stop-error.ts';
import { playAiPolicy } from './ai-policy.ts';
import { playApprovals } from './approvals/play.ts';
import { type Demo, openDemo } from './demo-world.ts';
import { playIncident } from './incidents/play.ts';

/** `npm run demo`: what the system does, through its public doors, told as it happens. */

const USAGE = `npm run demo -- [<play>] [--browser] [--port <number>]

  without a name   incident, then ai-policy
  incident         from two signals to a closed incident, through a storm
  ai-policy        one decision, from the request to the proof
  approvals        a high-risk system goes live through two stages, with all that may come between

  --browser        people answer in Chromium, instead of by HTTP as the pages' forms would
  --port <number>  the port that npm start was given (4780 without it, or what ASSENT_PORT says)`;

const PLAYS: Readonly<Record<string, (demo: Demo) => Promise<unknown>>> = {
  incident: (demo) => playIncident(demo),
  'ai-policy': playAiPolicy,
  approvals: (demo) => playApprovals(demo),
};

async function playBoth(demo: Demo): Promise<void> {
  await playIncident(demo);
  await demo.box.skip();
  await playAiPolicy(demo);
}

async function main(): Promise<void> {
  const { play, browser, port } = readArguments();
  const door = at(port);
  await refuseWithoutEngine(door);
  const demo = await openDemo({ door, mailbox: at(port + 1), engine: at(port + 2), browser });
  try {
    await play(demo);
  } finally {
    await demo.hand.close();
  }
}

const at = (port: number) => `http://127.0.0.1:${port}`;

function readArguments() {
  const { values, positionals } = parsed();
  const [name, ...more] = positionals;
  const play = name === undefined ? playBoth : Object.hasOwn(PLAYS, name) ? PLAYS[name] : undefined;
  if (play === undefined || more.length > 0) throw new StopError(USAGE);
  const port = Number(values.port ?? process.env.ASSENT_PORT ?? '4780');
  return { play, browser: values.browser === true, port };
}

function parsed() {
  try {
    return parseArgs({
      options: { browser: { type: 'boolean' }, port: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new StopError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

async function refuseWithoutEngine(door: string): Promise<void> {
  const answer = await fetch(`${door}/t`).catch(() => undefined);
  if (answer?.ok) return;
  throw new StopError(`Nothing answers at ${door}. Start it in another terminal: npm start`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof StopError ? error.message : error);
  process.exit(1);
}
