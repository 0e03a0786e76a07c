import type { Json, JsonObject } from '../json.ts';
import { type Envelope, isObject } from './envelope.ts';

const MOST_ARNS = 200;
const MOST_TAGS = 200;
const MOST_ARN_CHARS = 2048;

/** All ARNs of an event: resources first, then those that stand anywhere in its detail. */
export function arnsOf({ resources, detail }: Envelope): readonly string[] {
  const found = new Set<string>();
  const see = (value: Json) => {
    if (found.size >= MOST_ARNS) return;
    if (typeof value === 'string') {
      if (value.startsWith('arn:') && value.length <= MOST_ARN_CHARS) found.add(value);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(see);
  };
  see(resources);
  see(detail);
  return [...found];
}

type Tag = readonly [name: string, value: string];

/**
 * All tags in a detail, in the three forms that services write: a map, a list of keys and values,
 * a list of `name:value`.
 */
export function tagsOf(detail: JsonObject): readonly Tag[] {
  const found: Tag[] = [];
  const see = (value: Json) => {
    if (typeof value !== 'object' || value === null || found.length >= MOST_TAGS) return;
    if (Array.isArray(value)) return value.forEach(see);
    for (const [name, member] of Object.entries(value)) {
      if (/^(resource)?tags?$/i.test(name)) found.push(...tagsIn(member).slice(0, MOST_TAGS));
      else see(member);
    }
  };
  see(detail);
  return found;
}

function tagsIn(value: Json): readonly Tag[] {
  if (Array.isArray(value)) return value.flatMap(tagIn);
  return isObject(value) ? Object.entries(value).flatMap(([name, text]) => tag(name, text)) : [];
}

function tagIn(item: Json): readonly Tag[] {
  if (typeof item === 'string') {
    const colon = item.indexOf(':');
    return colon < 0 ? tag(item, '') : tag(item.slice(0, colon), item.slice(colon + 1));
  }
  if (!isObject(item)) return [];
  return tag(item.key ?? item.Key ?? item.name, item.value ?? item.Value ?? '');
}

const tag = (name: Json | undefined, value: Json): readonly Tag[] =>
  typeof name === 'string' && typeof value === 'string' ? [[name, value]] : [];

/** What stands at a pointer (RFC 6901); `undefined` where nothing does. */
export function memberOf(value: Json, pointer: string): Json | undefined {
  let at: Json | undefined = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = isObject(at) ? at[name] : at[Number(name)];
  }
  return at;
}

/** The name of the alarm that an event tells of, CloudWatch's or a pager's monitor. */
export const alarmIn = (event: Json): Json | undefined =>
  memberOf(event, '/detail/alarmName') ?? memberOf(event, '/detail/meta/monitor/name');
