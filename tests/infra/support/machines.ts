import * as z from 'zod';
import { flat } from './policies.ts';
import { ofType, type Resource } from './synthesise.ts';

const state = z.looseObject({
  Type: z.string(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  Resource: z.string().optional(),
  TimeoutSeconds: z.number().optional(),
  ResultPath: z.string().nullable().optional(),
  Parameters: z.looseObject({ Payload: z.record(z.string(), z.unknown()) }).optional(),
  Retry: z.array(z.object({ ErrorEquals: z.array(z.string()) })).optional(),
  Catch: z
    .array(
      z.object({
        ErrorEquals: z.array(z.string()),
        Next: z.string(),
        ResultPath: z.string().nullable(),
      }),
    )
    .optional(),
  Choices: z.array(z.looseObject({ Next: z.string() })).optional(),
});
const machine = z.object({ StartAt: z.string(), States: z.record(z.string(), state) });

export type State = z.infer<typeof state>;
export type Machine = z.infer<typeof machine>;

/** A state machine as it is deployed: its name and its definition. */
export interface Deployed {
  readonly name: string;
  readonly definition: Machine;
}

/** The state machines of a template. */
export function machinesOf(all: Readonly<Record<string, Resource>>): Deployed[] {
  return ofType(all, 'AWS::StepFunctions::StateMachine').map(({ Properties }) => ({
    name: z.string().parse(Properties.StateMachineName),
    definition: machine.parse(JSON.parse(flat(Properties.DefinitionString))),
  }));
}

/** States by name. */
export const statesOf = ({ definition }: Deployed): [string, State][] =>
  Object.entries(definition.States);

/** The states that a state may lead to. */
export function leadsTo(of: State): string[] {
  const caught = of.Catch?.map((one) => one.Next) ?? [];
  const chosen = of.Choices?.map((one) => one.Next) ?? [];
  return [of.Next, of.Default, ...chosen, ...caught].filter((next) => next !== undefined);
}
