#!/usr/bin/env node
import { runCommandLine } from './program.ts';
import { subcommands } from './subcommands.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), subcommands, {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
