import { describe, expect, it } from 'vitest';
import { remarksOn } from '#core/approvals/remarks.ts';
import { repudiate } from '#core/approvals/repudiate.ts';
import { MINUTE } from '#core/time.ts';
import { type Matter, matter } from './matter.ts';
import { settled } from './settled.ts';

/** What is remarked on all versions of the records that a matter is made of. */
async function remarks({ at }: Matter) {
  const heads = at.table.all().filter(({ sk }) => sk === 'H');
  const found = [];
  for (const { pk } of heads) {
    const [, type = '', id = ''] = pk.split('#');
    const { versions } = await at.store.history(`${type}/${id}`, 100);
    found.push(...versions.reverse().flatMap(remarksOn));
  }
  return found;
}

describe('what a pack points to', () => {
  it('is nothing where somebody independent read and decided', async () => {
    const m = await matter();
    await m.open();
    const form = await m.formOf();
    m.at.clock.advance(2 * MINUTE);
    await m.at.answer(form);
    await settled(m);
    expect(await remarks(m)).toEqual([]);
  });

  it('is an answer that came sooner than the policy asks anybody to read', async () => {
    const m = await matter({ minimumReadingSeconds: 90 });
    await m.open();
    const form = await m.formOf();
    m.at.clock.advance(MINUTE);
    await m.at.answer(form);
    const { head } = await m.theTask();
    expect(await remarks(m)).toEqual([
      { minimum: 90, of: head.ref, remark: 'read-faster', seconds: 60 },
    ]);
  });

  it('is no answer whose form does not say when it was opened', async () => {
    const m = await matter();
    await m.open();
    await m.answer(0, { opened: '' });
    expect(await remarks(m)).toEqual([]);
  });

  it('is an exception that was used, once for all versions of its approval', async () => {
    const exceptions = ['requester', 'owner'].map((duty) => ({
      duty,
      reason: 'We are two',
      until: '2099-01-01T00:00:00.000Z',
    }));
    const m = await matter({ seats: [{ role: 'role/head-of-ai', count: 1 }] }, { exceptions });
    await m.open();
    await m.answer(0, { signature: 'Astrid Nygård', opened: '' });
    expect(await remarks(m)).toEqual(
      exceptions.map((each) => ({ ...each, of: m.ref, remark: 'exception' })),
    );
  });

  it('is a decision that was denied', async () => {
    const m = await matter();
    await m.open();
    const form = await m.formOf(0, { opened: '' });
    await m.at.answer(form);
    const { code, signature } = form;
    await repudiate(m.at, { code, comment: '', signature });
    const { head } = await m.theTask();
    expect(await remarks(m)).toEqual([
      { of: head.ref.replace('task/', 'repudiation/'), remark: 'repudiated' },
    ]);
  });
});
