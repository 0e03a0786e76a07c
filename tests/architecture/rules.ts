import type { IForbiddenRuleType, IRegularForbiddenRuleType } from 'dependency-cruiser';
import { type Layer, layers } from './layers.ts';

// `prefix` ends where a package's name begins, whatever folder node_modules stands in.
const MODULES = '(^|/)node_modules/';
const OWN = '^(core|workflows|functions|infra|local|cli|console|examples|tests)/|^[^/]+\\.ts$';
const SDK = `${MODULES}(@aws-sdk|@smithy)/`;
const CDK = `${MODULES}(aws-cdk-lib|constructs|cdk-nag)/`;

const habits: readonly IForbiddenRuleType[] = [
  rule('no-cycle', 'files that import one another in a circle cannot be read apart', {
    from: {},
    to: { circular: true },
  }),
  rule('import-is-there', 'an import that leads nowhere is checked by no other rule', {
    from: {},
    // A package of types alone has no file to load.
    to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
  }),
  rule('shipped-knows-no-tests', 'what is shipped imports no test code', {
    from: { pathNot: '^tests/|^vitest\\.config\\.ts$' },
    to: { path: '^tests/' },
  }),
  rule('sdk-in-adapters', 'in core, functions, workflows and infra only adapters know AWS', {
    from: { path: '^(core|functions|workflows|infra)/', pathNot: '^functions/adapters/' },
    to: { path: SDK },
  }),
  rule('cdk-in-infra', 'CDK is for infra and state machines', {
    from: { pathNot: '^(infra|tests)/|^workflows/([^/]+/state-machine|[^/]+)\\.ts$' },
    to: { path: CDK },
  }),
  rule('big-when-needed', 'these are big: load them by import(), when something needs them', {
    from: { path: '^(core|functions)/' },
    to: {
      path: `${MODULES}(@secretlint|date-holidays)/`,
      dynamic: false,
      dependencyTypesNot: ['type-only'],
    },
  }),
  {
    name: 'tsx-for-bundlers',
    severity: 'error',
    comment: 'Node cannot load .tsx, so nothing that Node runs may reach one',
    from: { path: '^(core|workflows|infra|local|cli)/|^[^/]+\\.ts$' },
    to: { path: '\\.tsx$', reachable: true },
  },
];

/** The rules on imports, for dependency-cruiser: those of the layers, and a few habits. */
export const rules: readonly IForbiddenRuleType[] = [...habits, ...layers.flatMap(rulesOf)];

function rulesOf(layer: Layer): IForbiddenRuleType[] {
  const from =
    layer.except === undefined ? { path: layer.of } : { path: layer.of, pathNot: layer.except };
  const found = [
    rule(`${layer.name}-rooms`, layer.why, { from, to: { path: OWN, pathNot: [...layer.may] } }),
  ];
  if (layer.packages !== undefined) {
    const pathNot = layer.packages.map((name) => `${MODULES}${name}/`);
    found.push(rule(`${layer.name}-packages`, layer.why, { from, to: { path: MODULES, pathNot } }));
  }
  if (layer.node !== undefined) {
    const to = { dependencyTypes: ['core' as const], pathNot: layer.node };
    found.push(rule(`${layer.name}-node`, layer.why, { from, to }));
  }
  return found;
}

function rule(
  name: string,
  comment: string,
  { from, to }: Pick<IRegularForbiddenRuleType, 'from' | 'to'>,
): IRegularForbiddenRuleType {
  return { name, comment, severity: 'error', from, to };
}
