import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiClient, apiClient, type Credentials } from '#cli/targets/api-client.ts';
import { loadAllQuestionSets } from '#core/catalogue/question-sets.ts';

/**
 * A record of an example folder. `@name` anywhere stands for the id that the server gave; `@day-30`
 * for a day and `@instant+30` for a moment so many days before or after the loading, so that no
 * example grows too old to be loaded.
 */
export interface Given {
  readonly type: string;
  /** Absent where the server gives the id. */
  readonly id?: string;
  /** How the rest of the folder calls it. */
  readonly as?: string;
  /** In whose name it is written. */
  readonly by?: string;
  readonly reason: string;
  readonly content: unknown;
  readonly links?: readonly unknown[];
  readonly then?: readonly string[];
}

const FOLDER = join(import.meta.dirname, '..', 'examples', 'halden');

/**
 * Loads the example through the public door. Each write carries an Idempotency-Key, so that a load
 * that was cut off goes on where it stopped, and one with more loads what is more.
 */
export async function loadExample(
  base: string,
  credentials: Credentials,
  more: readonly Given[] = [],
): Promise<void> {
  const call = apiClient(base, credentials);
  const records = [...readExample(new Date()), ...more];
  const names = new Map<string, string>();
  for (const [index, given] of records.entries()) {
    await load(call, given, `example-halden-1-${index}`, names);
  }
}

/** The records of the example as they are loaded at a moment; given ids stay names. */
export const readExample = (now: Date): readonly Given[] => readRecords('records.json', now);

/** What risks are assessed by: the question sets that ship, criteria, a plan, and who assesses. */
export async function readRisks(now: Date): Promise<readonly Given[]> {
  const sets = await loadAllQuestionSets();
  const shipped = sets.map(({ id, content }) => ({
    type: 'question-set',
    id,
    reason: 'The set that ships, unchanged',
    content,
  }));
  return [...shipped, ...readRecords('risks.json', now)];
}

function readRecords(file: string, now: Date): readonly Given[] {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  return JSON.parse(dated(text, now)).records;
}

// Whole days alone: the same on every try of one day.
function dated(text: string, now: Date): string {
  return text.replaceAll(/@(day|instant)([+-]\d+)/g, (_whole, unit: string, days: string) => {
    const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
    const at = new Date(midnight + Number(days) * 86_400_000).toISOString();
    return unit === 'day' ? at.slice(0, 10) : at;
  });
}

interface Written {
  readonly ref: string;
  readonly version: { readonly id: string };
}

async function load(
  call: ApiClient,
  given: Given,
  key: string,
  names: Map<string, string>,
): Promise<void> {
  const { type, id, as, by, reason, content, links = [], then = [] } = resolved(given, names);
  const acting = by === undefined ? {} : { 'assent-acting-for': by };
  const created = await call({
    method: 'POST',
    path: `/v1/records/${type}`,
    headers: { 'idempotency-key': key, ...acting },
    body: { ...(id === undefined ? {} : { id }), content, links, reason },
  });
  const { ref, version } = expectRecord(given, created);
  if (as !== undefined) names.set(as, version.id);
  let { etag } = created;
  for (const transition of then) {
    const taken = await call({
      method: 'POST',
      path: `/v1/records/${ref}/transitions/${transition}`,
      headers: { 'idempotency-key': `${key}-${transition}`, 'if-match': etag ?? '', ...acting },
      body: { reason },
    });
    expectRecord(given, taken);
    etag = taken.etag;
  }
}

function expectRecord(given: Given, { status, body }: { status: number; body: unknown }): Written {
  if (status >= 300) {
    throw new Error(
      `The example's ${given.type} ${given.id ?? given.as ?? ''} was refused (${status}): ` +
        JSON.stringify(body),
    );
  }
  return body as Written;
}

function resolved(given: Given, names: ReadonlyMap<string, string>): Given {
  const text = JSON.stringify(given).replaceAll(/@([a-z-]+)/g, (whole, name: string) => {
    return names.get(name) ?? whole;
  });
  return JSON.parse(text);
}
