import type { Target } from '#core/log/pack.ts';

/** Objects up to that many bytes are written in one piece. */
export const MAX_PIECE_BYTES = 1024 * 1024;

/** A target on a disk, which is not whole before it is closed. */
export interface DiskTarget extends Target {
  close(): Promise<void>;
}
