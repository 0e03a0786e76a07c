import type { Json, JsonObject } from '../json.ts';
import { isLike } from './glob.ts';
import { REMOVED } from './signal.ts';

/**
 * What an adapter says of the personal members of its events. A path is member names from the top
 * of the event, with dots between; `*` is any member or item, `**` any number of them, and a name
 * may hold `*` for any characters.
 */
export interface PersonalMembers {
  /** Replaced whole. */
  readonly members?: readonly string[];
  /** Replaced after the last slash: folders say what a file belongs to, its name may say whom. */
  readonly fileNames?: readonly string[];
}

/**
 * Members of these names are personal in every event, wherever they stand; case, `-` and `_` do not
 * matter. People, how they are reached, and where they sat.
 */
const EVERYWHERE: ReadonlySet<string> = new Set(
  [
    'user name, user names, full name, first name, last name, given name, family name, surname',
    'display name, real name, user profile name, principal id, access key id, on behalf of',
    'email, emails, e mail, email address, phone, phone number, mobile, postal address',
    'ip address, ip address v4, ip address v6, source ip, source ip address, client ip',
    'remote ip, remote ip details, geo location, city, user agent',
    'creator, created by, updated by, modified by, last modified by, assignee, assigned to, handle',
  ]
    .join(', ')
    .split(', ')
    .map((words) => words.replaceAll(' ', '')),
);

const MAX_KNOWN_NAMES = 2000;
const known = new Map<string, boolean>();

// Asked of every member of every event, and events have the same few members.
function isPersonalName(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const isPersonal = EVERYWHERE.has(name.toLowerCase().replaceAll(/[-_]/g, ''));
  if (known.size < MAX_KNOWN_NAMES) known.set(name, isPersonal);
  return isPersonal;
}

const PEOPLE_IN_TEXT: readonly RegExp[] = [
  // The session of a role is often an address, or a name.
  /(:assumed-role\/[^/\s"]{1,128}\/)[^\s"',)\]}]{1,128}/gu,
  /(:(?:user|federated-user)\/)[^\s"',)\]}]{1,512}/gu,
  /(:user-profile\/[^/\s"]{1,64}\/)[^\s"',)\]}]{1,128}/gu,
  // An address of mail, also within a path.
  /()[^\s@<>()[\]{}"',;:\\/]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu,
];
const MAY_NAME = /@|:assumed-role\/|:(?:federated-)?user\/|:user-profile\//;

/** A text without addresses of mail and without the people in ARNs. */
export function withoutNames(text: string): string {
  if (!MAY_NAME.test(text)) return text;
  return PEOPLE_IN_TEXT.reduce(
    (rest, pattern) => rest.replaceAll(pattern, (_, kept: string) => kept + REMOVED),
    text,
  );
}

/** A path's names that are yet to come, and what becomes of what stands at its end. */
interface Rest {
  readonly names: readonly string[];
  readonly at: (value: Json) => Json;
}

/** What takes the personal values out of an event; the event itself stays as it is. */
export function remover({ members = [], fileNames = [] }: PersonalMembers) {
  const rests = [
    ...members.map((path) => ({ names: path.split('.'), at: () => REMOVED })),
    ...fileNames.map((path) => ({ names: path.split('.'), at: withoutFileName })),
  ];
  return (event: JsonObject): JsonObject => cleanMembers(event, rests);
}

/** A value of which no adapter knows anything, without what is personal in every event. */
export const cleanValue = (value: Json): Json => clean(value, []);

function clean(value: Json, rests: readonly Rest[]): Json {
  if (typeof value === 'string') return withoutNames(value.toWellFormed());
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => cleanMember('', item, rests));
  return cleanMembers(value as JsonObject, rests);
}

// Object.fromEntries makes a member `__proto__` a member like any other.
const cleanMembers = (value: JsonObject, rests: readonly Rest[]): JsonObject =>
  Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.toWellFormed(),
      cleanMember(name, member, rests),
    ]),
  );

function cleanMember(name: string, value: Json, rests: readonly Rest[]): Json {
  if (value === null) return value;
  if (isPersonalName(name)) return REMOVED;
  const next = rests.length === 0 ? rests : rests.flatMap((rest) => after(rest, name));
  const ended = next.find(({ names }) => names.length === 0);
  return ended === undefined ? clean(value, next) : ended.at(value);
}

function after(rest: Rest, name: string): readonly Rest[] {
  const [first, ...names] = rest.names;
  if (first === '**') return [rest, ...after({ ...rest, names }, name)];
  return first !== undefined && isLike(name, first) ? [{ ...rest, names }] : [];
}

function withoutFileName(value: Json): Json {
  if (typeof value !== 'string') return REMOVED;
  return withoutNames(value.slice(0, value.lastIndexOf('/') + 1).toWellFormed()) + REMOVED;
}

const MEMBER_IN_TEXT = /("([A-Za-z_-]{1,40})"\s*:\s*)"[^"\\]*(?:\\.[^"\\]*)*"?/gsu;

/** The same for a text that is no JSON: members of names that are personal everywhere. */
export function cleanText(text: string): string {
  const without = text
    .toWellFormed()
    .replaceAll(MEMBER_IN_TEXT, (whole, before: string, name: string) =>
      isPersonalName(name) ? `${before}"${REMOVED}"` : whole,
    );
  return withoutNames(without);
}
