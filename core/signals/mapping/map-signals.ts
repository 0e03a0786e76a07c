import { untilWritten } from '../../approvals/until-written.ts';
import { type ChangePorts, create, edit } from '../../changes/change.ts';
import { AssentError, invalid, refused } from '../../errors.ts';
import { type Ref, splitRef } from '../../ids.ts';
import { giveSystem } from '../../incidents/give-system.ts';
import { MAX_PAGE } from '../../limits.ts';
import { atATime, CALLS_AT_A_TIME } from '../../log/at-a-time.ts';
import type { Author } from '../../records/author.ts';
import { contentOf } from '../../records/content-of.ts';
import { RETIRED } from '../../records/define-type.ts';
import {
  MAX_RULES,
  type SignalMappingContent,
  signalMapping,
} from '../../records/signal-mapping.ts';
import type { Head } from '../../store/items.ts';
import { causeKey, openKey } from '../../store/keys.ts';
import { parseCause } from '../folding/cause-state.ts';
import { parseOpen } from '../folding/open-item.ts';
import { REMOVED } from '../signal.ts';
import { type MappingRule, mappingRule } from '../system-of.ts';
import { isCovered } from './is-covered.ts';
import { listUnmapped } from './list-unmapped.ts';

/** The record that holds the rules that `assent signals map` adds. */
export const MAPPED_BY_COMMAND = 'signal-mapping/mapped-by-command';

/** Pages of unmapped causes that are looked through for open incidents. */
const MOST_PAGES = 10;

export interface Mapping {
  /** Digests of causes; or what else rules look at. */
  readonly of: readonly string[] | MappingRule['when'];
  readonly system: Ref;
  readonly kind?: MappingRule['kind'];
  readonly state?: MappingRule['state'];
  readonly severity?: MappingRule['severity'];
}

export interface MappedSignals {
  readonly mapping: Head;
  /** Open incidents of causes that are mapped now: they concern the system from now on. */
  readonly incidents: readonly Ref[];
}

/**
 * Maps causes, or whatever fits, to a system: by a rule in a record, for all that comes from then
 * on. What was counted stays where it was; an incident that is open gets its system. The same
 * again changes nothing.
 *
 * @throws NotFound for a cause or system that is not there; Refused where a rule cannot map it
 */
export async function mapSignals(
  ports: ChangePorts,
  mapping: Mapping,
  author: Author & { readonly reason: string },
): Promise<MappedSignals> {
  const system = await ports.store.need(mapping.system);
  if (system.version.type !== 'ai-system') throw invalid(`${mapping.system} is no AI system`);
  if (system.version.state === RETIRED) throw refused(`${mapping.system} is retired`);
  const rules = await rulesFor(ports, mapping);
  // Before the rule is there: from then on, what it covers is listed no longer.
  const incidents = await openIncidents(ports, mapping);
  const head = await untilWritten(() => addRules(ports, rules, author));
  const given: Ref[] = [];
  for (const incident of incidents) {
    if (await giveSystem(ports, incident, system, author)) given.push(incident);
  }
  return { mapping: head, incidents: given };
}

async function rulesFor(ports: ChangePorts, mapping: Mapping): Promise<readonly MappingRule[]> {
  const { of, system, kind, state, severity } = mapping;
  const means = {
    system,
    ...(kind !== undefined && { kind }),
    ...(state !== undefined && { state }),
    ...(severity !== undefined && { severity }),
  };
  if (!isDigests(of)) return [{ when: of, ...means }];
  const fingerprints = await Promise.all(of.map((digest) => fingerprintOf(ports, digest)));
  return fingerprints.map((fingerprint) => ({ when: { fingerprint }, ...means }));
}

const isDigests = (of: Mapping['of']): of is readonly string[] => Array.isArray(of);

async function fingerprintOf({ table }: ChangePorts, digest: string): Promise<string> {
  const item = await table.get(causeKey(digest));
  if (item === undefined) {
    throw new AssentError('NotFound', `There is no cause ${digest}`, { cause: digest });
  }
  const { system, fingerprint, kind } = parseCause(item);
  if (system !== null) {
    throw refused(`The sender of ${digest} names ${system} itself, which goes before every rule`);
  }
  if (kind === 'quarantine') throw refused(`${digest} counts what could not be read`);
  if (!fingerprint.includes(REMOVED)) return fingerprint;
  throw refused(`Something was taken out of what ${digest} is known by: map it by a pattern`);
}

async function addRules(
  ports: ChangePorts,
  rules: readonly MappingRule[],
  author: Author,
): Promise<Head> {
  const before = await ports.store.load(MAPPED_BY_COMMAND);
  const content: SignalMappingContent =
    before === undefined
      ? { name: 'Mapped by command', rules: [] }
      : contentOf(signalMapping, before);
  const known = new Set(content.rules.map((rule) => textOf(rule)));
  const added = rules.filter((rule) => !known.has(textOf(rule)));
  if (before !== undefined && added.length === 0) return before;
  const all = [...content.rules, ...added];
  if (all.length > MAX_RULES) {
    throw refused(`${MAPPED_BY_COMMAND} holds at most ${MAX_RULES} rules: write a record of yours`);
  }
  const body = { content: { ...content, rules: all }, links: before?.version.links ?? [] };
  if (before !== undefined) return edit(ports, before, body, author);
  const { type, id } = splitRef(MAPPED_BY_COMMAND);
  return create(ports, type, id, body, author);
}

/** As it is stored, so that the same rule is the same text. */
const textOf = (rule: MappingRule): string => JSON.stringify(mappingRule().parse(rule));

/** The open incidents of what is mapped. */
async function openIncidents(ports: ChangePorts, { of }: Mapping): Promise<readonly Ref[]> {
  const found = isDigests(of)
    ? await atATime(CALLS_AT_A_TIME, of, (digest) => incidentOf(ports, digest))
    : await incidentsCovered(ports, { when: of, system: 'ai-system/any' });
  return [...new Set(found.filter((ref) => ref !== undefined))];
}

async function incidentOf({ table }: ChangePorts, digest: string): Promise<Ref | undefined> {
  const item = await table.get(openKey(digest));
  return item && parseOpen(item).incident;
}

async function incidentsCovered(ports: ChangePorts, rule: MappingRule) {
  const found: (Ref | undefined)[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const listed = await listUnmapped(ports, { limit: MAX_PAGE, cursor });
    const covered = listed.causes.filter((of) => of.names === null && isCovered(of, [rule]));
    found.push(...covered.map(({ incident }) => incident));
    cursor = listed.cursor;
    if (cursor === undefined) break;
  }
  return found;
}
