import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ASSENT_FOLDER } from './paths.ts';
import { StopError } from './stop-error.ts';

/** The port that `assent.config.ts` names for the stage `local`. */
const DEFAULT_PORT = 4780;

/** Front door, mailbox, engine: this port and the two after it. */
const PORTS = 3;

export const USAGE = `npm start -- [--port <number>] [--state <folder>] [--fresh]

  --port <number>  the first of three ports: task pages and API, mailbox, engine
                   (${DEFAULT_PORT} without it, or what ASSENT_PORT says)
  --state <folder> where everything is kept: .assent/state without it
  --fresh          throw away what is kept there, and begin anew
  --help           this text`;

export interface Options {
  readonly port: number;
  readonly state: string;
  readonly fresh: boolean;
  readonly help: boolean;
}

/** What the command line and the environment ask for. @throws StopError */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Options {
  const { port, state, fresh, help } = parse(args);
  return {
    state: state === undefined ? join(ASSENT_FOLDER, 'state') : stateOf(state),
    port: portOf(port ?? environment.ASSENT_PORT ?? String(DEFAULT_PORT)),
    fresh: fresh ?? false,
    help: help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        state: { type: 'string' },
        fresh: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new StopError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

// It is thrown away by --fresh: nothing that somebody keeps for another purpose.
function stateOf(text: string): string {
  const folder = resolve(text);
  if (text !== '' && basename(folder) === 'state') return folder;
  throw new StopError(`"${text}" is no place for it: the folder is to be called "state".`);
}

function portOf(text: string): number {
  const port = Number(text);
  const highest = 65_536 - PORTS;
  if (/^\d+$/.test(text) && port >= 1024 && port <= highest) return port;
  throw new StopError(`"${text}" is no port: choose one from 1024 to ${highest}.`);
}
