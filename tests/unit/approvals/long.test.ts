import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openCode } from '#core/approvals/open-task.ts';
import type { JsonObject } from '#core/json.ts';
import type { Item } from '#core/ports.ts';
import { approval as approvalType } from '#core/records/approval.ts';
import { contentOf } from '#core/records/content-of.ts';
import { defineType, type RecordType } from '#core/records/define-type.ts';
import { task as taskType } from '#core/records/task.ts';
import type { Head } from '#core/store/items.ts';
import { DAY, type Instant, later } from '#core/time.ts';
import { fromValues } from '#functions/adapters/attributes.ts';
import { type House, house } from '#tests/support/house.ts';
import { type Matter, play } from './matter.ts';

/**
 * One approval that is asked for over a year. Version 1 of the software began it, whose tables are
 * those of a release; version 2 is that of today; version 3, of the future, has other schemas of
 * tasks and approvals, with a way up from those of today.
 */
const RELEASE = join(import.meta.dirname, '..', '..', 'fixtures', 'golden', '0.1.0');
const Golden = z.object({ open: z.string(), code: z.string() });
const golden = Golden.parse(JSON.parse(readFileSync(join(RELEASE, 'golden.json'), 'utf8')));

const BEGAN = '2026-11-24T12:00:00.000Z';
const on = (day: number): Instant => later(BEGAN, day * DAY);

