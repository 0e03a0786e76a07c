import { beforeEach, describe, expect, it } from 'vitest';
import {
  conditionFacts,
  incidentFacts,
  MAX_SHOWN,
} from '#core/approvals/questions/open-matters.ts';
import type { Ref } from '#core/ids.ts';
import { recordType } from '#core/records/registry.ts';
import type { Head } from '#core/store/items.ts';
import { readRecords } from '#functions/shared/read-records.ts';
import { type House, house } from '#tests/support/house.ts';
import { given } from '#tests/support/people.ts';

let at: House;
let model: Head;
let other: Head;

const example = (type: string) => recordType(type).example.content as object;

const aModel = (id: string, release: string) =>
  given(at.store, {
    type: 'model',
    id,
    state: 'registered',
    content: { ...example('model'), release },
  });

beforeEach(async () => {
  at = house();
  model = await aModel('scorecard', '14');
  other = await aModel('another', '3');
});

const promised = (id: string, state: string, changes: object = {}, about: Ref = model.ref) =>
  given(at.store, {
    type: 'condition',
    id,
    state,
    content: { ...example('condition'), text: id, ...changes },
    links: [{ rel: 'about', to: about }],
  });

const happened = (id: string, state: string, changes: object = {}) =>
  given(at.store, {
    type: 'incident',
    id,
    state,
    content: { ...example('incident'), title: id, ...changes },
    links: [
      { rel: 'of-model', to: model.ref, version: model.version.version, digest: model.digest },
    ],
  });

const conditions = async (...of: readonly Head[]) =>
  said(await conditionFacts(of, readRecords(at)));
const incidents = async (...of: readonly Head[]) => said(await incidentFacts(of, readRecords(at)));

type Found = Awaited<ReturnType<typeof conditionFacts>>;
const said = (facts: Found) => facts.map(({ value }) => value);
const setBy = { type: 'task', id: 'a', version: 2, digest: 'd'.repeat(64) };

describe('conditions of earlier approvals', () => {
  it('are none where none was made', async () => {
    expect(await conditions(model)).toEqual([]);
  });

  it('are none of another record', async () => {
    await promised('c1', 'open');
    expect(await conditions(other)).toEqual([]);
  });

  it('are none once they are met', async () => {
    await promised('c1', 'met', { fulfilledBy: setBy });
    expect(await conditions(model)).toEqual([]);
  });

  it('are told where they are open, with their date and what was approved on them', async () => {
    const head = await promised('c1', 'open');
    const facts = await conditionFacts([model], readRecords(at));
    expect(facts).toEqual([
      {
        key: 'conditions',
        asOf: head.version.time,
        source: { type: 'condition', id: 'c1', version: 1, digest: head.digest },
        value: {
          say: 'condition',
          on: expect.stringContaining('14'),
          text: 'c1',
          due: '2026-12-15T22:59:59.999Z',
          missed: false,
        },
      },
    ]);
  });

  it('are told missed ones first, then by their date, of all records together', async () => {
    const due = (day: string) => ({ due: `2026-12-${day}T22:59:59.999Z` });
    await promised('later', 'open', due('20'));
    await promised('sooner', 'open', due('10'), other.ref);
    await promised('missed', 'missed', due('25'));
    expect(await conditions(model, other)).toMatchObject([
      { text: 'missed', missed: true },
      { text: 'sooner', on: expect.stringContaining('3') },
      { text: 'later' },
    ]);
  });

  it('are no other records that are about the same', async () => {
    await given(at.store, {
      type: 'repudiation',
      id: 'a',
      state: 'open',
      content: example('repudiation'),
      links: [{ rel: 'about', to: model.ref }],
    });
    expect(await conditions(model)).toEqual([]);
  });

  it('are counted beyond what a page shows', async () => {
    for (let n = 0; n < MAX_SHOWN + 3; n++) await promised(`c${n}`, 'open');
    const all = await conditions(model);
    expect(all).toHaveLength(MAX_SHOWN + 1);
    expect(all.at(-1)).toEqual({ say: 'more', count: 3 });
  });
});

describe('incidents', () => {
  it.each(['closed', 'dismissed', 'merged', 'retired'])('are none once %s', async (state) => {
    await happened('i1', state);
    expect(await incidents(model)).toEqual([]);
  });

  it.each(
    recordType('incident').states.filter(
      (state) => !['closed', 'dismissed', 'merged', 'retired'].includes(state),
    ),
  )('are told while %s', async (state) => {
    await happened('i1', state);
    expect(await incidents(model)).toEqual([
      { say: 'incident', title: 'i1', severity: 'high', state, happened: expect.any(String) },
    ]);
  });

  it('are told the most severe first', async () => {
    await happened('small', 'reported', { severity: 'low' });
    await happened('great', 'corrected', { severity: 'critical' });
    expect(await incidents(model)).toMatchObject([{ title: 'great' }, { title: 'small' }]);
  });

  it('are told once where they concern the system and its model', async () => {
    const system = await given(at.store, {
      type: 'ai-system',
      id: 'scoring',
      state: 'draft',
      content: example('ai-system'),
    });
    await given(at.store, {
      type: 'incident',
      id: 'both',
      state: 'reported',
      content: example('incident'),
      links: [
        { rel: 'concerns', to: system.ref },
        { rel: 'of-model', to: model.ref, version: model.version.version, digest: model.digest },
      ],
    });
    expect(await incidents(system, model)).toHaveLength(1);
  });
});
