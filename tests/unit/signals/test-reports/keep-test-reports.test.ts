import { beforeEach, describe, expect, it } from 'vitest';
import { transient } from '#core/errors.ts';
import { example } from '#core/events/test-report.ts';
import type { JsonObject } from '#core/json.ts';
import { evidencePath } from '#core/log/paths.ts';
import type { Objects } from '#core/ports.ts';
import { aiSystem } from '#core/records/ai-system.ts';
import { contentOf } from '#core/records/content-of.ts';
import { testReport } from '#core/records/test-report.ts';
import { fold as foldOver } from '#core/signals/folding/fold.ts';
import { lists } from '#core/store/lists.ts';
import { sha256Hex } from '#hash';
import { expectError } from '#tests/behaviour/expect-error.ts';
import type { MemoryWorld } from '#tests/memory/world.ts';
import { given } from '#tests/support/people.ts';
import { aMessage, anEvent, aRunner, audit, aWorld, NOW, type Runner } from '../folding/runner.ts';

const TEXT = '<testsuite><testcase name="a"/><testcase name="b"><failure/></testcase></testsuite>';
const TRUE = { passed: 1, failed: 1, skipped: 0 };

let world: MemoryWorld;
let runner: Runner;
beforeEach(() => {
  world = aWorld();
  runner = aRunner(world);
});

const sent = (changes: JsonObject = {}, envelope: JsonObject = {}): JsonObject => ({
  ...anEvent('x'),
  'detail-type': 'Test Report',
  detail: {
    ...JSON.parse(JSON.stringify(example)),
    ...TRUE,
    at: '2026-11-24T06:00:00Z',
    report: { text: TEXT },
    ...changes,
  },
  ...envelope,
});
const fold = (...events: readonly JsonObject[]) =>
  runner.fold(events.map((event, n) => aMessage(`m-${n}`, event)));
const records = async () => {
  const page = await lists(world.table).byType('test-report', { limit: 100 });
  return Promise.all(page.records.map(({ ref }) => runner.store.need(ref)));
};
const only = async () => {
  const [head, ...more] = await records();
  expect(more).toEqual([]);
  if (head === undefined) throw new Error('There is no record');
  return { head, content: contentOf(testReport, head) };
};
const evidence = () => world.objects.versions().filter(({ path }) => path.startsWith('evidence/'));

describe('a test report', () => {
  it('becomes a record, and its report evidence, locked', async () => {
    expect(await fold(sent())).toMatchObject({ counted: 1, testReports: 1 });
    const { content, head } = await only();
    const sha256 = sha256Hex(new TextEncoder().encode(TEXT));
    expect(content).toMatchObject({
      suite: example.suite,
      kind: 'bias',
      ran: '2026-11-24T06:00:00.000Z',
      ...TRUE,
      failures: ['b'],
      counts: 'agree',
      format: 'junit-xml',
      report: { evidence: sha256 },
    });
    expect(head.version).toMatchObject({
      actor: 'service/assent-ingest',
      via: 'system',
      state: 'recorded',
    });
    const [object] = evidence();
    expect(object?.path).toBe(evidencePath(sha256));
    expect(object?.retainUntil).toBeDefined();
    audit(world);
  });

  it('is one record, however often and in how many batches it comes', async () => {
    await fold(sent(), sent());
    await fold(sent({ suite: 'Another name' }));
    expect((await only()).content.suite).toBe(example.suite);
    expect(evidence()).toHaveLength(1);
  });

  it('is two, sent under two keys', async () => {
    await fold(sent(), sent({ key: 'another' }));
    expect(await records()).toHaveLength(2);
  });

  it('is linked to what it tests, as far as that has a record', async () => {
    await fold(sent({ key: 'before' }));
    await given(runner.store, {
      type: 'ai-system',
      id: 'credit-scoring',
      state: 'draft',
      content: aiSystem.example.content,
    });
    await fold(sent({ key: 'after' }));
    const links = (await records()).map(({ version }) => version.links);
    expect(links).toEqual(
      expect.arrayContaining([[], [{ rel: 'tests', to: 'ai-system/credit-scoring' }]]),
    );
  });

  it.each([
    ['says other counts than its sender', { passed: 2, failed: 0 }, 'differ'],
    ['counts what was skipped otherwise', { skipped: 1 }, 'differ'],
    ['cannot be read', { report: { text: '<!DOCTYPE x><testsuite tests="1"/>' } }, 'unread'],
    ['is in another format than was said', { format: 'json' }, 'unread'],
  ] as const)('that %s is kept, and says so', async (_what, changes, counts) => {
    await fold(sent(changes));
    expect((await only()).content.counts).toBe(counts);
    expect(evidence()).toHaveLength(1);
  });

  it('in somebody else’s bucket is pointed to, not read', async () => {
    const report = { s3: 's3://acme-reports/run.xml', sha256: 'a'.repeat(64), size: 12 };
    await fold(sent({ report }));
    expect((await only()).content).toMatchObject({ report, counts: 'unread', failures: [] });
    expect(evidence()).toEqual([]);
  });

  it('without a report has its counts alone', async () => {
    const { detail, ...event } = sent();
    const { report: _none, format: _nor, ...rest } = detail as JsonObject;
    await fold({ ...event, detail: rest });
    const { content } = await only();
    expect(content).toMatchObject({ ...TRUE, counts: 'unread' });
    expect(content).not.toHaveProperty('report');
  });

  it('locks nobody’s address, and no credential', async () => {
    const text = TEXT.replace('"a"', '"asked ada@example.com"');
    await fold(sent({ report: { text } }));
    await fold(sent({ key: 'other', report: { text: `${TEXT}<!-- AKIAIOSFODNN7EXAMPLE -->` } }));
    const kept = world.objects.versions().map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(kept.join()).not.toMatch(/ada@|AKIA/);
    const contents = (await records()).map((head) => contentOf(testReport, head));
    expect(contents.map(({ counts }) => counts).toSorted()).toEqual(['agree', 'unread']);
  });
});

describe('what is no test report of ours', () => {
  it.each([
    ['an event of AWS by that name', sent({}, { source: 'aws.codebuild', id: 'i' })],
    ['one that does not fit its schema', sent({ passed: 'many' })],
    ['another event', anEvent('a')],
  ])('has no record: %s', async (_what, event) => {
    expect((await fold(event)).testReports).toBe(0);
    expect(await records()).toEqual([]);
  });
});

it('what could not be kept is not counted either, and the next try makes both good', async () => {
  const create: Objects['create'] = async (path, ...given) => {
    if (path.startsWith('evidence/')) throw transient('not now', 'none');
    return world.objects.create(path, ...given);
  };
  const messages = [aMessage('m', sent())];
  const refusing = { ...runner, objects: { ...world.objects, create } };
  await expectError(foldOver(refusing, messages), 'Transient');
  expect(await records()).toEqual([]);
  expect(world.table.all().filter(({ pk }) => pk.startsWith('E#'))).toEqual([]);
  expect(await runner.fold(messages)).toMatchObject({ counted: 1, testReports: 1 });
  audit(world);
});

it('its moment is bounded like every signal’s', async () => {
  await fold(sent({ at: '2031-01-01T00:00:00Z' }));
  expect((await only()).content.ran).toBe(NOW);
});
