import { beforeEach, describe, expect, it } from 'vitest';
import { example } from '#core/events/incident-reported.ts';
import type { JsonObject } from '#core/json.ts';
import { fold } from '#core/signals/folding/fold.ts';
import { parseOpen } from '#core/signals/folding/open-item.ts';
import { forgetReporter, readReporter } from '#core/signals/folding/report.ts';
import { DEFAULT_TERMS } from '#core/signals/folding/terms.ts';
import type { MemoryWorld } from '#tests/memory/world.ts';
import { aMessage, anEvent, aRunner, aWorld, type Runner } from './runner.ts';

let world: MemoryWorld;
let runner: Runner;
beforeEach(() => {
  world = aWorld();
  runner = aRunner(world);
});

const reported = (key: string, changes: JsonObject = {}): JsonObject => ({
  ...anEvent(key),
  'detail-type': 'Incident Reported',
  detail: { ...JSON.parse(JSON.stringify(example)), key, ...changes },
});
const folded = (...events: readonly JsonObject[]) =>
  runner.fold(events.map((event, n) => aMessage(`m-${n}-${JSON.stringify(event).length}`, event)));
const open = () =>
  world.table
    .all()
    .filter(({ sk }) => sk === 'OPEN')
    .map(parseOpen);
const theCause = () =>
  String(world.table.all().find(({ sk }) => sk === 'OPEN')?.pk).slice('C#'.length);

describe('a reported incident that is called for', () => {
  it('brings what its reporter says of it', async () => {
    await folded(reported('a'));
    expect(open()).toMatchObject([
      { description: `${example.description}\n\nHarm, as it was reported: ${example.harm}` },
    ]);
  });

  it('keeps its reporter among the personal values alone', async () => {
    await folded(reported('a'));
    expect(await readReporter(world.table, theCause())).toEqual(example.reporter);
    expect(JSON.stringify(world.table.all('main'))).not.toMatch(/Ada|ada@/);
    const locked = world.objects.versions().map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(locked.join()).not.toMatch(/Ada|ada@/);
  });

  it('forgets its reporter when its record has taken them', async () => {
    await folded(reported('a'));
    await world.table.write([forgetReporter(theCause())]);
    expect(await readReporter(world.table, theCause())).toBeUndefined();
    expect(JSON.stringify(world.table.all('personal'))).not.toMatch(/Ada|ada@/);
  });

  it('keeps nobody where it names nobody', async () => {
    await folded(reported('a', { reporter: {} }));
    await folded(reported('b', { title: 'Another', reporter: { contact: 'x@example.com' } }));
    expect(world.table.all('personal')).toHaveLength(1);
  });

  it('has one reporter, whoever reports the same while it is open', async () => {
    await folded(reported('a'));
    await folded(reported('b', { reporter: { name: 'Somebody Else' } }));
    expect(await readReporter(world.table, theCause())).toEqual(example.reporter);
  });

  it('takes no description longer than a record does', async () => {
    await folded(reported('a', { description: 'x'.repeat(4000), harm: 'y'.repeat(500) }));
    expect(open()[0]?.description).toHaveLength(4000);
  });
});

it('nothing that a monitor says is taken for a description', async () => {
  await runner.fold([aMessage('m', anEvent('a', { severity: 'high' }))]);
  expect(open()).toHaveLength(1);
  expect(open()[0]?.description).toBeUndefined();
  expect(world.table.all('personal')).toEqual([]);
});

it('what a rule calls an incident may say anything, and is counted all the same', async () => {
  const rule = { when: { source: 'acme.*' }, system: 'ai-system/credit-scoring' };
  const means = { ...rule, kind: 'incident', state: 'raised', severity: 'high' } as const;
  const ruled = {
    ...runner,
    settings: async () => ({
      rules: [means],
      termsOf: () => DEFAULT_TERMS,
      isSystem: async () => true,
    }),
  };
  const said = [`\u0000\u202Eturned\uD800 ${'x'.repeat(9000)}`, ' ', 7, { deep: [] }, ''];
  for (const [n, description] of said.entries()) {
    const detail: JsonObject = { description };
    const event = { ...anEvent(`e-${n}`), source: `acme.${n}`, 'detail-type': 'Odd', detail };
    expect(await fold(ruled, [aMessage(`m-${n}`, event)])).toMatchObject({ counted: 1 });
  }
  const descriptions = open().map(({ description }) => description);
  expect(descriptions).toHaveLength(5);
  const told = descriptions.filter((description) => description !== undefined);
  expect(told).toEqual([expect.stringMatching(/^\ufffd\ufffdturned\ufffd x{3900}/)]);
});
