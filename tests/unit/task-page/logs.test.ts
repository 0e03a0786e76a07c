import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { logFault } from '#functions/shared/log.ts';
import { desk } from '../api/desk.ts';
import { type Matter, matter } from '../approvals/matter.ts';
import { type Door, door } from './door.ts';

const lines: string[] = [];
const methods = ['debug', 'info', 'log', 'warn', 'error'] as const;
let start: Matter;
let d: Door;

beforeAll(async () => {
  for (const method of methods) {
    vi.spyOn(console, method).mockImplementation((...said: unknown[]) => {
      lines.push(said.map(String).join(' '));
    });
  }
  start = await matter();
  await start.open();
});
afterAll(() => {
  vi.restoreAllMocks();
});
beforeEach(async () => {
  lines.length = 0;
  d = await door(start, async () => undefined);
});

const TYPED = {
  comment: 'My secret comment',
  signature: 'Ingrid Solheim',
};

function expectNothingIn(said: readonly string[], code: string): void {
  const all = said.join('\n');
  for (const secret of [
    ...[code, code.toLowerCase(), code.replaceAll('-', '')],
    ...['Ingrid', 'Solheim', 'Astrid', 'secret', '@halden', 'AKIA', 'auditor-name'],
  ]) {
    expect(all).not.toContain(secret);
  }
}

describe('no log line holds a code, a name, an address or what somebody typed', () => {
  it('whatever comes of an answer', async () => {
    const code = await d.m.codeOf();
    await d.open(code);
    await d.open(`${code}0`);
    await d.decide({ ...TYPED, choice: 'maybe' });
    await d.decide({ ...TYPED, comment: 'secret AKIA1234567890ABCDEF' });
    await d.decide(TYPED);
    await d.decide({ ...TYPED, choice: 'reject' });
    expectNothingIn(lines, code);
  });

  it('whatever fails', async () => {
    const code = await d.m.codeOf();
    const form = { ...d.fieldsOf(await d.m.formOf()), ...TYPED };
    const post = () => d.decisions.request('/t/decide', d.posted(form));
    for (const fail of [
      () => d.m.at.table.reads.fail(1),
      () => d.m.at.table.writes.fail(1),
      () =>
        d.m.at.calls.before(() => {
          throw new Error(`Bug with ${code} of Ingrid Solheim\n    at secret (${TYPED.comment})`);
        }),
    ]) {
      fail();
      expect((await post()).status).toBeGreaterThanOrEqual(500);
    }
    expect(lines).toHaveLength(3);
    expectNothingIn(lines, code);
  });

  it('whatever no form of ours posts', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'secret' };
    await d.pages.request('/t/open', init);
    await d.decisions.request('/t/decide', init);
    expect(lines).toHaveLength(2);
    expectNothingIn(lines, 'secret');
  });

  it('whatever the API is asked', async () => {
    const { ask, at } = await desk();
    const content = {
      name: 'Ingrid Solheim',
      email: 'secret@halden.example',
      language: 'en',
      zone: 'UTC',
    };
    const body = { content, reason: 'A secret reason' };
    await ask('POST', '/v1/records/person', { body });
    await ask('POST', '/v1/records/person', { body });
    await ask('POST', '/v1/records/person', { body: { ...body, content: { name: 'secret' } } });
    at.table.writes.fail(1);
    await ask('POST', '/v1/records/person', { body });
    at.calls.before(() => {
      throw new Error('Bug with Ingrid Solheim\n    at secret');
    });
    await ask('POST', '/v1/records/person', { body });
    expect(lines.length).toBeGreaterThan(0);
    expectNothingIn(lines, 'secret@halden');
  });
});

describe('a fault in the log', () => {
  const logged = (error: unknown): Record<string, unknown> => {
    logFault('failed', error, { function: 'f' });
    return JSON.parse(lines.at(-1) ?? '{}');
  };

  it('is one line with where it happened, and not what it says', () => {
    const { error, at, event } = logged(new TypeError('Cannot read Ingrid'));
    expect([event, error]).toEqual(['failed', 'TypeError']);
    expect(at).toMatch(/^at .*logs\.test\.ts/);
    expect(lines.at(-1)).not.toContain('\n');
  });

  it.each([
    ['a text', 'Ingrid'],
    ['nothing', undefined],
    ['null', null],
    ['an error without a stack', Object.assign(new Error('Ingrid'), { stack: undefined })],
    ['an error whose stack is its message', Object.assign(new Error('x'), { stack: 'Ingrid' })],
    ['a message that looks like a stack', new Error('x\n    at Ingrid (secret)\n    at secret')],
  ])('may be %s', (_, thrown) => {
    logged(thrown);
    expectNothingIn(lines, 'secret');
  });
});
