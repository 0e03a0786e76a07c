import * as z from 'zod';
import { ofType, type Resource } from './synthesise.ts';

const oneOrMany = z
  .union([z.unknown().array(), z.unknown()])
  .transform((given) => (Array.isArray(given) ? given : [given]))
  .transform((given) => given.map(flat));

const statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMany,
  Resource: oneOrMany.optional(),
  NotResource: oneOrMany.optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  Principal: z.unknown().optional(),
});

/** A statement of a policy as text: references to resources become `${logical id}`. */
export type Statement = z.infer<typeof statement>;

/** A policy of one role. */
export interface RolePolicy {
  readonly role: string;
  readonly statements: readonly Statement[];
}

export const policyDocument = z.object({ Statement: z.array(statement) });

/** What every role may do, by the role's name. */
export function rolePolicies(all: Readonly<Record<string, Resource>>): RolePolicy[] {
  const policies = ofType(all, 'AWS::IAM::Policy').map((policy) => {
    const { PolicyDocument, Roles } = z
      .object({ PolicyDocument: policyDocument, Roles: z.array(z.object({ Ref: z.string() })) })
      .parse(policy.Properties);
    return Roles.map(({ Ref }) => ({
      role: z.string().parse(all[Ref]?.Properties.RoleName),
      statements: PolicyDocument.Statement,
    }));
  });
  return policies.flat();
}

/** Whether a statement's actions hold that action, by name or by wildcard. */
export function holds(of: Statement, action: string): boolean {
  return of.Action.some((pattern) => matches(pattern, action));
}

/** Whether a pattern with `*` matches; case counts as little as it does to IAM. */
export function matches(pattern: string, value: string): boolean {
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'i').test(value);
}

/** A value of a template as text. */
export function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const known = z
    .union([
      z.object({ Ref: z.string() }).transform((of) => `\${${of.Ref}}`),
      z
        .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
        .transform((of) => `\${${of['Fn::GetAtt'].join('.')}}`),
      z
        .object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) })
        .transform((of) => of['Fn::Join'][1].map(flat).join(of['Fn::Join'][0])),
    ])
    .safeParse(value);
  if (!known.success) throw new Error(`no text in ${JSON.stringify(value)}`);
  return known.data;
}
