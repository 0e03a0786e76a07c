import * as z from 'zod';
import { readExample } from '../example.ts';
import type { Records } from './records.ts';

/** Somebody at Halden. */
export interface Person {
  readonly ref: string;
  readonly name: string;
  readonly email: string;
  readonly zone: string;
}

/** Everybody of the example, by first name. @throws for a name that nobody there has */
export type People = (first: string) => Person;

const Content = z.object({ name: z.string(), email: z.string(), zone: z.string() });
const Links = z.array(z.object({ rel: z.string(), to: z.string() }));

/** Finds them by the role that each holds: names are personal, and the API gives none away. */
export async function peopleOf(records: Records): Promise<People> {
  const holders = new Map<string, string>();
  for (const id of await records.list('person')) {
    const { ref, version } = await records.get(`person/${id}`);
    for (const role of rolesIn(version.links)) holders.set(role, ref);
  }
  const everybody = readExample(new Date()).flatMap(({ type, content, links = [] }) => {
    const [role] = rolesIn(links);
    const ref = role === undefined ? undefined : holders.get(role);
    return type !== 'person' || ref === undefined ? [] : [{ ref, ...Content.parse(content) }];
  });
  return (first) => {
    const person = everybody.find(({ name }) => name.startsWith(`${first} `));
    if (person === undefined) throw new Error(`The example has nobody called ${first}`);
    return person;
  };
}

const rolesIn = (links: readonly unknown[]): readonly string[] =>
  Links.parse(links).flatMap(({ rel, to }) => (rel === 'holds' ? [to] : []));
