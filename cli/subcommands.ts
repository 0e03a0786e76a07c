import type { Subcommand } from './program.ts';

/** All commands of `assent`, in the order in which its help lists them. */
export const subcommands: readonly Subcommand[] = [];
