import { tableConditions } from './table-conditions.ts';
import type { MakeTable } from './table-fixtures.ts';
import { tableLimits } from './table-limits.ts';
import { tableQueries } from './table-queries.ts';
import { tableTransactions } from './table-transactions.ts';
import { tableUpdates } from './table-updates.ts';

/** What every implementation of the port `Table` does alike. */
export function tableBehaviour(name: string, makeTable: MakeTable): void {
  tableConditions(name, makeTable);
  tableTransactions(name, makeTable);
  tableUpdates(name, makeTable);
  tableQueries(name, makeTable);
  tableLimits(name, makeTable);
}
