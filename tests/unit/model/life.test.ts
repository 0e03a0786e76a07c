import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { everySequence, type Start, starts } from './play.ts';
import { SCENES } from './scenes.ts';

/**
 * More sequences: `ASSENT_MODEL_RUNS` (of all policies together), from another seed:
 * `ASSENT_MODEL_SEED`, `random` or a number. A failure prints its seed, its path and the
 * `replayPath` of its commands: with these as `ASSENT_MODEL_SEED`, `ASSENT_MODEL_PATH` and
 * `ASSENT_MODEL_REPLAY`, and the one policy chosen by `-t`, it is that sequence alone.
 */
const {
  ASSENT_MODEL_RUNS: runs,
  ASSENT_MODEL_SEED: seed = '5',
  ASSENT_MODEL_PATH: path,
  ASSENT_MODEL_REPLAY: replayPath,
} = process.env;

/** Sequences of each policy, of a hundred: the more it has to it, the more. */
const SHARES = {
  'two of three': 45,
  'two stages': 35,
  'a small team': 15,
  'signed in': 5,
} as const;

const TOTAL = Number(runs ?? 2000);

/** Whoever asks for more waits for more, also on a machine that has other things to do. */
const PATIENCE_MS = 60_000 + TOTAL * 60;

describe('whatever people, machines, mails and time do to an approval', () => {
  let all: readonly Start[];
  beforeAll(async () => {
    all = await starts();
  });

  it.each(Object.values(SCENES).map(({ name }) => name))(
    'it is what the model allows: %s',
    async (name) => {
      const from = all.filter(({ model }) => model.scene.name === name);
      expect(from).not.toEqual([]);
      await fc.assert(everySequence(from, { replayPath }), {
        numRuns: Math.ceil((TOTAL * SHARES[name]) / 100),
        ...(seed === 'random' ? {} : { seed: Number(seed) }),
        ...(path === undefined ? {} : { path }),
      });
    },
    PATIENCE_MS,
  );
});
