import { matches, type Statement } from './policies.ts';

/** A request as a bucket's policy sees it: an absent key is a header that was not sent. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly keys: Readonly<Record<string, string | number>>;
}

type Operator = (given: string | number | undefined, wanted: string) => boolean;

/** IAM's operators, as far as the policy uses them. Negated ones hold where the key is absent. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  Bool: (given, wanted) => given !== undefined && String(given) === wanted,
  Null: (given, wanted) => String(given === undefined) === wanted,
  StringNotEquals: (given, wanted) => given !== wanted,
  NumericGreaterThan: (given, wanted) => given !== undefined && Number(given) > Number(wanted),
  NumericLessThan: (given, wanted) => given !== undefined && Number(given) < Number(wanted),
};

/** Ids of the statements that deny the request. Throws at an operator that it does not know. */
export function refusals(statements: readonly Statement[], request: Request): string[] {
  return statements
    .filter((one) => one.Effect === 'Deny' && covers(one, request) && holdsFor(one, request))
    .map((one) => one.Sid ?? 'without id');
}

function covers(one: Statement, { action, resource }: Request): boolean {
  if (!one.Action.some((pattern) => matches(pattern, action))) return false;
  if (one.NotResource) return !one.NotResource.some((pattern) => matches(pattern, resource));
  return one.Resource?.some((pattern) => matches(pattern, resource)) ?? false;
}

function holdsFor(one: Statement, { keys }: Request): boolean {
  return Object.entries(one.Condition).every(([name, tests]) => {
    const operator = OPERATORS[name];
    if (!operator) throw new Error(`unknown operator ${name}`);
    return Object.entries(tests).every(([key, wanted]) => operator(keys[key], String(wanted)));
  });
}
