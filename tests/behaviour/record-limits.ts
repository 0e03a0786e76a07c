import { beforeEach, describe, expect, it } from 'vitest';
import type { AssentError, Issue } from '#core/errors.ts';
import { MAX_BODY_BYTES, MAX_LINK_CHANGES } from '#core/limits.ts';
import type { Link } from '#core/records/define-type.ts';
import { expectError } from './expect-error.ts';
import { anId, aPerson, aRole, type MakeTable, type Records, records } from './record-fixtures.ts';

const aPolicy = (changes: object = {}) => ({
  name: 'AI policy',
  owner: 'person/somebody',
  whyNow: 'It is time',
  duties: ['No AI system goes live without its recorded approval'],
  binds: 'Everybody',
  effective: '2027-01-01',
  nextReview: '2027-11-30',
  enforcedBySoftware: [],
  restsOnPeople: [],
  unknowns: [],
  ...changes,
});

const issuesOf = (error: AssentError) => error.data.issues as readonly Issue[];
const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** What no record may be, over any tables: each refused, each mistake named, nothing written. */
export function recordLimits(name: string, makeTable: MakeTable): void {
  describe(`limits of records in ${name}`, () => {
    let at: Records;
    beforeEach(async () => {
      at = records(await makeTable());
    });

    const policy = (id: string, text: string) =>
      at.draftOf('policy', aPolicy({ text }), { id, state: 'draft' });

    it('takes a version of 100 KB, and not one byte more', async () => {
      const id = anId();
      // Two bytes a letter, so that characters are not taken for bytes.
      const text = 'ø'.repeat(50_000);
      const rest = MAX_BODY_BYTES - bytesOf((await at.store.draft(policy(id, text))).head.body);
      const head = await at.write(policy(id, text + 'x'.repeat(rest)));
      expect(bytesOf((await at.store.need(head.ref)).body)).toBe(102_400);
      const other = anId()
        .padEnd(id.length, 'x')
        .slice(0, id.length - 1);
      const error = await expectError(
        at.write(policy(`${other}y`, text + 'x'.repeat(rest + 1))),
        'TooLarge',
      );
      expect(error.data).toEqual({ limit: 102_400, got: 102_401 });
      expect(error.message).toContain('the largest member is text');
      expect(await at.store.load(`policy/${other}y`)).toBeUndefined();
    });

    it('changes 80 links at once, and not one more', async () => {
      const targets = await Promise.all(
        Array.from({ length: MAX_LINK_CHANGES + 1 }, () => at.create('role', aRole())),
      );
      const links = targets.map(({ ref }): Link => ({ rel: 'deputised-by', to: ref }));
      const error = await expectError(at.create('role', aRole(), { links }), 'TooLarge');
      expect(error.data).toEqual({ limit: 80, got: 81 });
      const head = await at.create('role', aRole(), { links: links.slice(0, 80) });
      // One more and one less are two changes: a record may have more links than one write changes.
      const more = await at.edit(head, aRole(), { links });
      expect(more.version.links).toHaveLength(81);
      await expectError(at.edit(more, aRole(), { links: [] }), 'TooLarge');
      const fewer = await at.edit(more, aRole(), { links: links.slice(0, 1) });
      expect(fewer.version.links).toEqual(links.slice(0, 1));
    });

    it('never needs more than 100 operations for one record', async () => {
      const links = await Promise.all(
        Array.from({ length: MAX_LINK_CHANGES }, async (): Promise<Link> => {
          const { ref } = await at.create('role', aRole());
          return { rel: 'holds', to: ref };
        }),
      );
      const person = await at.create('person', aPerson());
      const made = await at.store.draft(at.editOf(person, aPerson(), { links }));
      expect(made.writes.length).toBe(3 + 80 + 1 + 2);
      await at.store.commit([made]);
      expect((await at.store.need(person.ref)).version.links).toHaveLength(80);
    });

    it('refuses a commit of more than 100 operations', async () => {
      const heads = await Promise.all(
        Array.from({ length: 34 }, () => at.store.draft(at.draftOf('role', aRole()))),
      );
      const error = await expectError(at.store.commit(heads), 'TooLarge');
      expect(error.data).toEqual({ limit: 100, got: 102 });
      expect(await at.store.load(heads[0]?.head.ref ?? '')).toBeUndefined();
    });

    it('refuses an unknown type, naming those there are', async () => {
      const error = await expectError(at.create('unicorn', {}), 'NotFound');
      expect(error.data.known).toContain('ai-system');
    });

    it.each(['A', '', 'a b', '../a', 'con', 'a'.repeat(64), '__proto__', 'ä', 'a\n'])(
      'refuses the id %j',
      async (id) => {
        await expectError(at.create('role', aRole(), { id }), 'Invalid');
      },
    );

    it('names every mistake of a content, each at its place', async () => {
      const error = await expectError(
        at.create('person', {
          name: '',
          email: 'nobody',
          language: 7,
          zone: 'Mars/Olympus',
          colour: 'red',
        }),
        'Invalid',
      );
      const issues = issuesOf(error);
      expect(issues.map(({ path }) => path).sort()).toEqual([
        '',
        '/email',
        '/language',
        '/name',
        '/zone',
      ]);
      for (const { message } of issues) expect(message).not.toBe('Invalid input');
      expect(issues.find(({ path }) => path === '')?.message).toContain('colour');
      expect(issues.find(({ path }) => path === '/email')?.message).toContain('email');
    });

    it('names places within lists and objects, escaped as RFC 6901 asks', async () => {
      const responsibilities = ['good', '', 'a\u0000b'];
      const error = await expectError(
        at.create('role', { name: 'R', responsibilities }),
        'Invalid',
      );
      expect(issuesOf(error).map(({ path }) => path)).toEqual([
        '/responsibilities/1',
        '/responsibilities/2',
      ]);
    });

    it.each<[string, unknown]>([
      ['nothing', undefined],
      ['null', null],
      ['a list', []],
      ['a text', 'role'],
      ['a number', 1],
      ['a name with $', { ...aRole(), $detached: 'x' }],
      ['__proto__', JSON.parse('{"__proto__":{"name":"R"},"name":"R","responsibilities":["x"]}')],
      ['a lone surrogate', aRole({ name: '\ud800' })],
      ['a control character', aRole({ name: 'a\u0007b' })],
      ['a bidi override', aRole({ name: 'invoice\u202Efdp.exe' })],
      ['a line break in a line', aRole({ name: 'a\nb' })],
    ])('refuses %s as content, and writes nothing', async (_, content) => {
      const id = anId();
      await expectError(at.create('role', content, { id }), 'Invalid');
      expect(await at.store.load(`role/${id}`)).toBeUndefined();
    });

    it('keeps markup as the text that it is', async () => {
      const markup = '<img src=x onerror="alert(1)">&amp;{{7*7}}';
      const head = await at.create('role', aRole({ name: markup }));
      expect((await at.store.need(head.ref)).version.content).toMatchObject({ name: markup });
    });

    it.each<[string, (secret: string) => ReturnType<Records['draftOf']>]>([
      ['a member', (secret) => at.draftOf('role', aRole({ name: secret }))],
      ['a list', (secret) => at.draftOf('role', aRole({ responsibilities: ['x', secret] }))],
      ['a personal value', (secret) => at.draftOf('person', aPerson({ name: secret }))],
      ['the reason', (secret) => at.draftOf('role', aRole(), { reason: `It is ${secret}` })],
    ])('refuses what looks like a credential in %s', async (_, draft) => {
      const wanted = draft('AKIA1234567890ABCDEF');
      const error = await expectError(at.write(wanted), 'Invalid');
      expect(JSON.stringify(error.data) + error.message).not.toContain('AKIA');
      expect(await at.store.load(`${wanted.type}/${wanted.id}`)).toBeUndefined();
    });

    it('lets a function of ours write what was checked before', async () => {
      const draft = { ...at.draftOf('role', aRole({ name: 'AKIA1' })), via: 'system' as const };
      expect((await at.write(draft)).version.via).toBe('system');
    });

    it('demands a reason of people, not of services', async () => {
      const by = (actor: string, reason: string | null) =>
        at.write({ ...at.draftOf('role', aRole()), actor, reason });
      await expectError(by('person/a', null), 'Invalid');
      expect((await by('service/a', null)).version.reason).toBeNull();
    });

    it.each([
      ['empty', '', 'Invalid'],
      ['blank', ' \n ', 'Invalid'],
      ['with a control character', 'a\u0007b', 'Invalid'],
      ['with a bidi override', 'a\u202Eb', 'Invalid'],
      ['with a lone surrogate', 'a\ud800', 'Invalid'],
      ['of 4,001 characters', 'x'.repeat(4001), 'TooLarge'],
    ] as const)('refuses a reason that is %s', async (_, reason, code) => {
      const wanted = at.draftOf('role', aRole(), { reason });
      await expectError(at.write(wanted), code);
      expect(await at.store.load(`role/${wanted.id}`)).toBeUndefined();
    });
  });
}
