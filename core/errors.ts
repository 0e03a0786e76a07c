/** What went wrong, in a word that callers, state machines and clients may match on. */
export type ErrorCode =
  | 'Invalid'
  | 'NotFound'
  | 'Refused'
  | 'Conflict'
  | 'TooLarge'
  | 'Unauthorised'
  | 'ClockAhead'
  | 'Transient'
  | 'Corrupt';

/** One mistake in an input: where (RFC 6901 pointer) and what. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/**
 * The one base of the errors that Assent throws on purpose. `code` is stable; `data` carries what
 * the caller needs to go on (the newer version, the limit, the list of issues).
 */
export class AssentError extends Error {
  readonly code: ErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    data: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = code;
    this.code = code;
    this.data = data;
  }
}

/** Input that does not fit its schema or a rule of form; `issues` says each mistake. */
export function invalid(message: string, issues: readonly Issue[] = []): AssentError {
  return new AssentError('Invalid', message, { issues });
}

/** A rule of governance says no. Never retried; the message is for the person who asked. */
export function refused(message: string, data: Readonly<Record<string, unknown>> = {}) {
  return new AssentError('Refused', message, data);
}

/**
 * Worth another try: a throttle, a conflict, a broken connection. `outcome` says what became of
 * the call: `none` where certainly nothing happened, `unknown` where the answer was lost.
 */
export function transient(message: string, outcome: 'none' | 'unknown', cause?: unknown) {
  return new AssentError('Transient', message, { outcome }, { cause });
}

/** Whether the error is one of ours with that code. */
export function isError(error: unknown, code: ErrorCode): error is AssentError {
  return error instanceof AssentError && error.code === code;
}
