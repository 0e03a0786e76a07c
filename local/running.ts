import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as z from 'zod';

const running = z.strictObject({ pid: z.int().positive(), started: z.string() });

/**
 * A process by its id and the moment it started: ids are used again, the two together are not.
 * `started` is what the system says, to be compared and not read.
 */
export type Running = z.infer<typeof running>;

/** The process of that id. Throws where there is none. */
export function describeProcess(pid: number): Running {
  const started = startOf(pid);
  if (started === undefined) throw new Error(`No process ${pid}`);
  return { pid, started };
}

/** Whether that very process still runs. */
export function isRunning(process: Running): boolean {
  return startOf(process.pid) === process.started;
}

/** What `JSON.stringify` made of a `Running`; `undefined` for any other text. */
export function readRunning(text: string): Running | undefined {
  try {
    return running.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** When the process started; `undefined` where there is none, or only one that has ended. */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') {
      const told = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
      return told.trim() || undefined;
    }
    // proc(5): the name in parentheses may hold anything; field 3 is the state, 22 the start.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
