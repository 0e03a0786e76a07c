import { describe, expect, it } from 'vitest';
import { erasePerson } from '#core/changes/erase.ts';
import { advance } from '#core/log/advance.ts';
import { evidencePath } from '#core/log/paths.ts';
import type { Item } from '#core/ports.ts';
import { aftermath } from '#core/recovery/aftermath.ts';
import { parseHead } from '#core/store/items.ts';
import { HOUR } from '#core/time.ts';
import type { House } from '#tests/support/house.ts';
import { ASTRID, INGRID } from '#tests/support/people.ts';
import { colleagues, JONAS, MARIT } from '../approvals/cast.ts';
import { CRO, DPO, type Matter, matter, POLICY } from '../approvals/matter.ts';
import { ending, leftToDo, settled } from '../approvals/settled.ts';
import { ORIGIN } from '../log/log-fixtures.ts';
import { recovered, surveyed } from './recovery-world.ts';

const log = ({ at }: Matter) => {
  const patience = { sleep: async () => {}, random: at.random };
  return advance({ ...at, signers: [at.signer], patience, origin: ORIGIN });
};

type Backup = Readonly<Record<'main' | 'personal', readonly Item[]>>;

const backUp = ({ at }: Matter): Backup => ({
  main: at.table.all(),
  personal: at.table.all('personal'),
});

function restore({ at }: Matter, backup: Backup): void {
  at.table.restore(backup.main);
  at.table.restore(backup.personal, 'personal');
  at.clock.advance(HOUR);
}

/** A matter of which the table knows nothing any more, as far as it had come. */
async function lostAfter(
  live: (m: Matter) => Promise<unknown>,
  before?: (at: House) => Promise<unknown>,
): Promise<Matter> {
  const m = await matter({ seats: [CRO, DPO], quorum: 2 }, before === undefined ? {} : { before });
  const request = m.at.table.all().filter(({ pk }) => !pk.includes(m.approval.version.id));
  const backup = { main: request, personal: m.at.table.all('personal') };
  await m.open();
  await live(m);
  await log(m);
  restore(m, backup);
  return m;
}

/** It takes effect, and nothing is left but the first execution, whose bell is lost for good. */
async function effective(m: Matter): Promise<void> {
  await m.pass(6);
  expect(leftToDo(m)).toEqual([m.firstExecution]);
  expect(await ending(m)).toMatchObject({ approval: 'effective' });
}

const stateOf = async ({ at }: Matter, ref: string) => (await at.store.load(ref))?.version.state;

