import type { Ref } from '#core/ids.ts';
import type { House } from './house.ts';

/** What the machines of a house do between two answers of people. */
export interface Machinery {
  /** Every execution goes on as far as it can: until all wait for people, or are over. */
  go(): Promise<void>;
  /** The same, and then the mails go out. */
  run(): Promise<void>;
  /** Outcomes of the executions that are over, by their name. */
  readonly ended: ReadonlyMap<string, string>;
}

const MOST_TURNS = 200;

/** Plays Step Functions: each execution waits at its gate until its token is rung. */
export function machinery(at: House): Machinery {
  const waiting = new Map<string, string>();
  const ended = new Map<string, string>();
  const isHeard = (token: string) => at.machines.rung.includes(token);

  async function turn(): Promise<boolean> {
    let moved = false;
    for (const { name, workflow, input, running } of at.machines.executions) {
      if (!running) continue;
      const { id } = JSON.parse(input) as { id: string };
      const ref: Ref = `${workflow}/${id}`;
      const token = waiting.get(name);
      if (token !== undefined && !isHeard(token)) continue;
      moved = true;
      if (token !== undefined) {
        const outcome = await at.step(ref);
        if (outcome !== 'wait') {
          ended.set(name, outcome);
          at.machines.end(workflow, name);
          continue;
        }
      }
      waiting.set(name, await at.arriveAs(ref, name));
    }
    return moved;
  }

  async function go(): Promise<void> {
    for (let turns = 1; await turn(); turns++) {
      if (turns > MOST_TURNS) throw new Error('The machines go round in circles');
    }
  }

  async function run(): Promise<void> {
    await go();
    await at.deliverMail();
  }

  return { go, run, ended };
}
