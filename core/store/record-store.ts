import { invalid } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Clock, Random, Table, Write } from '../ports.ts';
import type { Link, Pending } from '../records/define-type.ts';
import type { Sealed } from '../records/version.ts';
import { type CommitOptions, commit } from './commit.ts';
import * as items from './items.ts';
import * as keys from './keys.ts';
import { type Draft, type Prepared, prepare } from './prepare.ts';
import { readRecords } from './read-records.ts';

/** Finds what looks like a credential in a text; answers what it looks like. */
export interface CredentialCheck {
  find(text: string): Promise<string | undefined>;
}

export interface StorePorts {
  readonly table: Table;
  readonly clock: Clock;
  readonly random: Random;
  readonly credentials: CredentialCheck;
}

/** Records over the tables. Every write is conditional on what its author saw. */
export function recordStore(ports: StorePorts) {
  const { table } = ports;

  const reading = readRecords(table);
  const { load, version, personal } = reading;

  /**
   * Makes the next version of a record; reads what the draft refers to. `alongside` are versions
   * that the same commit will write, and that the draft may already point to.
   */
  async function draft(wanted: Draft, alongside: readonly Sealed[] = []): Promise<Prepared> {
    const { before, content } = wanted;
    // A transition carries the content on as it was read, and needs no values.
    const known =
      before !== undefined && content !== before.version.content && mayHoldPersonal(before)
        ? await personal(before.ref)
        : [];
    const made = prepare(wanted, { now: ports.clock.now(), random: ports.random, known });
    await Promise.all([refuseCredentials(wanted), checkTargets(made, alongside)]);
    return made;
  }

  async function refuseCredentials({ content, reason, via }: Draft): Promise<void> {
    // What our own functions write consists of what was checked before.
    if (via === 'system') return;
    const found = await ports.credentials.find([...textsOf(content), reason ?? ''].join('\n'));
    if (found !== undefined) {
      throw invalid(`This looks like a credential and was not written: ${found}`, [
        { path: '', message: found },
      ]);
    }
  }

  async function checkTargets(
    { head, before }: Prepared,
    alongside: readonly Sealed[],
  ): Promise<void> {
    const key = (link: Link) => [link.rel, link.to, link.digest].join(' ');
    const old = new Set(before?.version.links.map(key));
    const added = head.version.links.filter((link) => !old.has(key(link)));
    const found = await Promise.all(added.map((link) => mistakeOf(head.ref, link, alongside)));
    const issues = found.flatMap((message) =>
      message === undefined ? [] : [{ path: '/links', message }],
    );
    if (issues.length > 0) throw invalid(issues.map(({ message }) => message).join('; '), issues);
  }

  /** What is wrong with where a link leads. */
  async function mistakeOf(
    from: Ref,
    link: Link,
    alongside: readonly Sealed[],
  ): Promise<string | undefined> {
    const { rel, to, version: pinned, digest } = link;
    if (to === from) return `${rel} points to the record itself`;
    if (alongside.some((each) => each.ref === to && each.digest === digest)) return undefined;
    const target = await load(to);
    if (target === undefined) return `${rel} points to ${to}, which does not exist`;
    if (pinned === undefined) return undefined;
    if (pinned > target.version.version) return `${rel}: ${to} has no version ${pinned}`;
    if ((await version(to, pinned)).digest === digest) return undefined;
    return `${rel}: version ${pinned} of ${to} has another digest`;
  }

  /**
   * Changes what is pending on a record, beside its version: no version, no entry, no other ETag.
   * `also` is written with it or not at all. `undefined` where the record has moved on: whoever
   * wrote it said anew what is pending.
   */
  async function setPending(
    head: items.Head,
    pending: readonly Pending[],
    also: readonly Write[] = [],
  ): Promise<items.Head | undefined> {
    const outcome = await table.write([pendingWrite(head, pending), ...also]);
    return outcome.ok ? { ...head, pending } : undefined;
  }

  return {
    ...reading,
    draft,
    commit: (prepared: readonly Prepared[], options?: CommitOptions) =>
      commit(table, prepared, options),
    setPending,
  };
}

export type RecordStore = ReturnType<typeof recordStore>;

/**
 * The same version, written only where what is pending is what its author saw: for a record on
 * which others make something due that must not be lost.
 */
export function onPendingAsRead(made: Prepared): Prepared {
  const { before, writes } = made;
  if (before === undefined) return made;
  const key = keys.headKey(before.ref);
  const test = {
    attribute: 'pending',
    is: '=',
    value: items.pendingText(before.pending),
  } as const;
  const isHead = (write: Write) => write.op === 'put' && write.item.sk === key.sk;
  return {
    ...made,
    writes: writes.map((write) =>
      isHead(write) ? { ...write, when: [...(write.when ?? []), test] } : write,
    ),
  };
}

/** The write that changes what is pending on a record, for a transaction that does more. */
export function pendingWrite(head: items.Head, pending: readonly Pending[]): Write {
  const set = items.dueAttributes({ ...head, pending });
  return {
    op: 'update',
    key: keys.headKey(head.ref),
    set,
    remove: items.DUE_ATTRIBUTES.filter((name) => !(name in set)),
    when: [
      { attribute: 'digest', is: '=', value: head.digest },
      { attribute: 'pending', is: '=', value: items.pendingText(head.pending) },
    ],
  };
}

// As they were typed: within JSON a key's line breaks would be hidden from the rules.
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

function mayHoldPersonal(head: items.Head): boolean {
  return head.body.includes('"$detached"');
}
