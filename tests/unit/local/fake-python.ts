import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assent-local-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A command that takes itself for Python and writes down what it is asked.
 *
 * @param script shell, run with Python's arguments; `$*` holds them all
 */
export function fakePython(script: string, version = '3.12.1'): { command: string; log: string } {
  const folder = temporaryFolder();
  const command = join(folder, 'python3');
  const log = join(folder, 'asked');
  const lines = [
    '#!/bin/sh',
    `case "$*" in "-c "*) echo ${version}; exit 0;; esac`,
    `echo "$*" >> ${log}`,
    script,
  ];
  writeFileSync(command, `${lines.join('\n')}\n`);
  chmodSync(command, 0o755);
  return { command, log };
}
