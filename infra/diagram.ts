import { Stack } from 'aws-cdk-lib';
import { QueryLanguage, StateGraph } from 'aws-cdk-lib/aws-stepfunctions';
import * as z from 'zod';
import type { DefineMachine } from '#workflows/workflow.ts';

const state = z.looseObject({
  Type: z.string(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  Choices: z.array(z.looseObject({ StringEquals: z.string(), Next: z.string() })).optional(),
  Catch: z.array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() })).optional(),
});
const machine = z.object({ StartAt: z.string(), States: z.record(z.string(), state) });
type State = z.infer<typeof state>;
type Machine = z.infer<typeof machine>;

const BEGIN = '<!-- machine: node infra/write-diagrams.ts -->';
const END = '<!-- /machine -->';

/** A page with the part about its machine made anew. Throws where the page has no such part. */
export function withDiagram(page: string, define: DefineMachine): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`the page lacks ${BEGIN} and ${END}`);
  }
  const of = definitionOf(define);
  const way = straightWay(of);
  const lines = [
    BEGIN,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...edges(of).map((edge) => `  ${edge}`),
    '```',
    '',
    `The straight way is ${way.join(', ')}: ${way.length + 1} transitions billed, the start counted.`,
    '',
    END,
  ];
  return before + lines.join('\n') + after;
}

function definitionOf(define: DefineMachine): Machine {
  const { startState } = define(new Stack(), { awaitArn: 'await', stepArn: 'step' });
  const graph = new StateGraph(startState, 'the machine of a diagram');
  return machine.parse(graph.toGraphJson(QueryLanguage.JSON_PATH));
}

/** Where a machine goes when nobody is late, nothing fails and the first choice is taken. */
function straightWay({ StartAt, States }: Machine): string[] {
  const way: string[] = [];
  let at: string | undefined = StartAt;
  while (at !== undefined && !way.includes(at)) {
    way.push(at);
    at = States[at]?.Choices?.[0]?.Next ?? States[at]?.Next;
  }
  return way;
}

function edges({ StartAt, States }: Machine): string[] {
  return [`[*] --> ${StartAt}`, ...Object.entries(States).flatMap(([from, to]) => outOf(from, to))];
}

function outOf(from: string, { Type, Next, Default, Choices = [], Catch = [] }: State): string[] {
  const arrow = (to: string, label = '') => `${from} --> ${to}${label && `: ${label}`}`;
  return [
    ...(Next ? [arrow(Next)] : []),
    ...Choices.map((choice) => arrow(choice.Next, choice.StringEquals)),
    ...(Default ? [arrow(Default, 'anything else')] : []),
    ...Catch.map((one) => arrow(one.Next, one.ErrorEquals.map(inWords).join(', '))),
    ...(Type === 'Succeed' || Type === 'Fail' ? [arrow('[*]', Type.toLowerCase())] : []),
  ];
}

function inWords(error: string): string {
  const words: Record<string, string> = {
    'States.Timeout': 'nobody rang for 100 days',
    'States.ALL': 'fault',
  };
  return words[error] ?? error;
}
