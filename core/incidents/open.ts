import { afterCommit } from '../after-commit.ts';
import { isError } from '../errors.ts';
import { type Ref, splitRef, uuidv7 } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Clock, Machines, Random, Table, Write } from '../ports.ts';
import type { Link } from '../records/define-type.ts';
import { incident as incidentType } from '../records/incident.ts';
import { stateOf } from '../signals/folding/cause-memory.ts';
import type { CauseState } from '../signals/folding/cause-state.ts';
import { type OpenItem, WANTED } from '../signals/folding/open-item.ts';
import { forgetReporter, readReporter } from '../signals/folding/report.ts';
import { windowOf } from '../signals/folding/terms.ts';
import { pin } from '../store/commit.ts';
import { type Head, summaryOf } from '../store/items.ts';
import { causeKey, openKey } from '../store/keys.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { executionInput, executionName, lookedAtSoon } from '../waiting/executions.ts';
import { openItemOf } from './causes.ts';
import { recursFrom } from './recurrence.ts';
import { windowDue } from './window-due.ts';

export interface OpenPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly machines: Machines;
  readonly clock: Clock;
  readonly random: Random;
}

const ACTOR = 'service/assent-sweep';

/** What became of the incidents that signals called for. */
export interface OpenedWanted {
  readonly opened: readonly Ref[];
  /** Digests of causes whose incident could not be opened, each with the error's code. */
  readonly failed: readonly { readonly cause: string; readonly error: unknown }[];
}

/**
 * Opens whatever incidents are wanted: of the causes that the bell named, and of those that the
 * index shows, which heals a bell that was not heard. One that fails holds up no other.
 */
export async function openWanted(
  ports: OpenPorts,
  causes: readonly string[] = [],
): Promise<OpenedWanted> {
  const page = await ports.table.query({
    index: 'by-state',
    partition: WANTED,
    limit: MAX_PAGE,
  });
  const listed = page.items.map(({ pk }) => pk.slice('C#'.length));
  const opened: Ref[] = [];
  const failed: { cause: string; error: unknown }[] = [];
  for (const cause of new Set([...causes, ...listed])) {
    try {
      const head = await openIncident(ports, cause);
      if (head !== undefined) opened.push(head.ref);
    } catch (error) {
      failed.push({ cause, error });
    }
  }
  return { opened, failed };
}

/**
 * Opens the incident that signals of a cause call for: its record, the cause's word that it is
 * open, and who reported it, in one transaction; then its machine is started.
 *
 * @returns `undefined` where none is called for, or another run was faster
 */
export async function openIncident(ports: OpenPorts, cause: string): Promise<Head | undefined> {
  const [open, item] = await Promise.all([
    openItemOf(ports.table, cause),
    ports.table.get(causeKey(cause)),
  ]);
  const state = stateOf(item);
  if (open?.is !== 'wanted' || state === undefined) return undefined;
  const made = await draftIncident(ports, cause, open, state);
  try {
    await ports.store.commit([made], { also: [isOpen(cause, open, made), forgetReporter(cause)] });
  } catch (error) {
    // Somebody has opened it, or it got worse: what is wanted still, the next run opens.
    if (isError(error, 'Conflict')) return undefined;
    throw error;
  }
  const { type, id } = made.head.version;
  const name = executionName(made.head.ref, 1);
  await afterCommit(() => ports.machines.start(type, name, executionInput(type, id)));
  return made.head;
}

/** The cause names its incident, where it is still wanted, and as it was read. */
const isOpen = (cause: string, { at, severity }: OpenItem, { head }: Prepared): Write => ({
  op: 'update',
  key: openKey(cause),
  set: { is: 'open', incident: head.ref },
  remove: ['g2p', 'g2s'],
  when: [
    { attribute: 'is', is: '=', value: 'wanted' },
    { attribute: 'at', is: '=', value: at },
    { attribute: 'severity', is: '=', value: severity },
  ],
});

async function draftIncident(
  ports: OpenPorts,
  digest: string,
  open: OpenItem,
  state: CauseState,
): Promise<Prepared> {
  const { store, clock, random } = ports;
  const now = clock.now();
  const [system, model, reporter, earlier] = await Promise.all([
    state.system === null ? undefined : store.load(state.system),
    state.model === undefined ? undefined : store.load(state.model),
    readReporter(ports.table, digest),
    recursFrom(ports.table, digest, now),
  ]);
  const tier = system && summaryOf(system).tier;
  return store.draft({
    type: incidentType.name,
    id: uuidv7(now, random.bytes(10)),
    before: undefined,
    action: 'create',
    state: 'reported',
    content: {
      title: state.title.slice(0, 200),
      ...(open.description === undefined ? {} : { description: open.description }),
      cause: { digest, kind: state.kind, fingerprint: state.fingerprint, by: open.by },
      severity: open.severity,
      severityBy: 'rule',
      happened: happenedAt(state, open.at),
      detected: open.at,
      windows: [],
      signals: 0,
      ...(tier === undefined ? {} : { tier }),
      ...(reporter === undefined || Object.keys(reporter).length === 0 ? {} : { reporter }),
    },
    links: [
      ...(system === undefined ? [] : [{ rel: 'concerns', to: system.ref }]),
      ...(model === undefined ? [] : [await modelLink(store, model)]),
      ...(earlier === undefined ? [] : [{ rel: 'recurs-from', to: earlier }]),
    ],
    actor: ACTOR,
    via: 'system',
    reason: null,
    pending: [lookedAtSoon([], now), windowDue(now)],
  });
}

/** The model in the version that is released, or else as it stands. */
async function modelLink(store: RecordStore, head: Head): Promise<Link> {
  const { version, digest } = pin((await store.inForce(head)) ?? head);
  const { type, id } = splitRef(head.ref);
  return { rel: 'of-model', to: `${type}/${id}`, version, digest };
}

/** When the first signal happened that counts for this incident: none from before the last one. */
function happenedAt({ first, armed, hours, minutes }: CauseState, detected: Instant): Instant {
  if (armed === undefined) return first < detected ? first : detected;
  const [hour] = Object.keys(hours).sort();
  const minute = Object.keys(minutes)
    .sort()
    .find((each) => hour !== undefined && windowOf(each) === hour);
  const began = minute ?? hour ?? detected;
  if (began > detected) return detected;
  return began > armed ? began : armed;
}
