import type { Clock, Machines, Table } from '#core/ports.ts';
import { lists } from '#core/store/lists.ts';
import { recordStore } from '#core/store/record-store.ts';
import { retryingTable } from '#core/store/retrying.ts';
import { dynamodbTable } from '#functions/adapters/dynamodb-table.ts';
import { systemClock } from '#functions/adapters/system-clock.ts';
import { systemPatience } from '#functions/adapters/system-patience.ts';

/** Names of the two tables. */
export interface TableNames {
  readonly main: string;
  readonly personal: string;
}

/** The deployed tables, as core works with them. */
export interface OpenedTables {
  readonly table: Table;
  readonly clock: Clock;
}

/**
 * Opens the tables with the credentials of whoever runs the command. The one place where the
 * command knows an adapter of the functions: what it writes must be what they would write.
 */
export function openTables(names: TableNames): OpenedTables {
  return { table: retryingTable(dynamodbTable(names), systemPatience), clock: systemClock };
}

/** Records over opened tables. Nobody types anything here, so no text is looked through. */
export function recordsOf({ table, clock }: OpenedTables) {
  const { random } = systemPatience;
  const credentials = { find: async () => undefined };
  return { store: recordStore({ table, clock, random, credentials }), lists: lists(table) };
}

/** The deployed state machines, whose ARNs begin with that. */
export async function openMachines(arnPrefix: string): Promise<Machines> {
  const { sfnMachines } = await import('#functions/adapters/sfn-machines.ts');
  return sfnMachines({ arnPrefix });
}
