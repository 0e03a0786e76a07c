import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import { atATime, CALLS_AT_A_TIME } from '../log/at-a-time.ts';
import { contentOf } from '../records/content-of.ts';
import { type MonitoringPlanContent, monitoringPlan } from '../records/monitoring-plan.ts';
import { signalMapping } from '../records/signal-mapping.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type FoldingTerms, termsFor } from './folding/terms.ts';
import type { Cause } from './signal.ts';
import type { MappingRule } from './system-of.ts';

/** What a deployment has set about signals, by its records. */
export interface SignalSettings {
  /** Which events belong to which system; the first that fits counts. */
  readonly rules: readonly MappingRule[];
  /** When signals of a cause open an incident. */
  readonly termsOf: (cause: Pick<Cause, 'kind' | 'system'>) => FoldingTerms;
  /** Whether that system has a record. */
  readonly isSystem: (ref: Ref) => Promise<boolean>;
}

export interface SettingsPorts {
  readonly store: Pick<RecordStore, 'load'>;
  readonly lists: Pick<Lists, 'byType'>;
}

/** What stands in force now. @throws Transient */
export async function signalSettings(ports: SettingsPorts): Promise<SignalSettings> {
  const [rules, plans] = await Promise.all([
    rulesInForce(ports),
    headsInForce(ports, monitoringPlan.name),
  ]);
  return { rules, termsOf: termsByPlans(plans), isSystem: systemsOf(ports) };
}

/** The mapping rules in force: by their records' ids, and within a record as they stand there. */
export async function rulesInForce(ports: SettingsPorts): Promise<readonly MappingRule[]> {
  const heads = await headsInForce(ports, signalMapping.name);
  return heads.flatMap((head) => contentOf(signalMapping, head).rules);
}

async function headsInForce({ store, lists }: SettingsPorts, type: string) {
  const heads: Head[] = [];
  let cursor: string | undefined;
  do {
    const page = await lists.byType(type, { limit: MAX_PAGE, cursor });
    // The list may lag behind the record.
    const loaded = await atATime(CALLS_AT_A_TIME, page.records, ({ ref }) => store.load(ref));
    heads.push(...loaded.filter((head) => head !== undefined));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return heads.filter(({ version }) => version.state === 'in-force');
}

/** The terms of a system's plan for a kind of signals; of several plans the first by id. */
export function termsByPlans(plans: readonly Head[]): SignalSettings['termsOf'] {
  const bySystem = new Map<Ref, MonitoringPlanContent['terms'][number][]>();
  for (const head of plans) {
    const system = monitored(head);
    if (system === undefined) continue;
    const { terms } = contentOf(monitoringPlan, head);
    bySystem.set(system, [...(bySystem.get(system) ?? []), ...terms]);
  }
  return (cause) => {
    const planned = cause.system === null ? undefined : bySystem.get(cause.system);
    return planned?.find(({ kind }) => kind === cause.kind)?.terms ?? termsFor(cause);
  };
}

/** The system that a plan monitors; none where it is about what no system owns. */
export const monitored = (plan: Pick<Head, 'version'>): Ref | undefined =>
  plan.version.links.find(({ rel }) => rel === 'monitors')?.to;

/** Each is asked for once; one that is missing may come any moment. */
function systemsOf({ store }: SettingsPorts): SignalSettings['isSystem'] {
  const asked = new Map<Ref, Promise<boolean>>();
  return (ref) => {
    const known = asked.get(ref) ?? store.load(ref).then((head) => head !== undefined);
    asked.set(ref, known);
    known.catch(() => asked.delete(ref));
    return known;
  };
}
