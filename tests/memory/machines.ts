import { executionInput } from '#core/outward/check-execution.ts';
import type { Machines } from '#core/ports.ts';
import { type Faults, faults } from './faults.ts';

export interface MemoryExecution {
  readonly workflow: string;
  readonly name: string;
  /** The JSON text of its input. */
  readonly input: string;
  running: boolean;
}

/** Step Functions in memory. Nothing runs: a test says what an execution does. */
export interface MemoryMachines extends Machines {
  readonly faults: Faults;
  readonly executions: readonly MemoryExecution[];
  /** Tokens rung so far, in order, each as often as it was heard. */
  readonly rung: readonly string[];
  /** An execution comes to a callback state: its token, which waits from now on. */
  wait(workflow: string, name: string): string;
  /** The token waits no more, as after a time-out. */
  expire(token: string): void;
  /** The execution ends; its tokens with it. */
  end(workflow: string, name: string): void;
  /** The execution is gone, as 90 days after its end: its name is free again. */
  forget(workflow: string, name: string): void;
}

export function memoryMachines(): MemoryMachines {
  const executions: MemoryExecution[] = [];
  const waiting = new Map<string, MemoryExecution>();
  const rung: string[] = [];
  const gate = faults();
  let tokens = 0;
  const find = (workflow: string, name: string) =>
    executions.find((one) => one.workflow === workflow && one.name === name);
  const drop = (execution: MemoryExecution) => {
    for (const [token, of] of waiting) if (of === execution) waiting.delete(token);
  };
  return {
    faults: gate,
    executions,
    rung,
    async start(workflow, name, input) {
      const text = executionInput(name, input);
      return gate.through('machines.start', () => {
        if (find(workflow, name) !== undefined) return 'exists';
        executions.push({ workflow, name, input: text, running: true });
        return 'started';
      });
    },
    async ring(token) {
      return gate.through('machines.ring', () => {
        // A token is used up by the ring that is heard.
        if (!waiting.delete(token)) return 'gone';
        rung.push(token);
        return 'rung';
      });
    },
    async status(workflow, name) {
      return gate.through('machines.status', () => {
        const execution = find(workflow, name);
        if (execution === undefined) return 'unknown';
        return execution.running ? 'running' : 'ended';
      });
    },
    wait(workflow, name) {
      const execution = find(workflow, name);
      if (!execution?.running) throw new Error(`${workflow} ${name} does not run`);
      tokens += 1;
      waiting.set(`token-${tokens}`, execution);
      return `token-${tokens}`;
    },
    expire(token) {
      waiting.delete(token);
    },
    end(workflow, name) {
      const execution = find(workflow, name);
      if (execution === undefined) throw new Error(`No execution ${name} of ${workflow}`);
      execution.running = false;
      drop(execution);
    },
    forget(workflow, name) {
      const execution = find(workflow, name);
      if (execution === undefined) return;
      drop(execution);
      executions.splice(executions.indexOf(execution), 1);
    },
  };
}
