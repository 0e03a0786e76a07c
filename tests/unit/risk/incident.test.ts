import { beforeEach, expect, it } from 'vitest';
import { contentOf } from '#core/records/content-of.ts';
import { incident } from '#core/records/incident.ts';
import { riskAssessment } from '#core/records/risk-assessment.ts';
import { newestAssessment } from '#core/risk/newest.ts';
import { given } from '#tests/support/people.ts';
import { type Play, play, SYSTEM } from './play.ts';

let p: Play;
beforeEach(async () => {
  p = await play();
});

/** An incident of the system that was explained, and what its analysis says of the risks. */
async function explained(reassess: 'asked' | 'not-needed'): Promise<string> {
  const example = incident.stored().parse(incident.example.content);
  const by = {
    type: 'task',
    id: '01936b2c-7b1e-7c3a-9f00-0000000000f1-analysis-w1-1',
    version: 2,
    digest: 'd'.repeat(64),
  };
  const { ref } = await given(p.at.store, {
    type: 'incident',
    id: '01936b2c-7b1e-7c3a-9f00-0000000000f1',
    state: 'explained',
    content: {
      ...example,
      analysis: {
        by,
        at: p.at.clock.now(),
        cause: 'A form counts the 13th salary twice',
        kind: 'change',
        method: 'five-whys',
        elsewhere: 'Nowhere',
        reassess,
        reassessReason: 'Wrong income was thought unlikely',
      },
    },
    links: [{ rel: 'concerns', to: SYSTEM }],
  });
  const head = await p.at.store.need(ref);
  await p.at.store.setPending(head, [{ at: p.at.clock.now(), for: 'reassess' }]);
  return ref;
}

const newest = () => newestAssessment(p.at.table, SYSTEM);

it('has the risks of its system assessed anew, and takes the place of what runs', async () => {
  const one = await p.start();
  await p.assess('privacy', { rationale: 'As in spring' });
  const because = await explained('asked');
  await p.pass();
  const ref = (await newest()) ?? '';
  expect(ref).not.toBe(one.ref);
  const { started } = contentOf(riskAssessment, await p.at.store.need(ref));
  expect(started).toMatchObject({
    why: 'incident',
    because,
    reason: 'Wrong income was thought unlikely',
  });
  expect((await p.at.store.need(one.ref)).version.state).toBe('superseded');
  expect(await p.filledIn(await p.assessTask('privacy'))).toMatchObject({
    'w-rationale': 'As in spring',
  });
});

it('does so once, also where the sweep looks twice', async () => {
  const because = await explained('asked');
  await p.pass();
  const ref = await newest();
  const head = await p.at.store.need(because);
  await p.at.store.setPending(head, [{ at: p.at.clock.now(), for: 'reassess' }]);
  await p.pass(1);
  expect(await newest()).toBe(ref);
});

it('does not where its analysis says that this is not needed', async () => {
  await explained('not-needed');
  await p.pass();
  expect(await newest()).toBeUndefined();
});

it('waits where no criteria are in force, and is not lost', async () => {
  const { store } = p.at;
  const { version } = await store.need('risk-criteria/default');
  const { type, id, content } = version;
  await given(store, { type, id, state: 'retired', content });
  const because = await explained('asked');
  await p.pass();
  expect(await newest()).toBeUndefined();
  expect((await store.need(because)).pending.map((each) => each.for)).toContain('reassess');
  await given(store, { type, id, state: 'in-force', content });
  await p.pass(6 * 60 + 1);
  expect(await newest()).toBeDefined();
});
