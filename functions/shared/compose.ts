import type { Bell, Clock, Random, Table } from '#core/ports.ts';
import { lists } from '#core/store/lists.ts';
import { type CredentialCheck, recordStore } from '#core/store/record-store.ts';
import { retryingTable } from '#core/store/retrying.ts';
import { dynamodbTable } from '../adapters/dynamodb-table.ts';
import { secretlintCheck } from '../adapters/secretlint-check.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { systemPatience } from '../adapters/system-patience.ts';
import { systemRandom } from '../adapters/system-random.ts';

export interface TableEnv {
  readonly ASSENT_TABLE: string;
  readonly ASSENT_PERSONAL_TABLE?: string;
}

/** The ports that every function has, over the real tables. */
export function recordPorts(env: TableEnv, credentials: CredentialCheck = secretlintCheck) {
  const clock: Clock = systemClock;
  const random: Random = systemRandom;
  const table: Table = retryingTable(
    dynamodbTable({
      main: env.ASSENT_TABLE,
      ...(env.ASSENT_PERSONAL_TABLE === undefined ? {} : { personal: env.ASSENT_PERSONAL_TABLE }),
    }),
    systemPatience,
  );
  const store = recordStore({ table, clock, random, credentials });
  return { table, store, lists: lists(table), clock, random };
}

/** A bell that is not there: what it would ring is due in the table, and the sweep takes it. */
export const silentBell: Bell = { ring: async () => {} };
