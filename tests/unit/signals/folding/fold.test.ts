import { describe, expect, it } from 'vitest';
import { transient } from '#core/errors.ts';
import type { Write } from '#core/ports.ts';
import { identityKey } from '#core/store/keys.ts';
import { DAY } from '#core/time.ts';
import { linesByPath } from '#tests/support/audit-signals.ts';
import { aMessage, anEvent, aRunner, audit, aWorld, NOW, someMessages } from './runner.ts';

const totals = (world: ReturnType<typeof aWorld>) =>
  Object.fromEntries(
    audit(world).map(({ kind, fingerprint, total }) => [
      kind === 'quarantine' ? `quarantine: ${fingerprint}` : String(JSON.parse(fingerprint).at(-1)),
      total,
    ]),
  );

describe('a batch of signals', () => {
  it('is one locked object, put before anything is counted', async () => {
    const world = aWorld();
    const folded = await aRunner(world).fold(someMessages(250));
    expect(folded).toMatchObject({
      counted: 250,
      duplicates: 0,
      quarantined: 0,
      failed: new Set(),
    });
    expect(world.calls.trace.filter((name) => name.startsWith('objects.'))).toEqual([
      'objects.create',
    ]);
    expect(world.calls.trace.indexOf('objects.create')).toBeLessThan(
      world.calls.trace.indexOf('table.write'),
    );
    const [object] = world.objects.versions();
    expect(object?.path).toBe(folded.path);
    expect(object?.path).toMatch(/^signals\/2026-11-24\//);
    expect(object?.retainUntil).toBe('2027-12-30T00:00:00.000Z');
    expect(totals(world)).toEqual({ income: 250 });
  });

  it('is counted in as few transactions as hold ninety identities each', async () => {
    const world = aWorld();
    await aRunner(world).fold(someMessages(270));
    expect(world.calls.trace.filter((name) => name === 'table.write')).toHaveLength(3);
  });

  it('shares a transaction between causes', async () => {
    const world = aWorld();
    const causes = Array.from({ length: 10 }, (_, n) => someMessages(4, { cause: `cause-${n}` }));
    await aRunner(world).fold(causes.flat());
    expect(world.calls.trace.filter((name) => name === 'table.write')).toHaveLength(1);
    expect(Object.values(totals(world))).toEqual(Array(10).fill(4));
  });

  it('of nothing at all puts nothing', async () => {
    const world = aWorld();
    expect((await aRunner(world).fold([])).counted).toBe(0);
    expect(world.calls.trace).toEqual([]);
  });
});

describe('a duplicate', () => {
  it('within a batch is counted once', async () => {
    const world = aWorld();
    const messages = [...someMessages(5), ...someMessages(5)];
    const folded = await aRunner(world).fold(messages);
    expect(folded).toMatchObject({ counted: 5, duplicates: 5 });
    expect(totals(world)).toEqual({ income: 5 });
  });

  it('of an earlier batch is left out, and the others are counted', async () => {
    const world = aWorld();
    const runner = aRunner(world);
    await runner.fold(someMessages(5));
    expect(await runner.fold(someMessages(8))).toMatchObject({ counted: 3, duplicates: 5 });
    expect(totals(world)).toEqual({ income: 8 });
  });

  it('changes nothing where all are, and calls for no incident', async () => {
    const world = aWorld();
    const severe = someMessages(5, { severity: 'critical' });
    expect((await aRunner(world).fold(severe)).wanted).toHaveLength(1);
    const before = JSON.stringify(world.table.all());
    expect(await aRunner(world).fold(severe)).toMatchObject({ counted: 0, wanted: [] });
    expect(JSON.stringify(world.table.all())).toBe(before);
  });

  it('with the same key from another source is none', async () => {
    const world = aWorld();
    const other = { ...anEvent('income-0'), source: 'other.monitoring' };
    await aRunner(world).fold([...someMessages(1), aMessage('other', other)]);
    expect(audit(world)).toHaveLength(2);
  });

  it('is counted anew once its identity has run out, deleted or not', async () => {
    const world = aWorld();
    const runner = aRunner(world);
    await runner.fold(someMessages(2));
    world.clock.advance(93 * DAY);
    expect(await runner.fold(someMessages(2))).toMatchObject({ counted: 2, duplicates: 0 });
  });

  it('is told as long as the archive may replay it', async () => {
    const world = aWorld();
    const runner = aRunner(world);
    await runner.fold(someMessages(2));
    world.clock.advance(91 * DAY);
    expect(await runner.fold(someMessages(2))).toMatchObject({ counted: 0, duplicates: 2 });
  });
});

describe('what cannot be read', () => {
  const broken = [
    ['unread', '{"source":"credit'],
    ['no-envelope', '[]'],
    ['malformed', JSON.stringify(anEvent('x', { severity: 'dreadful' }))],
    ['too-deep', '['.repeat(5000)],
    ['unread', ''],
  ] as const;

  it('is a record that says why and where it lies, and never what it says', async () => {
    const world = aWorld();
    const secret = anEvent('secret-key', { severity: 'dreadful', title: 'Ada Example' });
    const folded = await aRunner(world).fold([aMessage('m', secret)]);
    expect(folded).toMatchObject({ counted: 1, quarantined: 1, failed: new Set() });
    const head = world.table
      .all()
      .find(({ pk, sk }) => pk.startsWith('R#quarantine#') && sk === 'H');
    expect(head?.state).toBe('open');
    const [[path, lines] = []] = linesByPath(world.objects.versions());
    expect(JSON.parse(String(head?.body)).content).toEqual({
      reason: 'malformed',
      where: '/detail/severity',
      batch: path?.split(/[/.]/).at(-2),
      day: '2026-11-24',
      identity: lines?.[0]?.identity,
      received: NOW,
      bytes: JSON.stringify(secret).length,
    });
    expect(JSON.stringify(lines)).toContain('Ada Example');
    expect(JSON.stringify(world.table.all())).not.toMatch(/Ada|secret-key/);
  });

  it('holds up nobody beside it', async () => {
    const world = aWorld();
    const messages = broken.map(([, body], index) => aMessage(`b${index}`, body));
    const folded = await aRunner(world).fold([...someMessages(20), ...messages]);
    expect(folded).toMatchObject({ counted: 25, quarantined: 5, failed: new Set() });
    expect(totals(world)).toEqual({
      income: 20,
      'quarantine: unread': 2,
      'quarantine: no-envelope': 1,
      'quarantine: malformed': 1,
      'quarantine: too-deep': 1,
    });
  });

  it('has one record however often it comes', async () => {
    const world = aWorld();
    const messages = broken.map(([, body], index) => aMessage(`b${index}`, body));
    await aRunner(world).fold(messages);
    const again = await aRunner(world).fold([...messages, aMessage('new', 'new')]);
    expect(again).toMatchObject({ counted: 1, duplicates: 5, quarantined: 1 });
    const heads = world.table.all().filter((item) => item.pk.startsWith('R#') && item.sk === 'H');
    expect(heads).toHaveLength(6);
  });

  it.each([
    ['at its end', (text: string) => `${text.slice(0, -1)}, "replay-name": "again"}`],
    ['at its beginning', (text: string) => `{"replay-name":"again",${text.slice(1)}`],
    ['within it', (text: string) => text.replace(',"detail":', ',"replay-name":"a\\"b","detail":')],
  ])('is the same where it is replayed, which is said %s', async (_, replayed) => {
    const world = aWorld();
    const body = JSON.stringify(anEvent('x', { severity: 'dreadful' }));
    expect(replayed(body)).not.toBe(body);
    await aRunner(world).fold([aMessage('first', body)]);
    const again = await aRunner(world).fold([aMessage('again', replayed(body))]);
    expect(again).toMatchObject({ counted: 0, quarantined: 0, duplicates: 1 });
  });

  it('is looked at in no time, however it is made to take long', async () => {
    const bodies = [' ', ',', '"replay-name":"', ',"replay-name"', '\\"'].map((piece, n) =>
      aMessage(`b${n}`, piece.repeat(Math.floor(500_000 / piece.length))),
    );
    expect(await aRunner(aWorld()).fold(bodies)).toMatchObject({ counted: 5, quarantined: 5 });
  });

  it('calls for no incident, however much of it there is', async () => {
    const world = aWorld();
    const many = Array.from({ length: 100 }, (_, n) => aMessage(`b${n}`, `no JSON ${n}`));
    expect((await aRunner(world).fold(many)).wanted).toEqual([]);
    expect(audit(world).map(({ isWanted }) => isWanted)).toEqual([false]);
  });

  it('is given back where its record cannot be written, and what is beside it is counted', async () => {
    const world = aWorld();
    const runner = aRunner(world);
    // A clock far behind the record that stands there is one of the ways.
    const { store } = runner;
    const draft = store.draft;
    const refusing: typeof store = {
      ...store,
      draft: async (wanted) => draft({ ...wanted, state: 'open', id: 'NOT AN ID' }),
    };
    const { fold } = await import('#core/signals/folding/fold.ts');
    const folded = await fold({ ...runner, store: refusing }, [
      ...someMessages(3),
      aMessage('bad', 'no JSON'),
    ]);
    expect([...folded.failed]).toEqual(['bad']);
    expect(folded.counted).toBe(4);
  });
});

describe('a credential', () => {
  it('stands neither in the object nor in the table', async () => {
    const world = aWorld();
    const key = 'AKIAEXAMPLEEXAMPLE00';
    const leaky = anEvent('k', { title: `Leaked ${key}`, cause: key });
    await aRunner(world).fold([...someMessages(3), aMessage('leaky', leaky)]);
    const stored = world.objects.versions().map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(stored.join()).toContain('$removed');
    expect(stored.join()).not.toContain(key);
    expect(JSON.stringify(world.table.all())).not.toContain(key);
    expect(audit(world).reduce((sum, { total }) => sum + total, 0)).toBe(4);
  });
});

describe('a table that cannot take it', () => {
  it('gives everything back while it is down, and counts all of it later', async () => {
    const world = aWorld();
    const runner = aRunner(world);
    world.table.writes.fail(1_000_000);
    const messages = Array.from({ length: 6 }, (_, n) => someMessages(90, { cause: `c${n}` }));
    const folded = await runner.fold(messages.flat());
    expect(folded).toMatchObject({ counted: 0, duplicates: 0 });
    expect(folded.failed.size).toBe(540);
    // Three parcels of eight tries each: then it is taken for down.
    expect(world.calls.trace.filter((name) => name === 'table.write')).toHaveLength(24);
    world.table.writes.fail(0);
    expect(await runner.fold(messages.flat())).toMatchObject({ counted: 540, failed: new Set() });
  });

  it('is tried again while it is throttled', async () => {
    const world = aWorld();
    world.table.writes.fail(5);
    expect(await aRunner(world).fold(someMessages(5))).toMatchObject({ counted: 5 });
    audit(world);
  });

  it('counts once where its answers are lost', async () => {
    const world = aWorld();
    world.table.writes.loseAnswers(3);
    const folded = await aRunner(world).fold(someMessages(200, { severity: 'high' }));
    expect(folded).toMatchObject({ counted: 200, duplicates: 0 });
    expect(totals(world)).toEqual({ income: 200 });
  });

  it('gives back the messages of one cause that is damaged, and counts the others', async () => {
    const world = aWorld();
    await aRunner(world).fold([...someMessages(1), ...someMessages(1, { cause: 'age' })]);
    const [head] = world.table.all().filter(({ sk }) => sk === 'H');
    if (head === undefined) throw new Error('No cause');
    const damaged: Write = { op: 'update', key: head, set: { total: 'many' } };
    await world.table.write([damaged]);
    const folded = await aRunner(world).fold([
      ...someMessages(3, {}, 10),
      ...someMessages(3, { cause: 'age' }, 10),
    ]);
    expect(folded).toMatchObject({ counted: 3, uncounted: [{ signals: 3 }] });
    expect(folded.failed.size).toBe(3);
  });

  it('lets through what nobody foresaw, so that all is given back', async () => {
    const world = aWorld();
    world.calls.before(({ name }) => {
      if (name === 'table.write') throw new TypeError('no such thing');
    });
    await expect(aRunner(world).fold(someMessages(3))).rejects.toThrow('no such thing');
  });

  it('is not asked while the bucket takes nothing', async () => {
    const world = aWorld();
    world.calls.before(({ name }) => {
      if (name === 'objects.create') throw transient('objects.create', 'none');
    });
    await expect(aRunner(world).fold(someMessages(3))).rejects.toThrow('objects.create');
    expect(world.table.all()).toEqual([]);
  });

  it('is not asked where other bytes stand in the place of the batch', async () => {
    const world = aWorld();
    const { path = '' } = await aRunner(world).fold(someMessages(3));
    world.objects.corrupt(path, new TextEncoder().encode('{}\n'));
    world.table.restore([]);
    await expect(aRunner(world).fold(someMessages(3))).rejects.toThrow('Other bytes');
    expect(world.table.all()).toEqual([]);
  });
});

it('an identity names its cause, its window and its batch', async () => {
  const world = aWorld();
  const { path = '' } = await aRunner(world).fold(someMessages(1));
  const [line] = linesByPath(world.objects.versions()).get(path) ?? [];
  expect(await world.table.get(identityKey(line?.identity ?? ''))).toMatchObject({
    cause: line?.cause,
    window: '2026-11-24T06:00:00.000Z',
    batch: path.split(/[/.]/).at(-2),
  });
});
