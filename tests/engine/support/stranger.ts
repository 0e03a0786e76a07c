import { assumeRole, THE_ACCOUNT } from './assume-role.ts';
import type { TestAssent } from './engine.ts';
import { createStack, roleOf } from './stack.ts';

const NAME = 'stranger';

/** Credentials of a role that may call the API, and that no configuration maps to a service. */
export async function makeStranger(assent: TestAssent) {
  const Role = roleOf(NAME, THE_ACCOUNT, 'execute-api:Invoke');
  await createStack(assent, NAME, { Role });
  return assumeRole(assent, NAME, 'somebody@halden.example');
}
