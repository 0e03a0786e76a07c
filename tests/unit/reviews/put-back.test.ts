import { beforeEach, describe, expect, it } from 'vitest';
import { pendingOf } from '#core/recovery/pending-of.ts';
import { CONFIRM, type Play, play, SYSTEM } from './play.ts';

let p: Play;
beforeEach(async () => {
  p = await play();
  await p.pass(92);
});

const duesOf = (pending: readonly { for: string }[]) => pending.map(({ for: what }) => what);

describe('what is due on what is put back', () => {
  it('is of a record the date that its plan gave it', async () => {
    const head = await p.at.store.need(SYSTEM);
    const back = pendingOf(head, head.pending, p.at.clock.now());
    expect(back.find((each) => each.for === 'review')?.at).toBe('2027-05-23T22:00:00.000Z');
  });

  it('is of a running review its machine and its deadline', async () => {
    const back = pendingOf(await p.newest(), [], p.at.clock.now());
    expect(duesOf(back)).toEqual(['execution-1', 'deadline']);
  });

  it('is of a missed review its machine alone', async () => {
    await p.pass(11);
    const back = pendingOf(await p.newest(), [], p.at.clock.now());
    expect(duesOf(back)).toEqual(['execution-1']);
  });

  it('is of a review that is done no deadline, and nobody is asked once more', async () => {
    await p.answer('review-record', CONFIRM);
    await p.answer('sign-review', { verdict: 'agree' });
    const head = await p.newest();
    const back = pendingOf(head, [], p.at.clock.now());
    expect(duesOf(back)).toEqual(['execution-1']);
    await p.at.store.setPending(head, back);
    await p.pass();
    expect(await p.openTasks('review-record')).toHaveLength(0);
    expect((await p.newest()).pending).toEqual([]);
  });
});
