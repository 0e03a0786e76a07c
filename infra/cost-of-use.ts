import type { BillLine } from './cost-at-rest.ts';
import prices from './prices.json' with { type: 'json' };

/** What something used, in the units that are billed. */
export interface Use {
  /** Of Standard state machines, the end of an execution among them. */
  readonly transitions: number;
  readonly invocations: number;
  /** Of all invocations together. */
  readonly lambdaGbSeconds: number;
  readonly readUnits: number;
  /** Of tables and their indexes. */
  readonly writeUnits: number;
  readonly s3Puts: number;
  readonly s3Lists: number;
  /** GET and HEAD. */
  readonly s3Gets: number;
  readonly signatures: number;
  readonly mails: number;
  readonly events: number;
  readonly httpRequests: number;
  readonly logGb: number;
}

/** The bill of a use at list prices. Free tiers are left out: it is an upper bound. */
export function costOfUse(use: Use): readonly BillLine[] {
  return [
    { what: 'mail', dollars: use.mails * prices.sesMail },
    {
      what: 'table',
      dollars: use.readUnits * prices.dynamodbReadUnit + use.writeUnits * prices.dynamodbWriteUnit,
    },
    { what: 'state machine', dollars: use.transitions * prices.transition },
    {
      what: 'bucket',
      dollars: use.s3Puts * prices.s3Put + use.s3Lists * prices.s3List + use.s3Gets * prices.s3Get,
    },
    {
      what: 'functions',
      dollars:
        use.invocations * prices.lambdaRequest + use.lambdaGbSeconds * prices.lambdaArmGbSecond,
    },
    { what: 'signatures', dollars: use.signatures * prices.kmsAsymmetricRequest },
    { what: 'logs', dollars: use.logGb * prices.logGbIn },
    { what: 'events', dollars: use.events * prices.eventBridgeEvent },
    { what: 'requests', dollars: use.httpRequests * prices.httpApiRequest },
  ];
}

/** What lies somewhere for a while. */
export interface Kept {
  readonly bytes: number;
  readonly days: number;
}

const GB = 1e9;
const MONTH_DAYS = 30.4375;

/** What keeping costs: items with recovery to any moment, objects as they are. */
export function costOfKeeping(items: readonly Kept[], objects: readonly Kept[]): number {
  const gbMonths = (all: readonly Kept[]) =>
    all.reduce((sum, { bytes, days }) => sum + (bytes / GB) * (days / MONTH_DAYS), 0);
  return (
    gbMonths(items) * (prices.dynamodbGbMonth + prices.dynamodbPitrGbMonth) +
    gbMonths(objects) * prices.s3GbMonth
  );
}
