import { describe, expect, it } from 'vitest';
import { findPlace } from '#core/log/find-place.ts';

const note = (size: number) => `example.com/log\n${size}\nroot\n\n— example.com/log x\n`;

/** A log that takes the entry at index 7 after some pauses, and signs some pauses later. */
function following({ takenAfter = 0, signedAfter = 0 } = {}) {
  const pauses: number[] = [];
  const asked = { index: 0, checkpoint: 0 };
  return {
    pauses,
    asked,
    ports: {
      async logIndex() {
        asked.index += 1;
        return pauses.length >= takenAfter ? 7 : undefined;
      },
      async checkpoint() {
        asked.checkpoint += 1;
        return note(pauses.length >= signedAfter ? 8 : 7);
      },
      async sleep(milliseconds: number) {
        pauses.push(milliseconds);
      },
    },
  };
}

describe('the place of a new entry', () => {
  it('is found at once where the log has it', async () => {
    const { ports, pauses, asked } = following();
    expect(await findPlace(ports, 1000)).toEqual({ index: 7, checkpoint: note(8) });
    expect(pauses).toEqual([]);
    expect(asked).toEqual({ index: 1, checkpoint: 1 });
  });

  it('is waited for with pauses that grow', async () => {
    const { ports, pauses } = following({ takenAfter: 3, signedAfter: 3 });
    expect(await findPlace(ports, 1000)).toEqual({ index: 7, checkpoint: note(8) });
    expect(pauses.map(Math.round)).toEqual([25, 33, 44]);
  });

  it('is not final under a checkpoint that does not cover it', async () => {
    const { ports, pauses } = following({ signedAfter: 2 });
    expect(await findPlace(ports, 1000)).toEqual({ index: 7, checkpoint: note(8) });
    expect(pauses).toHaveLength(2);
  });

  it('is looked for in short pauses again once the log has it, for its checkpoint is near', async () => {
    const { ports, pauses, asked } = following({ takenAfter: 4, signedAfter: 6 });
    expect(await findPlace(ports, 1000)).toEqual({ index: 7, checkpoint: note(8) });
    expect(pauses.map(Math.round)).toEqual([25, 33, 44, 59, 25, 33]);
    expect(asked).toEqual({ index: 5, checkpoint: 3 });
  });

  it('is left out when patience ends, but the newest checkpoint is not', async () => {
    const { ports, pauses } = following({ takenAfter: 99, signedAfter: 99 });
    expect(await findPlace(ports, 200)).toEqual({ index: undefined, checkpoint: note(7) });
    expect(pauses.map(Math.round)).toEqual([25, 33, 44, 59, 79]);
  });

  it('asks for no checkpoint while there is no place, and waits for nobody without patience', async () => {
    const { ports, pauses, asked } = following({ takenAfter: 99 });
    await findPlace(ports, 0);
    expect(pauses).toEqual([]);
    expect(asked).toEqual({ index: 1, checkpoint: 1 });
  });

  it('is none where nothing was ever signed', async () => {
    const { ports } = following();
    const place = await findPlace({ ...ports, checkpoint: async () => undefined }, 100);
    expect(place).toEqual({ index: 7, checkpoint: undefined });
  });
});
