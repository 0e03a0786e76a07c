import * as z from 'zod';
import { once } from '../../once.ts';
import type { Table, Write } from '../../ports.ts';
import { isReadable } from '../../records/fields.ts';
import { reporterKey } from '../../store/keys.ts';
import { memberOf } from '../subjects.ts';
import type { Counted } from './counted.ts';

/** Characters of a description (`core/records/incident.ts`). */
const MOST_CHARS = 4000;

const shape = once(() => z.object({ name: z.string().optional(), contact: z.string().optional() }));

/** Who reported an incident. Personal. */
export type Reporter = z.output<ReturnType<typeof shape>>;

/** What the first of some signals says that was reported as an incident. */
export function reportOf(signals: readonly Counted[]): {
  readonly description: string | undefined;
  readonly reporter: Reporter | undefined;
} {
  const report = signals.find(
    ({ cause, state }) => cause.kind === 'incident' && state === 'raised',
  );
  const { event } = report?.line ?? {};
  const said = (name: string) => {
    const text = event === undefined ? undefined : memberOf(event, `/detail/${name}`);
    return typeof text === 'string' && text.trim() !== '' ? text : undefined;
  };
  const harm = said('harm');
  const parts = [said('description'), harm && `Harm, as it was reported: ${harm}`];
  const text = parts.filter((part) => part !== undefined).join('\n\n');
  return {
    description: text === '' ? undefined : readable(text).slice(0, MOST_CHARS).toWellFormed(),
    reporter: report?.reporter,
  };
}

// A rule may call any event an incident, and so bring any text.
const readable = (text: string): string =>
  [...text.toWellFormed()].map((char) => (isReadable(char) ? char : '\ufffd')).join('');

/**
 * The write that keeps who reported it, among the personal values, until the incident is opened:
 * its record takes them then, erasable, and they are forgotten here (`forgetReporter`).
 */
export function reporterWrites(cause: string, reporter: Reporter | undefined): readonly Write[] {
  if (reporter === undefined || Object.keys(reporter).length === 0) return [];
  const { name, contact } = reporter;
  const item = {
    ...reporterKey(cause),
    ...(name !== undefined && { name }),
    ...(contact !== undefined && { contact }),
  };
  return [{ op: 'put', table: 'personal', item }];
}

/** Who reported what a cause's incident is to be opened for. @throws Transient */
export async function readReporter(
  table: Pick<Table, 'get'>,
  cause: string,
): Promise<Reporter | undefined> {
  const item = await table.get(reporterKey(cause), 'personal');
  return item === undefined ? undefined : shape().parse(item);
}

/** For the transaction that opens the incident, whose record names them from then on. */
export const forgetReporter = (cause: string): Write => ({
  op: 'delete',
  table: 'personal',
  key: reporterKey(cause),
});
