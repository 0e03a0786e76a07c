import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { ACCOUNT } from '#local/engine/environment.ts';
import type { TestAssent } from './engine.ts';
import { createStack, roleOf } from './stack.ts';

const NAME = 'stranger';

/** Credentials of a role that may call the API, and that no configuration maps to a service. */
export async function makeStranger(assent: TestAssent) {
  const Role = roleOf(NAME, { AWS: `arn:aws:iam::${ACCOUNT}:root` }, 'execute-api:Invoke');
  await createStack(assent, NAME, { Role });
  const { Credentials: given } = await new STSClient(assent.client).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/${NAME}`,
      RoleSessionName: 'somebody@halden.example',
    }),
  );
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}
