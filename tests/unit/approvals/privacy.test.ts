import { beforeAll, describe, expect, it } from 'vitest';
import { recordType } from '#core/records/registry.ts';
import { codeDigest } from '#core/tasks/code.ts';
import { DAY, HOUR } from '#core/time.ts';
import { given } from '#tests/support/people.ts';
import { CRO, DPO, type Matter, matter } from './matter.ts';
import { settled } from './settled.ts';

/** Names and addresses of everybody, and what people typed as their signatures. */
const PERSONAL = [
  'Ingrid',
  'Solheim',
  'SOLHEIM',
  'Astrid',
  'Nygård',
  'Lars',
  'Bakke',
  '@halden.example',
  'support@fjord',
  'Support desk',
];

let m: Matter;
let codes: readonly string[];
let main: string;
let elsewhere: string;

beforeAll(async () => {
  m = await matter({ seats: [CRO, DPO], quorum: 2 });
  const vendor = recordType('vendor').example;
  await given(m.at.store, {
    type: 'vendor',
    id: vendor.id,
    state: 'active',
    content: vendor.content,
  });
  await m.open();
  m.at.clock.advance(3 * DAY + HOUR);
  await m.pass(1);
  await m.answer(0, { signature: 'INGRID SOLHEIM' });
  await m.pass(1);
  await m.answer(1);
  await settled(m);
  codes = m.at.sentMatters.flatMap(({ code }) => (code === undefined ? [] : [code]));
  main = JSON.stringify(m.at.table.all());
  const decoder = new TextDecoder();
  elsewhere = JSON.stringify([
    m.at.objects.versions().map(({ path, bytes, tags }) => [path, decoder.decode(bytes), tags]),
    m.at.machines.executions,
    m.at.bus.events,
  ]);
});

describe('after a whole approval, with mails, a reminder and two answers', () => {
  it('all mails have left: two questions, two reminders, two receipts, the progress and the outcome', () => {
    const kinds = m.at.sentMatters.map(({ delivery }) => delivery.kind).sort();
    expect(kinds).toEqual([
      ...[
        'outcome',
        'progress',
        'receipt',
        'receipt',
        'reminder',
        'reminder',
        'request',
        'request',
      ],
    ]);
    expect(codes).toHaveLength(6);
  });

  it.each(PERSONAL)('%s stands in the table of personal values alone', (value) => {
    expect(main).not.toContain(value);
    expect(elsewhere).not.toContain(value);
  });

  it('the table of personal values has them, so that the search above would find them', () => {
    const personal = JSON.stringify(m.at.table.all('personal'));
    for (const value of PERSONAL) expect(personal).toContain(value);
  });

  it('no code stands anywhere but in a mail, in no spelling', () => {
    const everywhere = main + elsewhere + JSON.stringify(m.at.table.all('personal'));
    for (const code of codes) {
      for (const spelling of [code, code.toLowerCase(), code.replaceAll('-', '')]) {
        expect(everywhere).not.toContain(spelling);
      }
      expect(main).toContain(codeDigest(code));
    }
  });

  it('each mail has a code of its own, and none but questions and receipts has one', () => {
    expect(new Set(codes).size).toBe(codes.length);
    for (const { delivery, code } of m.at.sentMatters) {
      const linked = ['request', 'reminder', 'receipt'].includes(delivery.kind);
      expect([delivery.kind, code !== undefined]).toEqual([delivery.kind, linked]);
    }
  });

  it('what rings and starts carries ids alone', () => {
    for (const { input } of m.at.machines.executions) {
      expect(Object.keys(JSON.parse(input))).toEqual(['contract', 'type', 'id']);
    }
  });
});
