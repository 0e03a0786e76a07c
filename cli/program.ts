import { Command, CommanderError } from '@commander-js/extra-typings';
import * as z from 'zod';
import { AssentError } from '#core/errors.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';

/**
 * A command of `assent`: its words and options, and what it runs. It loads what it runs by
 * `import()`, so that no command pays for another, and hands its exit code to `finish`.
 */
export type Subcommand = (io: Io, finish: (exitCode: ExitCode) => void) => AnyCommand;

// What a command's arguments are is known where it is defined, and of no interest here.
type AnyCommand = Parameters<Command['addCommand']>[0];

const Issues = z.array(z.object({ path: z.string(), message: z.string() }));

/**
 * Runs one command line (without `node` and the script's name) to its exit code: 0 for done, 1
 * where the command failed or its answer is no, 2 where the command line itself is wrong.
 */
export async function runCommandLine(
  args: readonly string[],
  subcommands: readonly Subcommand[],
  io: Io,
): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const program = frame(io);
  for (const subcommand of subcommands) {
    const command = subcommand(io, (code) => {
      exitCode = code;
    });
    inherit(command, program);
    program.addCommand(command);
  }
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.misused;
    explain(error, io);
    return EXIT.failed;
  }
  return exitCode;
}

/** A command writes and ends as its program does, and so do those within it. */
function inherit(command: AnyCommand, from: AnyCommand): void {
  command.copyInheritedSettings(from);
  for (const within of command.commands) inherit(within, command);
}

function frame(io: Io): Command {
  return new Command('assent')
    .description('Work with an ISO/IEC 42001 AI management system and its proofs.')
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
    })
    .configureHelp({ showGlobalOptions: false, helpWidth: 100 })
    .helpCommand('help [command]', 'Say how a command is used')
    .helpOption('-h, --help', 'Say how the command is used')
    .showHelpAfterError('Run it with --help to see how it is used.')
    .exitOverride();
}

function explain(error: unknown, io: Io): void {
  if (!(error instanceof AssentError)) {
    // Not foreseen: whoever mends it needs to know where it happened.
    io.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return;
  }
  io.err(`error: ${error.message}`);
  const issues = Issues.safeParse(error.data.issues);
  for (const { path, message } of issues.data ?? []) io.err(`  ${path || '/'}: ${message}`);
}