describe('an open approval that was lost', () => {
  it('is asked again by mails with links that work, decided, and takes effect', async () => {
    const m = await lostAfter(async () => {});
    expect(await stateOf(m, m.ref)).toBeUndefined();
    const sent = m.at.sentMatters.length;
    await recovered(m.at);
    // At once: nobody waits for the minutes after which the sweep does what was not heard.
    await m.at.sweep();
    await m.at.deliverMail();
    const again = m.at.sentMatters.slice(sent);
    expect(again.map(({ delivery }) => [delivery.kind, delivery.n])).toEqual([
      ['request', 1],
      ['request', 1],
    ]);
    await m.runMachines();
    await m.answer(0);
    await m.answer(1);
    await effective(m);
    expect(await log(m)).toMatchObject({ passedOver: [] });
  });

  it('keeps an answer that was given, and asks the others alone', async () => {
    const m = await lostAfter((before) => before.answer(0));
    const sent = m.at.sentMatters.length;
    const found = await surveyed(m.at);
    await recovered(m.at);
    const { tasks, approvals } = await aftermath(m.at.store, found);
    expect(approvals).toEqual([m.ref]);
    expect(tasks).toEqual([(await m.theTask(1)).head.ref]);
    await m.pass(3);
    expect(m.at.sentMatters.slice(sent).map(({ delivery }) => delivery.of)).toEqual(tasks);
    await m.answer(1);
    await effective(m);
  });

  it('shows the facts that everybody was shown before, frozen as they were', async () => {
    const m = await lostAfter(async () => {});
    await recovered(m.at);
    await m.pass(3);
    const { content } = await m.theTask(0);
    const matters = m.at.sentMatters.filter(({ delivery }) => delivery.kind === 'request');
    const shown = matters.map((each) => [each.shown?.facts, each.shown?.capacity]);
    expect(shown).toHaveLength(4);
    expect(shown.slice(2)).toEqual(shown.slice(0, 2));
    expect(await m.at.objects.head(evidencePath(content.facts))).toBeDefined();
  });

  it('shows beside them what it showed: why it was asked, colleagues, who may own a promise', async () => {
    const m = await lostAfter(async () => {}, colleagues);
    await recovered(m.at);
    await m.pass(3);
    const requests = m.at.sentMatters.filter(({ delivery }) => delivery.kind === 'request');
    const shown = requests.map(({ shown: item }) => ({ ...item }));
    expect(shown[0]).toMatchObject({
      reason: 'It is ready',
      colleagues: [MARIT, JONAS],
      owners: [ASTRID, MARIT, JONAS],
    });
    expect(shown.slice(2)).toEqual(shown.slice(0, 2));
  });

  it('is passed on by whoever is asked, as it could be before', async () => {
    const m = await lostAfter(async () => {}, colleagues);
    await recovered(m.at);
    await m.pass(3);
    const { is } = await m.answer(0, { choice: 'pass-on', comment: 'She knows', passTo: MARIT });
    expect(is).toBe('recorded');
  });

  it('shows what was decided before, and how a condition is met, where it asks for that', async () => {
    const m = await matter();
    await m.open();
    const conditions = [{ text: 'Try it', owner: ASTRID, due: '2026-12-01', lapses: 'All' }];
    await m.answer(0, { choice: 'approve-with-conditions', conditions });
    const before = m.at.table.all();
    await m.pass(3);
    await log(m);
    restore(m, { main: before, personal: m.at.table.all('personal') });
    await recovered(m.at);
    await m.pass(3);
    const asked = m.at.sentMatters.filter(
      ({ to, delivery }) => to.ref === ASTRID && delivery.kind === 'request',
    );
    expect(asked).toHaveLength(2);
    expect(asked[1]?.shown).toMatchObject({
      capacity: asked[0]?.shown?.capacity,
      policy: asked[0]?.shown?.policy,
      colleagues: [],
      owners: [],
    });
  });

  it('that was decided takes effect once its tasks and its subject are there', async () => {
    const m = await lostAfter(async (before) => {
      await before.answer(0);
      await before.answer(1);
    });
    await recovered(m.at);
    expect(await stateOf(m, m.ref)).toBe('decided');
    expect(await settled(m)).toMatchObject({ approval: 'effective' });
  });

  it('that had taken effect asks nobody, and its policy stands', async () => {
    const m = await lostAfter(async (before) => {
      await before.answer(0);
      await before.answer(1);
      await before.pass(3);
    });
    const sent = m.at.sentMatters.length;
    await recovered(m.at);
    await m.pass(5);
    expect(m.at.sentMatters.slice(sent)).toEqual([]);
    expect((await m.at.store.need(POLICY)).standing).toMatchObject({ version: 3 });
    expect(await settled(m)).toMatchObject({ approval: 'effective' });
  });

  it('that was refused stays refused, and sends its policy back', async () => {
    const m = await lostAfter(async (before) => {
      await before.refuse(0);
      await before.pass(3);
    });
    await recovered(m.at);
    expect(await settled(m)).toMatchObject({ approval: 'rejected' });
    expect((await m.at.store.need(POLICY)).everStood).toBe(false);
  });
});

describe('what is pending', () => {
  it('on every record of a world is pending again on what is put back, mails and looks apart', async () => {
    const m = await matter({ seats: [CRO, DPO], quorum: 2 });
    await m.at.sweep();
    await m.open();
    await log(m);
    const before = pendings(m);
    restore(m, { main: [], personal: m.at.table.all('personal') });
    m.at.clock.advance(-HOUR);
    await recovered(m.at);
    expect(before.size).toBeGreaterThan(3);
    expect(pendings(m)).toEqual(before);
  });
});

/** By record, what is pending; a look at an execution, and a mail, by name at most. */
function pendings({ at }: Matter): ReadonlyMap<string, readonly string[]> {
  const heads = at.table.all().filter(({ sk }) => sk === 'H');
  return new Map(
    heads.map(parseHead).flatMap(({ ref, pending }) => {
      const told = pending
        .filter((each) => each.for !== 'mail')
        .map((each) => (/^execution-/.test(each.for) ? each.for : `${each.at} ${each.for}`));
      return told.length === 0 ? [] : [[ref, told.toSorted()] as const];
    }),
  );
}

describe('what no version holds', () => {
  it('is told: personal values that are not there, whoever erased or lost them', async () => {
    const m = await lostAfter((before) => before.answer(0));
    const found = await surveyed(m.at);
    const { withoutValues, erased } = await aftermath(m.at.store, found);
    expect(withoutValues).toEqual([expect.stringMatching(/^task\//)]);
    expect(erased).toEqual([]);
  });

  it('is told: what was erased in what was lost is there again where its table was restored', async () => {
    const m = await matter();
    const backup = backUp(m);
    const author = { actor: 'service/setup', via: 'api', reason: 'As asked' } as const;
    await erasePerson(m.at, await m.at.store.need(INGRID), author);
    await log(m);
    restore(m, backup);
    const found = await surveyed(m.at);
    expect((await aftermath(m.at.store, found)).erased).toEqual([INGRID]);
  });
});
