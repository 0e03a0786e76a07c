/** What signals of our adapters are about. Own events may bring kinds of their own. */
export const KINDS = {
  alarm: 'a measure crossed its threshold',
  bias: 'results differ between groups of people',
  drift: 'data or quality moved away from the baseline',
  guardrail: 'a guardrail intervened',
  deployment: 'what serves a model changed',
  job: 'a training, evaluation or inference job ended',
  pipeline: 'a pipeline that builds models ran',
  'model-version': 'a model version, or its card, changed its state',
  'api-call': 'somebody changed or used a service of AI',
  security: 'a finding about security',
  vulnerability: 'a finding about vulnerable software',
  privacy: 'a finding about personal data',
  compliance: 'a configuration keeps its rule, or not',
  service: 'AWS tells about a service',
  storage: 'an object came or went',
  workflow: 'an execution ended',
  heartbeat: 'a sign of life',
  silence: 'a signal that a plan expects stopped coming',
  incident: 'somebody reported an incident',
  'test-report': 'tests of a system ran',
  event: 'an event that no adapter knows',
  quarantine: 'an event that could not be read',
} as const;

export type Kind = keyof typeof KINDS;

/** Kind of what the sweep raises where an expected signal does not come. */
export const SILENCE = 'silence' satisfies Kind;
