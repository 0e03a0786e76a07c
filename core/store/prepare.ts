import { canonicalBytes } from '../canonical.ts';
import { AssentError, type Issue, invalid, refused } from '../errors.ts';
import { isId, isRef, type Ref, refOf } from '../ids.ts';
import { issuesOf } from '../issues.ts';
import type { Json, JsonObject } from '../json.ts';
import { MAX_AHEAD_MS, MAX_BODY_BYTES, MAX_LINK_CHANGES, MAX_REASON_CHARS } from '../limits.ts';
import type { Random, Write } from '../ports.ts';
import type { Link, Pending } from '../records/define-type.ts';
import { commitmentsIn, detach, type PersonalEntry } from '../records/detach.ts';
import { isReadable } from '../records/fields.ts';
import { type AnyType, recordType } from '../records/registry.ts';
import { type Sealed, seal, sortLinks, type Via } from '../records/version.ts';
import { type Instant, instantOf, millisecondsOf } from '../time.ts';
import * as items from './items.ts';
import * as keys from './keys.ts';
import { personalWrites } from './personal-writes.ts';

/** What somebody wants to write: one new version of one record. */
export interface Draft {
  readonly type: string;
  readonly id: string;
  /** The head that the author saw; `undefined` where the record is to be created. */
  readonly before: items.Head | undefined;
  readonly action: string;
  readonly state: string;
  /** Personal members as values, or as the commitments that were read. */
  readonly content: unknown;
  readonly links: readonly Link[];
  readonly actor: Ref;
  readonly via: Via;
  readonly reason: string | null;
  /** All that is pending from now on. Not content. */
  readonly pending?: readonly Pending[];
}

/** A version ready to be written: its head, and the operations that write it. */
export interface Prepared {
  readonly head: items.Head;
  readonly before: items.Head | undefined;
  readonly writes: readonly Write[];
}

export interface Circumstances {
  readonly now: Instant;
  readonly random: Random;
  /** The personal values of the record's earlier versions, as far as they are not erased. */
  readonly known: readonly PersonalEntry[];
}

/**
 * Makes the next version of a record out of a draft. Pure: reads nothing, writes nothing.
 *
 * @throws Invalid, TooLarge, ClockAhead, Refused
 */
export function prepare(draft: Draft, circumstances: Circumstances): Prepared {
  const type = recordType(draft.type);
  if (!isId(draft.id)) throw invalid(`Not an id: ${JSON.stringify(draft.id)}`);
  const ref = refOf(draft.type, draft.id);
  checkReason(type, draft);
  const { content, added } = parseContent(type, draft, circumstances);
  const links = sortLinks(checkLinks(type, draft.links));
  const sealed = seal({
    action: draft.action,
    actor: draft.actor,
    content,
    format: 'assent/version/v1',
    id: draft.id,
    links,
    previous: draft.before?.digest ?? null,
    reason: draft.reason,
    schema: type.schema,
    state: draft.state,
    time: nextTime(circumstances.now, draft.before?.version.time, ref),
    type: draft.type,
    version: (draft.before?.version.version ?? 0) + 1,
    via: draft.via,
  });
  checkSize(sealed);
  const standing = standingOf(type, sealed, draft.before);
  const head: items.Head = {
    ...sealed,
    pending: draft.pending ?? [],
    standing,
    everStood: standing !== undefined || draft.before?.everStood === true,
  };
  const writes = [
    ...versionWrites(head, draft.before),
    ...linkWrites(ref, draft.before?.version.links ?? [], links),
    ...personalWrites(head, draft.before, added, circumstances.known),
  ];
  return { head, before: draft.before, writes };
}

function checkReason(type: AnyType, { reason, actor, action }: Draft): void {
  if (reason === null) {
    const mayLack = type.transitions[action]?.mayLackReason === true;
    if (actor.startsWith('person/') && !mayLack) {
      throw invalid('A write by a person carries its reason');
    }
    return;
  }
  if (reason.trim() === '') throw invalid('The reason is empty');
  if (!isReadable(reason)) throw invalid('The reason has a control character');
  if (reason.length > MAX_REASON_CHARS) {
    throw new AssentError('TooLarge', `A reason has at most ${MAX_REASON_CHARS} characters`, {
      limit: MAX_REASON_CHARS,
      got: reason.length,
    });
  }
}

function parseContent(
  type: AnyType,
  draft: Draft,
  { known, random }: Circumstances,
): { content: JsonObject; added: readonly PersonalEntry[] } {
  const parsed = type.incoming().safeParse(draft.content);
  if (!parsed.success) throw invalid(`This is no ${type.name}`, issuesOf(parsed.error));
  const standing = commitmentsIn(draft.before?.version.content ?? {});
  const { content, added } = detach(parsed.data, known, standing, random);
  const issues = type.rules?.(content, draft.state, draft.id) ?? [];
  if (issues.length > 0) throw invalid(`This ${type.name} contradicts itself`, issues);
  return { content: content as JsonObject, added };
}