const itemsOf = (table: string): Item[] =>
  readFileSync(join(RELEASE, `assent-local-${table}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => fromValues(JSON.parse(line)));

/** What version 1 left, in the hands of version 2, with a year to decide. */
async function inherited(): Promise<Matter> {
  const at = house({ start: BEGAN });
  at.table.restore(itemsOf('personal'), 'personal');
  at.table.restore(itemsOf('main'));
  await prolong(at);
  return play(at, await at.store.need(golden.open));
}

const TERM = on(400);
const REMINDERS = [on(120), on(340)];

/** The release knows terms of days: its approval and its task get one of a year. */
async function prolong({ store }: House): Promise<void> {
  const approval = await store.need(golden.open);
  const content = contentOf(approvalType, approval);
  const stages = content.stages.map((stage) => ({ ...stage, deadline: TERM }));
  const seat = stages[0]?.seats[0]?.rounds[0]?.task ?? '';
  const task = await store.need(seat);
  const asked = { ...contentOf(taskType, task), deadline: TERM, reminders: REMINDERS };
  const execution = approval.pending.filter(({ for: what }) => what.startsWith('execution-'));
  await store.commit([
    await next(store, approval, 'seat', { ...content, stages }, [
      ...execution,
      { at: TERM, for: 'deadline' },
    ]),
    await next(
      store,
      task,
      'refresh',
      asked,
      REMINDERS.map((at, n) => ({ at, for: `reminder-${n + 1}` })),
    ),
  ]);
}

const next = (
  store: House['store'],
  before: Head,
  action: string,
  content: object,
  pending: Head['pending'],
) => {
  const { type, id, state, links } = before.version;
  const by = { actor: 'service/setup', via: 'system', reason: 'A term of a year' } as const;
  return store.draft({ type, id, before, action, state, content, links, pending, ...by });
};

/** Days pass, each with a sweep, a turn of the machines and of the mail. */
async function until(m: Matter, day: number): Promise<void> {
  while (m.at.clock.now() < on(day)) {
    m.at.clock.advance(DAY);
    await m.at.sweep();
    await m.runMachines();
    await m.at.deliverMail();
  }
}

const undo: (() => void)[] = [];
afterEach(() => {
  for (const each of undo.splice(0)) each();
});

/** The type has another schema from now on: a member more, which older content is given. */
function upgrade<Content>(type: RecordType<Content>, member: string): void {
  const before = { ...type };
  const schema = type.schema + 1;
  const isObject = (each: z.ZodType): each is z.ZodObject => each instanceof z.ZodObject;
  const changed = defineType<Content>({
    ...type,
    schema,
    content: (personal) => {
      const content: z.ZodType = before.content(personal);
      if (!isObject(content)) throw new Error(`${type.name} is no object`);
      return content.extend({ [member]: z.literal(['old', 'new']) }) as never;
    },
    upcasters: { [type.schema]: (content: JsonObject) => ({ ...content, [member]: 'old' }) },
  });
  Object.assign(type, changed);
  undo.push(() => {
    Object.assign(type, before);
    if (before.upcasters === undefined) Reflect.deleteProperty(type, 'upcasters');
  });
}

const schemasOf = async ({ at }: Matter, ref: string) =>
  (await at.store.history(ref, 100)).versions.map(({ version }) => version.schema).reverse();

const running = ({ at }: Matter) => at.machines.executions.filter((each) => each.running);

/** Execution and all it left are gone, as after a restart of what ran it. */
function restart(m: Matter): void {
  for (const { name } of running(m)) {
    m.at.machines.end('approval', name);
    m.at.machines.forget('approval', name);
  }
}

describe('an approval that takes a year, under three versions of the software', () => {
  it('is decided on day 345, by what version 1 asked and version 3 reminded of', async () => {
    const m = await inherited();
    await until(m, 99);
    // Its first machine went with the engine that ran it.
    expect(running(m).map(({ name }) => name.at(-1))).toEqual(['2']);
    const waiting = m.tokens.get(running(m)[0]?.name ?? '') ?? '';

    // Nobody may wait for longer than 100 days: the machine goes to its gate again.
    m.at.machines.expire(waiting);
    m.tokens.delete(running(m)[0]?.name ?? '');
    await until(m, 130);
    expect(running(m)).toHaveLength(1);
    expect(m.tokens.get(running(m)[0]?.name ?? '')).not.toBe(waiting);
    expect(reminders(m)).toEqual(['reminder 1']);

    upgrade(approvalType, 'cycle');
    upgrade(taskType, 'channel');
    await until(m, 300);
    restart(m);
    await until(m, 345);
    expect(running(m).map(({ name }) => name.at(-1))).toEqual(['3']);
    expect(reminders(m)).toEqual(['reminder 1', 'reminder 2']);

    expect(await answered(m)).toBe('recorded');
    await until(m, 350);
    const { state, content } = await m.theApproval();
    expect([state, content.outcome?.at]).toEqual(['effective', on(346)]);
    expect(running(m)).toEqual([]);
  });

  it('keeps each version as its software wrote it, and the chain through all of them', async () => {
    const m = await inherited();
    await until(m, 150);
    upgrade(approvalType, 'cycle');
    upgrade(taskType, 'channel');
    await until(m, 345);
    await answered(m);
    await until(m, 347);
    expect(await schemasOf(m, m.ref)).toEqual([1, 1, 2, 2]);
    expect((await m.at.store.need(m.ref)).version.content).toMatchObject({ cycle: 'old' });
    const { versions } = await m.at.store.history(m.ref, 100);
    const previous = versions.map(({ version }) => version.previous);
    expect(previous).toEqual([...versions.slice(1).map(({ digest }) => digest), null]);
  });

  it('lapses after its year under the third version, where nobody answers', async () => {
    const m = await inherited();
    await until(m, 10);
    upgrade(approvalType, 'cycle');
    upgrade(taskType, 'channel');
    restart(m);
    await until(m, 405);
    expect((await m.theApproval()).state).toBe('lapsed');
    expect((await m.theTask()).head.version).toMatchObject({ state: 'closed', schema: 2 });
    expect(running(m)).toEqual([]);
  });

  it('cannot be read by a software that is older than what wrote it, which says so', async () => {
    const m = await inherited();
    upgrade(approvalType, 'cycle');
    upgrade(taskType, 'channel');
    await until(m, 345);
    await answered(m);
    for (const each of undo.splice(0)) each();
    await expect(m.theApproval()).rejects.toMatchObject({ code: 'Corrupt' });
    await expect(m.at.conclude(m.ref)).rejects.toMatchObject({ code: 'Corrupt' });
  });

  it('is opened by the link of version 1 as long as that lives, and by no other task’s', async () => {
    const m = await inherited();
    await until(m, 50);
    const early = await openCode(m.at, golden.code, m.at.clock.now());
    expect(early.is).toBe('task');
    // Its code was given for the term that version 1 knew, and 90 days more.
    await until(m, 100);
    expect((await openCode(m.at, golden.code, m.at.clock.now())).is).toBe('expired');
  });
});

const reminders = ({ at, ref }: Matter) =>
  at.sentMatters
    .filter(({ delivery, approval }) => delivery.kind === 'reminder' && approval.head.ref === ref)
    .map(({ delivery }) => `reminder ${delivery.n}`);

/** Whoever is asked says yes, by the newest link that they were mailed. */
async function answered(m: Matter): Promise<string> {
  const { content } = await m.theTask();
  const code = await m.codeOf();
  const found = await openCode(m.at, code, m.at.clock.now());
  const names = found.is === 'task' ? found.opened.names.names : {};
  const signature = names[content.person] ?? '';
  return (await m.at.answer(m.at.form(code, content.facts, { signature }))).is;
}
