import { sha256Hex } from '#hash';
import { parseCanonical } from '../canonical.ts';
import { invalid } from '../errors.ts';
import { isRef, isTypeName, type Ref } from '../ids.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Instant } from '../time.ts';
import { entryBytes, entryOf } from './entry.ts';

/**
 * A version as a verifier sees it: its form (bytes.md, "Version"), not what its type means. It
 * knows no record types, so it still reads what later releases write.
 */
export interface VersionBytes {
  readonly action: string;
  readonly actor: Ref;
  readonly content: JsonObject;
  readonly id: string;
  readonly previous: string | null;
  readonly state: string;
  readonly time: Instant;
  readonly type: string;
  readonly version: number;
  /** Hex SHA-256 of the bytes. */
  readonly digest: string;
  /** The bytes of the one entry that the log may hold of it. */
  readonly entry: Uint8Array;
}

const MEMBERS = [
  'action',
  'actor',
  'content',
  'format',
  'id',
  'links',
  'previous',
  'reason',
  'schema',
  'state',
  'time',
  'type',
  'version',
  'via',
];

/** @throws Invalid for anything but the bytes of a version in their one form */
export function parseVersion(bytes: Uint8Array): VersionBytes {
  const parsed = parseCanonical(bytes);
  const members = isObject(parsed) ? Object.keys(parsed) : [];
  if (!isObject(parsed) || members.join() !== MEMBERS.join()) {
    throw invalid(`A version has exactly the members ${MEMBERS.join(', ')}`);
  }
  const { action, actor, content, id, previous, state, time, type, version } = parsed;
  if (
    typeof action !== 'string' ||
    typeof actor !== 'string' ||
    typeof id !== 'string' ||
    (typeof previous !== 'string' && previous !== null) ||
    typeof state !== 'string' ||
    typeof time !== 'string' ||
    typeof type !== 'string' ||
    typeof version !== 'number' ||
    !isObject(content)
  ) {
    throw invalid('A member of a version is of the wrong type');
  }
  checkRest(parsed);
  refuseDollar(content);
  const fields = { action, actor, id, previous, time, type, version };
  const digest = sha256Hex(bytes);
  return { ...fields, content, state, digest, entry: entryBytes(entryOf(fields, digest)) };
}

const VIAS: readonly Json[] = ['link', 'signed-in', 'api', 'system'];

function checkRest({ format, links, reason, schema, state, via }: JsonObject): void {
  if (format !== 'assent/version/v1') throw invalid(`Unknown format: ${JSON.stringify(format)}`);
  if (typeof reason !== 'string' && reason !== null) throw invalid('A reason is text or null');
  if (typeof schema !== 'number' || !Number.isSafeInteger(schema) || schema < 1) {
    throw invalid('The version of a schema counts from 1');
  }
  if (state === '') throw invalid('A version has a state');
  if (via === undefined || !VIAS.includes(via)) throw invalid(`Unknown way: ${String(via)}`);
  if (!Array.isArray(links)) throw invalid('Links are a list');
  let before = '';
  for (const link of links) {
    const place = linkPlace(link);
    if (place <= before) throw invalid('Links are sorted by relation and target, each once');
    before = place;
  }
}

const HEX = /^[0-9a-f]{64}$/;

function linkPlace(link: Json): string {
  if (!isObject(link)) throw invalid('A link is an object');
  const { rel, to, version, digest, ...more } = link;
  if (typeof rel !== 'string' || !isTypeName(rel) || typeof to !== 'string' || !isRef(to)) {
    throw invalid('A link names a relation and a record');
  }
  const isPinned = version !== undefined || digest !== undefined;
  const isWhole = Number.isSafeInteger(version) && typeof digest === 'string' && HEX.test(digest);
  if (Object.keys(more).length > 0 || (isPinned && !isWhole)) {
    throw invalid(`A link to ${to} with members that it may not have`);
  }
  // A space sorts before every character of a name, so that this text sorts as the two names do.
  return `${rel} ${to}`;
}

const COMMITMENT = /^[A-Za-z0-9_-]{43}$/;

/** Commitments to personal values, wherever they stand in a content. */
export function commitmentsOf(content: Json, found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof content !== 'object' || content === null) return found;
  for (const member of Object.values(content)) {
    if (isObject(content) && typeof content.$detached === 'string') found.add(content.$detached);
    commitmentsOf(member, found);
  }
  return found;
}

function refuseDollar(value: Json): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (!name.startsWith('$')) refuseDollar(member);
    else if (!isCommitment(value)) throw invalid(`A name may not begin with $: ${name}`);
  }
}

function isCommitment(value: object): boolean {
  const entries = Object.entries(value);
  const [[name, commitment] = []] = entries;
  return entries.length === 1 && name === '$detached' && COMMITMENT.test(String(commitment));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
