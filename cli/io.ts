/** Where a command writes: its answer, and what is said beside it. One call is one line. */
export interface Io {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** What the command says by its exit code. `FAILED` is its answer; `MISUSED` was never asked. */
export const EXIT = { ok: 0, failed: 1, misused: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
