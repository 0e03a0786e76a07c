import { beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '#core/approvals/answer.ts';
import { approvalContent } from '#core/approvals/ask.ts';
import { openCode } from '#core/approvals/open-task.ts';
import { evidencePath } from '#core/log/paths.ts';
import { recordType } from '#core/records/registry.ts';
import type { Head } from '#core/store/items.ts';
import { gateFactsKey } from '#core/store/keys.ts';
import { freezeFacts, parseFacts } from '#core/tasks/facts.ts';
import { HOUR } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { type House, house } from '#tests/support/house.ts';
import { anApprovalPolicy, given, givenPeople } from '#tests/support/people.ts';
import { actionsOf, aStage, CRO, DPO } from './matter.ts';

const MODEL = { type: 'model', id: 'credit-scorecard', state: 'released' } as const;
const modelContent = (changes: object = {}) => ({
  ...(recordType('model').example.content as object),
  ...changes,
});

let at: House;
let approval: Head;

/** Another version of the model that the system uses. */
const modelBecomes = (changes: object) =>
  given(at.store, { ...MODEL, content: modelContent(changes) });

beforeEach(async () => {
  at = house();
  await givenPeople(at.store);
  await given(at.store, {
    type: 'role',
    id: 'head-of-lending',
    state: 'active',
    content: { name: 'Head of Lending', responsibilities: ['Stops it'] },
  });
  await given(at.store, { ...MODEL, content: modelContent() });
  const system = await given(at.store, {
    type: 'ai-system',
    id: 'credit-scoring',
    state: 'draft',
    content: { ...(recordType('ai-system').example.content as object), tier: 'limited' },
    links: [{ rel: 'uses-model', to: 'model/credit-scorecard' }],
  });
  await given(at.store, {
    type: 'approval-policy',
    id: 'ai-system-request-go-live',
    state: 'in-force',
    content: anApprovalPolicy({
      applies: { type: 'ai-system', transition: 'request-go-live' },
      stages: [aStage({ seats: [CRO, DPO], quorum: 2 })],
    }),
  });
  approval = await at.request(system, 'request-go-live');
  await at.arrive(approval.ref);
  await at.deliverMail();
  at.clock.advance(HOUR);
});

/** Something that went wrong is put on record, of the system or of its model. */
const goesWrong = async (rel: string, to: string, state = 'reported') => {
  const { version, digest } = await at.store.need(to);
  return given(at.store, {
    type: 'incident',
    id: `of-${to.replaceAll('/', '-')}`,
    state,
    content: recordType('incident').example.content,
    links: [rel === 'of-model' ? { rel, to, version: version.version, digest } : { rel, to }],
  });
};

const NAMES = ['Ingrid Solheim', 'Lars Bakke'];

const taskOf = async (seat: number) => {
  const { stages } = approvalContent(await at.store.need(approval.ref));
  return stages[0]?.seats[seat]?.rounds.at(-1)?.task ?? '';
};

async function codeOf(seat: number): Promise<string> {
  const task = await taskOf(seat);
  return at.sentMatters.findLast(({ delivery }) => delivery.of === task)?.code ?? '';
}

async function shown(seat = 0) {
  const found = await openCode(at, await codeOf(seat), at.clock.now());
  if (found.is !== 'task') throw new Error(found.is);
  return found.opened;
}

/** The answer to what the page shows now, or showed when it was opened. */
async function answer(seat = 0, changes: Partial<Form> = {}) {
  const { task } = await shown(seat);
  const signature = NAMES[seat] ?? '';
  return at.answer(at.form(await codeOf(seat), task.facts, { signature, ...changes }));
}

const useOf = (text: string) =>
  parseFacts(text).facts.flatMap(({ key, value }) =>
    key === 'models' ? [(value as { use: string }).use] : [],
  );

describe('a fact that moved before the answer', () => {
  it('is shown anew, beside what it was, and the answer is not recorded', async () => {
    const before = (await shown()).shown.facts;
    await modelBecomes({ intendedUse: 'Everybody' });
    const answered = await answer(0, { comment: 'Fine' });
    expect(answered).toMatchObject({
      is: 'problems',
      problems: [{ field: 'facts', problem: 'moved' }],
    });
    const opened = await shown();
    expect(useOf(opened.shown.facts)).toEqual(['Everybody']);
    expect(opened.shown.was).toBe(before);
    expect(opened.task.facts).toBe(freezeFacts(parseFacts(opened.shown.facts)).digest);
    expect(opened.task.decision).toBeUndefined();
    expect(await actionsOf(at, opened.head.ref)).toEqual(['create', 'refresh']);
    expect(opened.head.version).toMatchObject({
      actor: 'service/assent-task-decide',
      via: 'system',
    });
  });

  it.each([
    ['concerns', 'ai-system/credit-scoring'],
    ['of-model', 'model/credit-scorecard'],
  ])('may be one that has come since: an incident, by "%s"', async (rel, to) => {
    await goesWrong(rel, to);
    expect(await answer()).toMatchObject({ problems: [{ field: 'facts', problem: 'moved' }] });
    const { facts } = parseFacts((await shown()).shown.facts);
    expect(facts.filter(({ key }) => key === 'incidents')).toMatchObject([
      { value: { say: 'incident', state: 'reported' }, source: { type: 'incident' } },
    ]);
    expect((await answer()).is).toBe('recorded');
  });

  it('is none where what went wrong is over already', async () => {
    await goesWrong('concerns', 'ai-system/credit-scoring', 'dismissed');
    expect((await answer()).is).toBe('recorded');
  });

  it('is kept as evidence before anybody sees it', async () => {
    await modelBecomes({ intendedUse: 'Everybody' });
    await answer();
    const { task, shown: item } = await shown();
    const object = await at.objects.get(evidencePath(task.facts));
    expect(new TextDecoder().decode(object?.bytes)).toBe(item.facts);
  });

  it('is decided upon by the answer that follows, which names the new facts', async () => {
    await modelBecomes({ intendedUse: 'Everybody' });
    const old = (await shown()).task.facts;
    await answer();
    expect((await answer()).is).toBe('recorded');
    const { decision } = (await at.store.need(await taskOf(0))).version.content as {
      decision: { facts: string };
    };
    expect(decision.facts).not.toBe(old);
  });

  it('keeps the code that was mailed', async () => {
    const code = await codeOf(0);
    await modelBecomes({ intendedUse: 'Everybody' });
    await answer();
    expect((await openCode(at, code, at.clock.now())).is).toBe('task');
  });

  it('is shown to the others too, of whom each answers upon the same', async () => {
    await modelBecomes({ intendedUse: 'Everybody' });
    await answer(0);
    await answer(0);
    expect(await answer(1)).toMatchObject({ problems: [{ field: 'facts', problem: 'moved' }] });
    expect((await answer(1)).is).toBe('recorded');
    const digests = await Promise.all(
      [0, 1].map(async (seat) => {
        const { content } = (await at.store.need(await taskOf(seat))).version;
        return (content as { facts: string }).facts;
      }),
    );
    expect(new Set(digests).size).toBe(1);
    expect(await at.conclude(approval.ref)).toBe('effective');
  });

  it('is what was first shown, also where it moves twice', async () => {
    const first = (await shown()).shown.facts;
    await modelBecomes({ intendedUse: 'Everybody' });
    await answer();
    await modelBecomes({ intendedUse: 'Nobody' });
    expect((await answer()).is).toBe('problems');
    const { shown: item } = await shown();
    expect(useOf(item.facts)).toEqual(['Nobody']);
    expect(item.was).toBe(first);
  });

  it('is found by two at once, who are shown the same', async () => {
    await modelBecomes({ intendedUse: 'Everybody' });
    await Promise.all([answer(0), answer(1)]);
    const both = await Promise.all([shown(0), shown(1)]);
    expect(new Set(both.map(({ task }) => task.facts)).size).toBe(1);
    const gate = await at.table.get(gateFactsKey(approval.ref, 'stage-1'));
    expect(gate?.facts).toBe(both[0]?.shown.facts);
  });

  it('is found once of two devices, and the task refreshed once', async () => {
    await modelBecomes({ intendedUse: 'Everybody' });
    await Promise.all([answer(), answer()]);
    expect(await actionsOf(at, await taskOf(0))).toEqual(['create', 'refresh']);
  });

  it('is one also where another fact is there now, or gone', async () => {
    await modelBecomes({ limitations: [] });
    expect((await answer()).is).toBe('problems');
    expect(parseFacts((await shown()).shown.facts).facts.map(({ key }) => key)).not.toContain(
      'limits',
    );
  });

  it('is not lost where the table is down in between', async () => {
    await modelBecomes({ intendedUse: 'Everybody' });
    const form = at.form(await codeOf(0), (await shown()).task.facts);
    for (let n = 0; n < 2; n++) {
      at.table.writes.fail(1);
      await expectError(at.answer(form), 'Transient');
    }
    expect((await at.answer(form)).is).toBe('problems');
    expect(await actionsOf(at, await taskOf(0))).toEqual(['create', 'refresh']);
  });
});

describe('facts that did not move', () => {
  it('are not gathered anew where every record stands as it was', async () => {
    const path = evidencePath((await shown()).task.facts);
    const objects = at.calls.trace.filter((name) => name.startsWith('objects.')).length;
    expect((await answer()).is).toBe('recorded');
    expect(at.calls.trace.filter((name) => name.startsWith('objects.'))).toHaveLength(objects);
    expect(await at.objects.get(path)).toBeDefined();
  });

  it('ask nobody again where a record changed that says the same of them', async () => {
    await modelBecomes({ owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000003' });
    expect((await answer()).is).toBe('recorded');
    expect(await actionsOf(at, await taskOf(0))).toEqual(['create', 'decide']);
  });

  it('are not looked at by whoever gives the seat up', async () => {
    await modelBecomes({ intendedUse: 'Everybody' });
    const gives = { choice: 'conflict-of-interest', comment: 'My sister sells it' };
    expect((await answer(0, gives)).is).toBe('recorded');
  });

  it('are not looked at before the form is without a mistake', async () => {
    await modelBecomes({ intendedUse: 'Everybody' });
    const answered = await answer(0, { signature: 'Lars Bakke' });
    expect(answered).toMatchObject({ problems: [{ field: 'signature' }] });
    expect((await shown()).shown.was).toBeUndefined();
  });

  it('are the subject’s, whose change voids the whole approval', async () => {
    const { content, links } = (await at.store.need('ai-system/credit-scoring')).version;
    await given(at.store, {
      type: 'ai-system',
      id: 'credit-scoring',
      state: 'draft',
      content: { ...content, purpose: 'Another' },
      links,
    });
    expect(await answer()).toMatchObject({ is: 'moved', what: 'subject' });
  });
});
