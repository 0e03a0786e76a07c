import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { ACCOUNT } from '#local/engine/environment.ts';
import type { TestAssent } from './engine.ts';

/** Who may assume the roles that tests make: the account itself. */
export const THE_ACCOUNT = { AWS: `arn:aws:iam::${ACCOUNT}:root` };

/** Credentials of a role, for a session of that name. */
export async function assumeRole({ client }: TestAssent, role: string, session: string) {
  const sts = new STSClient(client);
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/${role}`;
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: session }),
  );
  sts.destroy();
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}