function checkLinks(type: AnyType, links: readonly Link[]): readonly Link[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  links.forEach((link, index) => {
    const path = `/links/${index}`;
    const rule = own(type.links, link.rel);
    if (rule === undefined) {
      const known = Object.keys(type.links).join(', ') || 'none';
      issues.push({ path, message: `${type.name} has no relation ${link.rel}; it has: ${known}` });
      return;
    }
    const target = link.to.slice(0, link.to.indexOf('/'));
    if (!isRef(link.to)) {
      issues.push({ path, message: `${link.rel} points to no reference` });
    } else if (rule.to.length > 0 && !rule.to.includes(target)) {
      issues.push({ path, message: `${link.rel} points to ${rule.to.join(' or ')}` });
    }
    const isPinned = rule.pinned === true;
    if (isPinned !== (link.version !== undefined) || isPinned !== (link.digest !== undefined)) {
      const verb = isPinned ? 'names' : 'does not name';
      issues.push({ path, message: `${link.rel} ${verb} version and digest` });
    }
    const key = `${link.rel} ${link.to}`;
    if (seen.has(key)) issues.push({ path, message: `${link.rel} to ${link.to} stands twice` });
    seen.add(key);
  });
  for (const [rel, rule] of Object.entries(type.links)) {
    const count = links.filter((link) => link.rel === rel).length;
    if (rule.most !== undefined && count > rule.most) {
      issues.push({ path: '/links', message: `${count} of ${rel}; at most ${rule.most}` });
    }
  }
  if (issues.length > 0) throw invalid(`These links do not fit a ${type.name}`, issues);
  return links;
}

// Strictly later than the version before, also where the clock has jumped back; never far ahead,
// so that one wrong clock cannot push a record's history into the future.
function nextTime(now: Instant, before: Instant | undefined, ref: Ref): Instant {
  if (before === undefined || before < now) return now;
  const next = millisecondsOf(before) + 1;
  const ahead = next - millisecondsOf(now);
  if (ahead > MAX_AHEAD_MS) {
    throw new AssentError(
      'ClockAhead',
      `${ref} was last written at ${before}, ${ahead} ms ahead of this clock`,
      { ref, before, now },
    );
  }
  return instantOf(next);
}

function checkSize({ version, ref, body }: Sealed): void {
  const bytes = new TextEncoder().encode(body).length;
  if (bytes <= MAX_BODY_BYTES) return;
  const heaviest = Object.entries(version.content)
    .map(([name, member]) => ({ name, size: canonicalBytes(member as Json).length }))
    .sort((a, b) => b.size - a.size)[0];
  throw new AssentError(
    'TooLarge',
    `${ref} would have ${bytes} bytes; at most ${MAX_BODY_BYTES}. Longer text is evidence, linked` +
      (heaviest === undefined ? '' : ` (the largest member is ${heaviest.name})`),
    { limit: MAX_BODY_BYTES, got: bytes },
  );
}

function standingOf(
  type: AnyType,
  { version, digest }: Sealed,
  before: items.Head | undefined,
): items.Standing | undefined {
  if (type.approved?.includes(version.state)) {
    return { version: version.version, time: version.time, digest };
  }
  return type.revising?.includes(version.state) ? before?.standing : undefined;
}

function versionWrites(head: items.Head, before: items.Head | undefined): readonly Write[] {
  return [
    {
      op: 'put',
      item: items.headItem(head),
      when:
        before === undefined
          ? [{ is: 'absent' }]
          : [{ attribute: 'digest', is: '=', value: before.digest }],
    },
    { op: 'put', item: items.versionItem(head), when: [{ is: 'absent' }] },
    { op: 'put', item: items.markerItem(head), when: [{ is: 'absent' }] },
  ];
}

function linkWrites(ref: Ref, before: readonly Link[], after: readonly Link[]): readonly Write[] {
  const key = (link: Link) => `${link.rel} ${link.to}`;
  const old = new Set(before.map(key));
  const now = new Set(after.map(key));
  const writes: Write[] = [
    ...after
      .filter((link) => !old.has(key(link)))
      .map((link): Write => ({ op: 'put', item: items.linkItem(ref, link) })),
    ...before
      .filter((link) => !now.has(key(link)))
      .map((link): Write => ({ op: 'delete', key: keys.linkKey(ref, link.rel, link.to) })),
  ];
  if (writes.length > MAX_LINK_CHANGES) {
    throw new AssentError(
      'TooLarge',
      `${writes.length} links change; at most ${MAX_LINK_CHANGES} a write`,
      { limit: MAX_LINK_CHANGES, got: writes.length },
    );
  }
  return writes;
}

// Not what every object inherits: names come from outside.
const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Refuses an action that the type does not have from this state. */
export function transitionOf(type: AnyType, action: string, from: string) {
  const transition = own(type.transitions, action);
  if (transition === undefined) {
    throw refused(`${type.title} has no transition ${JSON.stringify(action)}`, {
      known: Object.keys(type.transitions),
    });
  }
  if (!transition.from.includes(from)) {
    throw refused(
      `${type.title} takes "${action}" from ${transition.from.join(' or ')}, and is ${from}`,
    );
  }
  return transition;
}
