import { createHash } from 'node:crypto';
import { canonicalBytes } from '#core/canonical.ts';
import { toBase64, toBase64Url } from '#core/encoding.ts';
import type { Json } from '#core/json.ts';
import { advance } from '#core/log/advance.ts';
import { printDisclosure } from '#core/log/disclosure.ts';
import { evidencePath, personalPath, signalsPath } from '#core/log/paths.ts';
import { printVerifierKey, verifierKey } from '#core/log/vkey.ts';
import { memorySigner } from '#tests/memory/signer.ts';
import { ORIGIN, utf8 } from './log-fixtures.ts';
import { bucketOf, type LogWorld, logWorld, run, write, writeAll } from './log-world.ts';
import type { Objects } from './verify-world.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export const SALT = Uint8Array.from({ length: 16 }, (_, i) => i);

/** A file in the bucket. */
export function putFile(world: LogWorld, text: string): string {
  const digest = sha256(utf8(text));
  world.objects.overwrite(evidencePath(digest), utf8(text));
  return digest;
}

export function commitmentTo(value: Json): string {
  const parts = [utf8('assent/detached/v1'), SALT, canonicalBytes(value)];
  return toBase64Url(createHash('sha256').update(Buffer.concat(parts)).digest());
}

export async function vkeyOf(seed: number): Promise<string> {
  return printVerifierKey(verifierKey(ORIGIN, await memorySigner(seed).publicKey()));
}

/**
 * A log with something of everything: records of several versions, a task with facts, an evidence
 * file, a person with a personal value, signals, a rotation of keys, several checkpoints.
 */
export async function aWholeLog(): Promise<LogWorld> {
  const world = logWorld();
  await writeAll(
    world,
    Array.from({ length: 300 }, (_, i) => `role/r${i % 40}`),
  );
  await run(world);
  const facts = putFile(world, '{"facts":[]}');
  const report = putFile(world, 'A report');
  await write(world, 'task/t1', { state: 'open', content: { facts } });
  await write(world, 'evidence/e1', { state: 'declared', content: { sha256: report } });
  await write(world, 'evidence/e1', { state: 'stored', content: { sha256: report } });
  const signals = utf8('{"cause":"x"}\n');
  world.objects.overwrite(signalsPath('2026-11-24', sha256(signals)), signals);
  await run(world);
  const name = { $detached: commitmentTo('Ada Example') };
  await write(world, 'person/ada', { content: { name } });
  await write(world, 'task/t1', {
    state: 'decided',
    content: { facts, decision: { facts, choice: 'approve' } },
  });
  const keys = [await vkeyOf(7), await vkeyOf(8)];
  await write(world, 'system/log-key', { content: { keys } });
  await write(world, 'role/r1');
  await advance({ ...world.ports, signers: [memorySigner(7), memorySigner(8)] });
  return world;
}

/** The bucket of a whole log, with Ada's name disclosed beside it. */
export async function wholeObjects(): Promise<Objects> {
  const objects = new Map(bucketOf(await aWholeLog()));
  const line = printDisclosure({
    commitment: commitmentTo('Ada Example'),
    path: '/name',
    salt: toBase64Url(SALT),
    value: 'Ada Example',
  });
  objects.set(personalPath('person/ada'), utf8(line));
  return objects;
}

export const asText = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
export const rootText = (root: Uint8Array) => toBase64(root);
