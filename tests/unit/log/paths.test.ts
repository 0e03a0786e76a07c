import { describe, expect, it } from 'vitest';
import * as paths from '#core/log/paths.ts';

const HEX = 'fb9b04e68b35f1a871cb871e69f6d0aa3be06616948d3c6f558a266af3a1907e';

const EXAMPLES: readonly [string, paths.StoredPath][] = [
  ['log/checkpoint', { kind: 'checkpoint' }],
  ['log/checkpoints/000000070000', { kind: 'checkpoint-at', size: 70_000 }],
  ['log/tile/0/x001/x234/067', { kind: 'tile', level: 0, index: 1_234_067, width: 256 }],
  ['log/tile/1/001.p/17', { kind: 'tile', level: 1, index: 1, width: 17 }],
  ['log/tile/63/000.p/1', { kind: 'tile', level: 63, index: 0, width: 1 }],
  ['log/tile/entries/273.p/112', { kind: 'bundle', index: 273, width: 112 }],
  ['log/tile/entries/x001/000', { kind: 'bundle', index: 1000, width: 256 }],
  [
    'records/policy/ai-policy/00000002.json',
    { kind: 'record', ref: 'policy/ai-policy', version: 2 },
  ],
  [`evidence/sha256/${HEX}`, { kind: 'evidence', sha256: HEX }],
  [`signals/2026-11-24/${HEX}.jsonl`, { kind: 'signals', day: '2026-11-24', sha256: HEX }],
  ['assent-pack.json', { kind: 'manifest' }],
  ['assent-remarks.json', { kind: 'remarks' }],
  ['personal/person/01936b2c.jsonl', { kind: 'personal', ref: 'person/01936b2c' }],
  [
    'proofs/approval-policy/x/approval-policy-x-00000001.tlog-proof',
    { kind: 'proof', ref: 'approval-policy/x', version: 1 },
  ],
];

describe('the path of what is stored', () => {
  it.each(EXAMPLES)('%s reads and prints as the same', (text, parsed) => {
    expect(paths.parsePath(text)).toEqual(parsed);
    expect(paths.printPath(parsed)).toBe(text);
  });

  it.each([
    '',
    'log',
    '/log/checkpoint',
    'log/checkpoint/',
    'log/checkpoints/70000',
    'log/checkpoints/000000000000',
    'log/tile/0/67',
    'log/tile/0/067.p/0',
    'log/tile/0/067.p/256',
    'log/tile/0/067.p/012',
    'log/tile/0/001/067',
    'log/tile/0/x000/067',
    'log/tile/00/067',
    'log/tile/64/067',
    'log/tile/-1/067',
    'log/tile/entries/067/',
    'log/tile/entries/x067',
    'records/policy/ai-policy/2.json',
    'records/policy/ai-policy/00000000.json',
    'records/policy/ai-policy/00000002.JSON',
    'records/policy/con/00000002.json',
    'records/lpt1/x/00000002.json',
    'records/policy/-x/00000002.json',
    'records/1policy/x/00000002.json',
    'records/policy/../x/00000002.json',
    `records/policy/${'x'.repeat(64)}/00000002.json`,
    `evidence/sha256/${HEX.toUpperCase()}`,
    `evidence/sha256/${HEX.slice(1)}`,
    `evidence/sealed/${HEX}.age`,
    `signals/2026-02-30/${HEX}.jsonl`,
    `signals/2026-11-24/${HEX}.json`,
    'personal/person/aux.jsonl',
    'proofs/approval/x/approval-y-00000001.tlog-proof',
    'proofs/approval-x-00000001.tlog-proof',
  ])('%j is no path of ours', (text) => {
    expect(paths.parsePath(text)).toBeUndefined();
  });

  it.each([
    ['a checkpoint of size 0', () => paths.checkpointAtPath(0)],
    ['a checkpoint beyond twelve digits', () => paths.checkpointAtPath(1e12)],
    ['a tile of no width', () => paths.tilePath(0, 0, 0)],
    ['a tile wider than 256', () => paths.tilePath(0, 0, 257)],
    ['a tile of level 64', () => paths.tilePath(64, 0)],
    ['a negative tile', () => paths.tilePath(0, -1)],
    ['half a bundle', () => paths.bundlePath(0.5)],
    ['version 0', () => paths.recordPath('policy/x', 0)],
    ['a version beyond eight digits', () => paths.recordPath('policy/x', 1e8)],
    ['a record of no type', () => paths.recordPath('x', 1)],
    ['evidence without digest', () => paths.evidencePath('x')],
    ['a day that is none', () => paths.signalsPath('2026-13-01', HEX)],
  ])('refuses to print %s', (_, print) => {
    expect(print).toThrow();
  });

  it('keeps the proofs of records apart whose names run together', () => {
    expect(paths.proofName('approval/policy-x', 1)).toBe(paths.proofName('approval-policy/x', 1));
    expect(paths.proofPath('approval/policy-x', 1)).not.toBe(
      paths.proofPath('approval-policy/x', 1),
    );
  });

  it('sorts the tiles of a level as their indexes, up to a million', () => {
    const indexes = [0, 1, 9, 10, 255, 999, 1000, 1001, 123_456, 999_999];
    const printed = indexes.map((index) => paths.tilePath(0, index));
    expect(printed.toSorted()).toEqual(printed);
  });
});
