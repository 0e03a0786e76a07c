import { emitCommand } from './emit.ts';
import { packCommand } from './pack.ts';
import type { Subcommand } from './program.ts';
import { recoverCommand } from './recover.ts';
import { redriveCommand } from './redrive.ts';
import { reportCommand } from './report.ts';
import { signalsCommand } from './signals.ts';
import { verifyCommand } from './verify.ts';

/** All commands of `assent`, in the order in which its help lists them. */
export const subcommands: readonly Subcommand[] = [
  verifyCommand,
  packCommand,
  recoverCommand,
  emitCommand,
  signalsCommand,
  reportCommand,
  redriveCommand,
];
