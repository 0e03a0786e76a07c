import { type Deployed, machinesOf, type State } from '#tests/infra/support/machines.ts';
import { local } from '#tests/infra/support/synthesise.ts';

/** The machine of a workflow, as it is deployed. */
export function machineOf(workflow: string): Deployed {
  const machine = machinesOf(local.all).find(({ name }) => name.endsWith(`-${workflow}`));
  if (machine === undefined) throw new Error(`No machine of ${workflow} is deployed`);
  return machine;
}

/**
 * The states that an execution enters in which nothing fails and the Choice reads one outcome after
 * the other. Billed is one transition a state, and one to the end.
 */
export function wayThrough({ definition }: Deployed, ...outcomes: readonly string[]) {
  const left = [...outcomes];
  const way: string[] = [];
  for (let name: string | undefined = definition.StartAt; name !== undefined; ) {
    const state: State | undefined = definition.States[name];
    if (state === undefined || way.length > 100) throw new Error(`No way through at ${name}`);
    way.push(name);
    name = state.Type === 'Choice' ? chosen(state, left.shift() ?? '') : state.Next;
  }
  return way;
}

function chosen({ Choices = [], Default }: State, outcome: string): string | undefined {
  return Choices.find(({ StringEquals }) => StringEquals === outcome)?.Next ?? Default;
}
