import { expect, it } from 'vitest';
import type { House } from '#tests/support/house.ts';
import { INGRID, LARS } from '#tests/support/people.ts';
import { board, goesTo, holding, JONAS, MARIT, says } from './cast.ts';
import { CRO, type Matter, matter } from './matter.ts';

/** In which capacity whoever sits there now is asked, as their page says. */
async function capacity(m: Matter): Promise<unknown> {
  const { head } = await m.theTask();
  const pk = `R#${head.ref.replace('/', '#')}`;
  return m.at.table.all().find((item) => item.pk === pk && item.sk === 'F')?.capacity;
}

it('calls whoever was seated by the role of the seat', async () => {
  const m = await matter();
  await m.open();
  expect(await capacity(m)).toBe('Chief Risk Officer');
});

it('calls the next holder of the role by it', async () => {
  const m = await matter({}, { before: (at: House) => holding(at, MARIT, 'chief-risk-officer') });
  await m.open();
  await says(m, 0, { choice: 'conflict-of-interest', comment: 'My sister sells it' });
  await m.pass(1);
  expect(await capacity(m)).toBe('Chief Risk Officer');
});

it('calls whoever relieves or stands in for somebody by a role of their own', async () => {
  const away = await matter({}, { before: (at: House) => goesTo(at, INGRID, LARS) });
  await away.open();
  expect(await capacity(away)).toBe('Data Protection Officer');
  const silent = await matter(
    {
      seats: [CRO],
      escalation: { before: { amount: 1, unit: 'days' }, to: 'role/board-member' },
      reminders: [],
    },
    {
      before: async (at: House) => {
        await board(at);
        await holding(at, MARIT, 'board-member');
      },
    },
  );
  await silent.open();
  silent.at.clock.advance(4 * 24 * 3_600_000);
  await silent.pass(2);
  expect(await capacity(silent)).toBe('Member of the Board');
});

it('calls by nothing whoever holds no role', async () => {
  const m = await matter(
    {},
    {
      before: async (at: House) => {
        await holding(at, JONAS);
        await goesTo(at, INGRID, JONAS);
      },
    },
  );
  await m.open();
  expect(await capacity(m)).toBe('');
});
