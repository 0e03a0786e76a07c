import type { CredentialCheck } from '#core/store/record-store.ts';

/** For functions that write nothing that a person typed. */
export const noCredentials: CredentialCheck = { find: async () => undefined };
