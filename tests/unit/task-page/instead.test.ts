import { beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalMatter } from '#core/mail/matter.ts';
import { replyTo } from '#core/mail/reply-to.ts';
import type { House } from '#tests/support/house.ts';
import { ASTRID, given, INGRID } from '#tests/support/people.ts';
import { readable } from '#tests/unit/pages/every-page.ts';
import { colleagues, goesTo, holding, JONAS, MARIT, SIGNATURES } from '../approvals/cast.ts';
import { aStage, CRO, DPO, type Matter, matter } from '../approvals/matter.ts';
import { type Door, door } from './door.ts';

const SETTINGS = { base: 'https://ai.halden.example', origin: 'halden.example/assent/test' };
const WHY = 'I sit on the board of the vendor';

let d: Door;
const through = async (m: Matter): Promise<void> => {
  await m.open();
  d = await door(m, async () => undefined);
};

/** Marit holds another role, and may stand in for the chief risk officer. */
async function deputies(at: House): Promise<void> {
  await holding(at, JONAS, 'chief-risk-officer');
  const counsel = { name: 'General Counsel', responsibilities: ['Advises'] };
  await given(at.store, { type: 'role', id: 'counsel', state: 'active', content: counsel });
  await holding(at, MARIT, 'counsel');
  const { version } = await at.store.need('role/chief-risk-officer');
  await given(at.store, {
    type: 'role',
    id: version.id,
    state: 'active',
    content: version.content,
    links: [{ rel: 'deputised-by', to: 'role/counsel' }],
  });
}

const passedTo = async (person: string) => {
  await d.decide({ choice: 'pass-on', passTo: person, comment: WHY });
  await d.m.pass(1);
};

const pageNow = async () => readable((await d.open(await d.m.codeOf())).html);

/** The newest mail of a kind, and its words. */
async function mailed(kind: string) {
  const { renderMail } = await import('#functions/mail/render.ts');
  const found = d.m.at.sentMatters.findLast(({ delivery }) => delivery.kind === kind);
  if (found === undefined) throw new Error(`No mail of kind ${kind}`);
  return { found, ...(await renderMail(found, SETTINGS)) };
}

describe('a question that was passed on', () => {
  beforeEach(async () => through(await matter({}, { before: deputies })));

  it('offers colleagues by name, each with their own role', async () => {
    const { html } = await d.open(await d.m.codeOf());
    expect(html).toContain(`<option value="${MARIT}">Marit Holm (General Counsel)</option>`);
    expect(html).toContain(`<option value="${JONAS}">Jonas Vik (Chief Risk Officer)</option>`);
  });

  it('says on page and mail who passed it on, and why', async () => {
    await passedTo(MARIT);
    const words = `Ingrid Solheim passed this on to you: ${WHY}.`;
    expect(await pageNow()).toContain(words);
    expect((await mailed('request')).text).toContain(words);
  });

  it('says nothing of the kind to whoever was asked first', async () => {
    expect(await pageNow()).not.toContain('passed this on');
    expect((await mailed('request')).text).not.toContain('passed this on');
  });

  it('does not say in what somebody has a conflict of interest', async () => {
    await d.decide({ choice: 'conflict-of-interest', comment: 'My sister sells it' });
    await d.m.pass(1);
    const page = await pageNow();
    expect(page).toContain('Ingrid Solheim has a conflict of interest, so you are asked instead.');
    expect(page).not.toContain('sister');
    expect((await mailed('request')).text).not.toContain('sister');
  });

  it('calls whoever passed it on by their role once their name was erased', async () => {
    await passedTo(MARIT);
    const items = d.m.at.table
      .all('personal')
      .filter(({ sk, pk }) => `${pk} ${sk}`.includes('NAME#'));
    for (const { pk, sk } of items.filter(({ name }) => name === 'Ingrid Solheim')) {
      await d.m.at.table.write([{ op: 'delete', table: 'personal', key: { pk, sk } }]);
    }
    expect(await pageNow()).toContain(`Chief Risk Officer passed this on to you: ${WHY}.`);
  });
});

it('whoever stands in for somebody who is away is told for whom, and why', async () => {
  const before = async (at: House) => {
    await colleagues(at);
    await goesTo(at, INGRID, MARIT);
  };
  await through(await matter({}, { before }));
  expect(await pageNow()).toContain('You stand in for Ingrid Solheim, who is away: On leave.');
});

describe('a question of the second stage', () => {
  it('shows the rejection of the first where the policy does, before all facts', async () => {
    const stages = [
      aStage({ seats: [CRO, DPO], quorum: 1 }),
      aStage({ name: 'Board', shows: 'choices-and-comments' }),
    ];
    await through(await matter({}, { before: colleagues, stages }));
    await d.decide({ choice: 'reject', comment: 'Not tested at night' }, 1);
    await d.decide({}, 0);
    await d.m.pass(1);
    const { html } = await d.open(await d.m.codeOf(2));
    const text = readable(html);
    const order = ['What speaks against it', 'Answered “Reject” at stage 1', 'Not tested at night'];
    const places = [...order, 'Rests on people alone'].map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

describe('why it is asked', () => {
  beforeEach(async () => through(await matter({}, { before: colleagues })));

  it('stands in the requester’s words on the first screen and in the mail', async () => {
    expect(await pageNow()).toContain('Why Astrid Nygård asks It is ready');
    expect((await mailed('request')).text).toContain('Why Astrid Nygård asks: It is ready');
  });
});

describe('a mail promises a reply exactly where it has an address for one', () => {
  it('to deciders, and not to whoever asked', async () => {
    await through(await matter({ seats: [CRO, DPO], quorum: 2 }, { before: colleagues }));
    const form = { ...d.fieldsOf(await d.m.formOf(0)), choice: '', question: 'Who stops it?' };
    await d.post('/t/ask', form);
    await d.m.at.deliverMail();
    await d.decide({ choice: 'approve', signature: SIGNATURES[INGRID] ?? '' });
    await d.m.at.deliverMail();
    const { renderMail } = await import('#functions/mail/render.ts');
    const seen = new Set<string>();
    for (const sent of d.m.at.sentMatters as readonly ApprovalMatter[]) {
      const { text } = await renderMail(sent, SETTINGS);
      const reached = replyTo(sent);
      expect(reached?.ref === sent.to.ref).toBe(false);
      if (/A reply to this mail reaches/u.test(text)) {
        expect(text).toContain(`reaches ${reached?.name}.`);
      }
      const asks = sent.delivery.kind === 'request';
      expect(text.includes('A reply to this mail')).toBe(asks && reached !== undefined);
      seen.add(`${sent.delivery.kind} ${sent.to.ref === ASTRID}`);
    }
    expect([...seen]).toEqual(expect.arrayContaining(['request true', 'request false']));
  });
});
