import { AsyncLocalStorage } from 'node:async_hooks';
import type { Bell, Bus, Mailer, Objects, Signer, Table, Write } from '#core/ports.ts';
import { keyOf } from '#core/store/check-writes.ts';
import { indexUnits, readUnits, type Written, writeUnits } from './table-units.ts';

/** What is billed by the call. Ringing and starting machines are billed by their transitions. */
export type Kind =
  | 'read'
  | 'write'
  | 'index'
  | 's3Put'
  | 's3Get'
  | 's3Head'
  | 's3List'
  | 'sign'
  | 'mail'
  | 'invoke'
  | 'event';

/** One outward call. */
export interface Counted {
  readonly kind: Kind;
  /** Which: a key, a path, a name. */
  readonly what: string;
  /** Units for the table's calls, else 1. */
  readonly units: number;
  /** Bytes that stay: of an object that was put. */
  readonly bytes: number;
}

/** Who causes an invocation. */
export type Cause = 'requester' | 'machine' | 'decider' | 'after a commit' | 'the clock';

/** One run of a function. */
export interface Invocation {
  readonly fn: string;
  readonly cause: Cause;
  readonly calls: Counted[];
  /** Milliseconds that it waited for others. */
  slept: number;
}

/** Counts what functions call, by the invocation that calls; what runs in none is not counted. */
export class Meter {
  readonly invocations: Invocation[] = [];
  readonly #running = new AsyncLocalStorage<Invocation>();

  /** Runs a function. */
  during<T>(fn: string, cause: Cause, act: () => Promise<T>): Promise<T> {
    const invocation: Invocation = { fn, cause, calls: [], slept: 0 };
    this.invocations.push(invocation);
    return this.#running.run(invocation, act);
  }

  slept(milliseconds: number): void {
    const running = this.#running.getStore();
    if (running !== undefined) running.slept += milliseconds;
  }

  count(kind: Kind, what: string, units = 1, bytes = 0): void {
    if (units > 0) this.#running.getStore()?.calls.push({ kind, what, units, bytes });
  }

  /** @param wrote hears of every write that was done */
  table(inner: Table, wrote: () => void): Table {
    const states = (writes: readonly Write[]) =>
      Promise.all(writes.map((write) => inner.get(keyOf(write), write.table ?? 'main')));
    return {
      get: async (key, table) => {
        const item = await inner.get(key, table);
        this.count('read', `get ${key.pk} ${key.sk}`, readUnits(item ? [item] : [], true));
        return item;
      },
      query: async (query) => {
        const page = await inner.query(query);
        const what = `query ${query.index ?? ''} ${query.partition} ${query.prefix ?? ''}`;
        this.count('read', what, readUnits(page.items, query.consistent === true));
        return page;
      },
      write: async (writes) => {
        const before = await states(writes);
        const outcome = await inner.write(writes);
        const after = await states(writes);
        writes.forEach((write, i) => {
          const written = { table: write.table ?? 'main', before: before[i], after: after[i] };
          this.#countWrite(write, written, writes.length > 1);
        });
        if (outcome.ok) wrote();
        return outcome;
      },
    };
  }

  #countWrite(write: Write, written: Written, together: boolean): void {
    const { pk, sk } = keyOf(write);
    const what = `${write.op} ${pk} ${sk}`;
    this.count('write', what, writeUnits(written, together || write.op === 'check'));
    this.count('index', what, indexUnits(written));
  }

  objects(inner: Objects): Objects {
    return {
      create: (path, bytes, how) => {
        this.count('s3Put', path, 1, bytes.length);
        return inner.create(path, bytes, how);
      },
      replace: (path, bytes, how) => {
        this.count('s3Put', path, 1, bytes.length);
        return inner.replace(path, bytes, how);
      },
      get: (path) => {
        this.count('s3Get', path);
        return inner.get(path);
      },
      head: (path) => {
        this.count('s3Head', path);
        return inner.head(path);
      },
      list: (prefix, cursor) => {
        this.count('s3List', prefix);
        return inner.list(prefix, cursor);
      },
    };
  }

  /** The public key is asked for once in a process's life, and so is not counted. */
  signer(inner: Signer): Signer {
    return {
      publicKey: () => inner.publicKey(),
      sign: (message) => {
        this.count('sign', 'checkpoint');
        return inner.sign(message);
      },
    };
  }

  mailer(inner: Mailer): Mailer {
    return {
      send: (mail) => {
        this.count('mail', mail.subject);
        return inner.send(mail);
      },
    };
  }

  bus(inner: Bus): Bus {
    return {
      put: (events) => {
        this.count('event', 'Record Versioned', events.length);
        return inner.put(events);
      },
    };
  }

  bell(hear: Bell['ring']): Bell {
    return {
      ring: async (fn, payload) => {
        this.count('invoke', fn);
        await hear(fn, payload);
      },
    };
  }
}
