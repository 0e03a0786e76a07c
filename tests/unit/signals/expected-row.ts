import type { Severity, State } from '#core/signals/severity.ts';

/** What a sample says, beyond its adapter. */
export interface Expected {
  readonly adapter: string;
  readonly kind: string;
  readonly is: readonly [Severity, State];
  /** When it says that it happened. */
  readonly at: string;
  readonly title: string;
  readonly system: string | null;
  /** Changes that make another occurrence of the same cause of it. */
  readonly again: Readonly<Record<string, unknown>>;
  /** Changes, beside id and time of the envelope, that leave it the same happening. */
  readonly same?: Readonly<Record<string, unknown>>;
}

export const TRIAGE = 'ai-system/claims-triage';
