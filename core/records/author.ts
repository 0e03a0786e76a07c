import type { Ref } from '../ids.ts';
import type { Via } from './version.ts';

/** Who writes something, how they were known, and why. */
export interface Author {
  readonly actor: Ref;
  readonly via: Via;
  readonly reason: string | null;
}
