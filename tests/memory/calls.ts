/** One outward call: `table.write`, the n-th since the start (from 1), and its arguments. */
export interface Call {
  readonly name: string;
  readonly n: number;
  readonly args: readonly unknown[];
}

/** What is done before or after a call: wait, throw, look. */
export type Hook = (call: Call) => Promise<void> | void;

/** Thrown in the place of a process that was killed. */
export class Killed extends Error {
  readonly at: string;

  constructor(call: Call, moment: 'before' | 'after') {
    super(`Killed ${moment} call ${call.n}, ${call.name}`);
    this.name = 'Killed';
    this.at = `${moment} ${call.n} ${call.name}`;
  }
}

/** The outward calls of one run, over all its ports. */
export interface Calls {
  /** Names of all calls so far, in order. */
  readonly trace: readonly string[];
  /** Called before each call; returns what takes it off again. */
  before(hook: Hook): () => void;
  /** Called after each call that succeeded. */
  after(hook: Hook): () => void;
  /** Throws `Killed` at the n-th call from now: before it, or when it has done its work. */
  killAt(n: number, moment: 'before' | 'after'): void;
  through<T>(name: string, args: readonly unknown[], act: () => Promise<T>): Promise<T>;
}

export function outwardCalls(): Calls {
  const trace: string[] = [];
  const hooks = { before: new Set<Hook>(), after: new Set<Hook>() };
  const add = (moment: 'before' | 'after') => (hook: Hook) => {
    hooks[moment].add(hook);
    return () => {
      hooks[moment].delete(hook);
    };
  };
  return {
    trace,
    before: add('before'),
    after: add('after'),
    killAt(n, moment) {
      const at = trace.length + n;
      hooks[moment].add((call) => {
        if (call.n === at) throw new Killed(call, moment);
      });
    },
    async through(name, args, act) {
      const call = { name, n: trace.push(name), args };
      for (const hook of hooks.before) await hook(call);
      const answer = await act();
      for (const hook of hooks.after) await hook(call);
      return answer;
    },
  };
}

/**
 * The port, each of the named methods going through `calls` as `<name>.<method>`; whatever else it
 * has stays as it is. Works for ports in memory and for real adapters.
 */
export function observed<Port extends object>(
  name: string,
  port: Port,
  methods: readonly (keyof Port & string)[],
  calls: Calls,
): Port {
  const outward: ReadonlySet<PropertyKey> = new Set(methods);
  return new Proxy(port, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function' || !outward.has(property)) return member;
      return (...args: unknown[]) =>
        calls.through(`${name}.${String(property)}`, args, async () =>
          Reflect.apply(member, target, args),
        );
    },
  });
}
