import { AssentError } from '../../errors.ts';
import type { Json } from '../../json.ts';
import { type Disclosure, memberAt, parseDisclosure } from '../disclosure.ts';
import { PERSONAL_PREFIX, parsePath, RECORDS_PREFIX } from '../paths.ts';
import { parseVersion } from '../version-bytes.ts';
import type { Findings } from './findings.ts';
import type { Reader } from './reader.ts';
import { type SourceObject, walk } from './source.ts';

/** Bytes of one record's disclosures, at most. */
const MAX_DISCLOSED_BYTES = 4 * 1024 * 1024;

/**
 * Holds every disclosed value against its commitment, and that against the versions of its record.
 * Both lists have one order, so each is walked along once. Returns how many values were disclosed.
 */
export async function checkPersonal(reader: Reader, findings: Findings): Promise<number> {
  let count = 0;
  const versions = new Versions(reader);
  for await (const object of reader.source.list(PERSONAL_PREFIX)) {
    const parsed = parsePath(object.path);
    if (parsed?.kind !== 'personal') {
      findings.failed(object.path, 'is no path of disclosed values');
      continue;
    }
    const open = new Set(await disclosures(object, findings));
    count += open.size;
    for await (const content of versions.of(parsed.ref)) {
      for (const each of open) if (stands(each, content)) open.delete(each);
    }
    for (const { path } of open) {
      findings.failed(object.path, `no version of ${parsed.ref} commits to the value at ${path}`);
    }
  }
  return count;
}

async function disclosures(object: SourceObject, findings: Findings): Promise<Disclosure[]> {
  const { path, size } = object;
  if (size > MAX_DISCLOSED_BYTES) {
    findings.failed(path, `has ${size} bytes, more than any record discloses`);
    return [];
  }
  const bytes = await object.read(new Uint8Array(size));
  const found: Disclosure[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, start);
    const line = bytes.subarray(start, end === -1 ? bytes.length : end);
    try {
      found.push(parseDisclosure(line));
    } catch (error) {
      if (!(error instanceof AssentError)) throw error;
      findings.failed(path, error.message);
    }
    if (end === -1) findings.failed(path, 'its last line does not end');
    start += line.length + 1;
  }
  return found;
}

const LINE_FEED = 0x0a;

function stands({ path, commitment }: Disclosure, content: Json): boolean {
  const member = memberAt(content, path);
  return memberAt(member ?? null, '/$detached') === commitment;
}

/** The contents of records' versions, asked for in the order in which they lie. */
class Versions {
  readonly #reader: Reader;
  readonly #objects: AsyncIterator<SourceObject>;
  #next: SourceObject | undefined;
  #hasBegun = false;

  constructor(reader: Reader) {
    // What cannot be read was told of when the records were checked.
    this.#reader = reader.quietly();
    this.#objects = walk(reader.source.list(RECORDS_PREFIX));
  }

  async *of(ref: string): AsyncGenerator<Json> {
    const prefix = `${RECORDS_PREFIX}${ref}/`;
    if (!this.#hasBegun) await this.#advance();
    this.#hasBegun = true;
    while (this.#next !== undefined && this.#next.path < prefix) await this.#advance();
    while (this.#next?.path.startsWith(prefix)) {
      const content = await this.#content(this.#next);
      if (content !== undefined) yield content;
      await this.#advance();
    }
  }

  async #content(object: SourceObject): Promise<Json | undefined> {
    const bytes = await this.#reader.bodyOf(object);
    return bytes && (await this.#reader.attempt(object.path, () => parseVersion(bytes)))?.content;
  }

  async #advance(): Promise<void> {
    const next = await this.#objects.next();
    this.#next = next.done === true ? undefined : next.value;
  }
}
