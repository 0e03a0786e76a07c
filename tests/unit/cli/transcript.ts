import { runCommandLine, type Subcommand } from '#cli/program.ts';

/**
 * Runs command lines in process and writes down what a terminal would show: each command, its
 * output (`! ` before what goes to the error output), and `exit N` where it does not end with 0.
 */
export async function transcript(
  subcommands: readonly Subcommand[],
  ...lines: readonly (readonly string[])[]
): Promise<string> {
  const shown: string[] = [];
  const write = (mark: string) => (text: string) => {
    shown.push(...text.split('\n').map((line) => `${mark}${line}`.trimEnd()));
  };
  for (const args of lines) {
    shown.push(['$ assent', ...args].join(' '));
    const exitCode = await runCommandLine(args, subcommands, { out: write(''), err: write('! ') });
    if (exitCode !== 0) shown.push(`exit ${exitCode}`);
  }
  return `\n${shown.join('\n')}\n`;
}
