import { type App, Aspects, type IAspect, Tags } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { AppStack, type AppStackProps } from './app-stack.ts';
import type { Stage } from './config.ts';
import { DataStack } from './data-stack.ts';
import { namesOf } from './names.ts';

/** Roles of a deployment stand under the stage's path and boundary, whoever made them. */
class RolesOfStage implements IAspect {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  visit(node: IConstruct): void {
    if (!(node instanceof CfnRole)) return;
    const { rolePath, permissionsBoundary } = this.#stage;
    if (rolePath !== '/') node.path = rolePath;
    if (permissionsBoundary) node.permissionsBoundary = permissionsBoundary;
  }
}

export type AssentParts = Pick<AppStackProps, 'workflows' | 'codeOf' | 'softwareVersion'>;

/** The two stacks of a stage. */
export function addAssent(app: App, stage: Stage, parts: AssentParts) {
  const names = namesOf(stage);
  const env = { account: stage.account, region: stage.region };
  const data = new DataStack(app, { env, stage, names });
  const appStack = new AppStack(app, { env, stage, names, ...parts });
  appStack.addStackDependency(data);
  Aspects.of(app).add(new RolesOfStage(stage));
  Tags.of(app).add('assent-stage', stage.name);
  for (const [key, value] of Object.entries(stage.tags)) Tags.of(app).add(key, value);
  return { data, app: appStack };
}
