import * as z from 'zod';
import { FUNCTIONS, namesOf } from '#infra/names.ts';
import { flat, rolePolicies, type Statement } from '#tests/infra/support/policies.ts';
import { local, ofType, type Resource } from '#tests/infra/support/synthesise.ts';

/** The stage `local` as it is synthesised: what the pages show of it. */

export const names = namesOf(local.stage);
export const resources = local.all;
export { FUNCTIONS };

/** Statements of every role, by the name of the function or machine whose role it is. */
export const statements: ReadonlyMap<string, readonly Statement[]> = statementsByRole();

function statementsByRole(): Map<string, Statement[]> {
  const found = new Map<string, Statement[]>();
  for (const { role, statements: of } of rolePolicies(resources)) {
    const name = without(role);
    found.set(name, [...(found.get(name) ?? []), ...of]);
  }
  return found;
}

/** A physical name without the stage's prefix. */
export function without(name: string): string {
  return name.replace(`${names.prefix}-`, '');
}

/** The function that a logical id, or text that holds one, means. */
export function functionIn(text: string): string {
  const found = Object.entries(resources).find(
    ([id, { Type }]) => Type === 'AWS::Lambda::Function' && text.includes(id),
  );
  if (found === undefined) throw new Error(`No function in ${text}`);
  return without(z.string().parse(found[1].Properties.FunctionName));
}

const route = z.object({
  RouteKey: z.string(),
  AuthorizationType: z.string(),
  Target: z.unknown(),
});

/** Routes of the HTTP API: key, whether signed, and the function behind. */
export function routes(): { key: string; isSigned: boolean; to: string }[] {
  return ofType(resources, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => {
    const { RouteKey, AuthorizationType, Target } = route.parse(Properties);
    const [, id = ''] = /\$\{(\w+)\}/.exec(flat(Target)) ?? [];
    return {
      key: RouteKey,
      isSigned: AuthorizationType === 'AWS_IAM',
      to: functionIn(flat(resources[id]?.Properties.IntegrationUri)),
    };
  });
}

/** Properties of all resources of a type. */
export function propertiesOf(type: string): Resource['Properties'][] {
  return ofType(resources, type).map(({ Properties }) => Properties);
}
