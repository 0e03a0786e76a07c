import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Objects } from '#core/ports.ts';
import { encodeCursor } from '#core/store/cursors.ts';
import type { Instant } from '#core/time.ts';
import { sha256Hex } from '#hash';
import { expectError } from './expect-error.ts';

/** What the store knows of the newest version, past the port. */
export interface Inspected {
  readonly versions: number;
  readonly contentType: string | undefined;
  readonly retainUntil: Instant | undefined;
  /** Whether a legal hold is on. */
  readonly held: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** A bucket that a suite works on; it may hold what other tests left. */
export interface ObjectsUnderTest {
  readonly objects: Objects;
  inspect(path: string): Promise<Inspected>;
  /** Puts a delete marker. */
  hide(path: string): Promise<void>;
  /** Deletes the newest version for good, which a lock must refuse. */
  destroy(path: string): Promise<void>;
}

const UNTIL = '2099-01-01T00:00:00.000Z';
const plain = { contentType: 'text/plain; charset=utf-8' };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const aFolder = () => `test/${randomUUID()}/`;

/** What every implementation of the port `Objects` does alike. */
export function objectsBehaviour(name: string, make: () => Promise<ObjectsUnderTest>): void {
  creating(name, make);
  replacing(name, make);
  listing(name, make);
}

function creating(name: string, make: () => Promise<ObjectsUnderTest>): void {
  describe(`${name}: create-only`, () => {
    let bucket: ObjectsUnderTest;
    beforeAll(async () => {
      bucket = await make();
    });

    test('creates what is not there, and leaves what is', async () => {
      const { objects, inspect } = bucket;
      const path = `${aFolder()}a.json`;
      expect(await objects.create(path, bytesOf('one'), plain)).toBe('created');
      expect(await objects.create(path, bytesOf('two'), plain)).toBe('present');
      expect(await objects.create(path, bytesOf('one'), plain)).toBe('present');
      expect((await objects.get(path))?.bytes).toEqual(bytesOf('one'));
      expect((await inspect(path)).versions).toBe(1);
    });

    test('one of fifty that race to create wins', async () => {
      const { objects, inspect } = bucket;
      const path = `${aFolder()}race`;
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, i) => objects.create(path, bytesOf(`${i}`), plain)),
      );
      const winner = outcomes.indexOf('created');
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
      expect((await objects.get(path))?.bytes).toEqual(bytesOf(`${winner}`));
      expect((await inspect(path)).versions).toBe(1);
    });

    test('keeps media type, tags and lock', async () => {
      const { objects, inspect } = bucket;
      const path = `${aFolder()}locked`;
      const tags = { 'assent-partial': 'true', with: 'a space & more' };
      await objects.create(path, bytesOf('x'), { ...plain, retainUntil: UNTIL, tags });
      expect(await inspect(path)).toEqual({
        versions: 1,
        contentType: plain.contentType,
        retainUntil: UNTIL,
        held: false,
        tags,
      });
    });

    test('a locked version cannot be destroyed, one without a lock can', async () => {
      const { objects, destroy } = bucket;
      const folder = aFolder();
      await objects.create(`${folder}locked`, bytesOf('x'), { ...plain, retainUntil: UNTIL });
      await expect(destroy(`${folder}locked`)).rejects.toThrow();
      expect((await objects.get(`${folder}locked`))?.bytes).toEqual(bytesOf('x'));
      await objects.create(`${folder}free`, bytesOf('x'), plain);
      await destroy(`${folder}free`);
      expect(await objects.get(`${folder}free`)).toBeUndefined();
    });

    test('what a delete marker hides is not there, and may be created anew above it', async () => {
      const { objects, inspect, hide } = bucket;
      const path = `${aFolder()}hidden`;
      await objects.create(path, bytesOf('old'), { ...plain, retainUntil: UNTIL });
      await hide(path);
      expect(await objects.get(path)).toBeUndefined();
      expect(await objects.head(path)).toBeUndefined();
      expect(await objects.create(path, bytesOf('new'), plain)).toBe('created');
      expect((await objects.get(path))?.bytes).toEqual(bytesOf('new'));
      expect((await inspect(path)).versions).toBe(3);
    });

    test('an object may be empty, and of any bytes', async () => {
      const { objects } = bucket;
      const folder = aFolder();
      const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) & 255);
      await objects.create(`${folder}empty`, new Uint8Array(), plain);
      await objects.create(`${folder}bytes`, bytes, plain);
      expect((await objects.get(`${folder}empty`))?.bytes).toEqual(new Uint8Array());
      expect(await objects.head(`${folder}empty`)).toEqual({
        sha256: sha256Hex(new Uint8Array()),
        size: 0,
      });
      expect((await objects.get(`${folder}bytes`))?.bytes).toEqual(bytes);
      expect(await objects.head(`${folder}bytes`)).toEqual({
        sha256: sha256Hex(bytes),
        size: 70_000,
      });
    });

    test('what is not there is undefined', async () => {
      const { objects } = bucket;
      expect(await objects.get(`${aFolder()}x`)).toBeUndefined();
      expect(await objects.head(`${aFolder()}x`)).toBeUndefined();
    });

    test.each([
      ['an empty path', '', {}],
      ['an absolute path', '/a', {}],
      ['a path beyond 1,024 bytes', 'é'.repeat(513), {}],
      ['a lock that has ended', 'test/a', { retainUntil: '2001-01-01T00:00:00.000Z' }],
      ['a lock until no instant', 'test/a', { retainUntil: '2099-01-01' }],
    ])('refuses %s', async (_, path, how) => {
      const { objects } = bucket;
      await expectError(objects.create(path, bytesOf('x'), { ...plain, ...how }), 'Invalid');
    });
  });
}

function replacing(name: string, make: () => Promise<ObjectsUnderTest>): void {
  describe(`${name}: replacing`, () => {
    let objects: Objects;
    let bucket: ObjectsUnderTest;
    beforeAll(async () => {
      bucket = await make();
      objects = bucket.objects;
    });

    test('replaces the object of that etag, and not the one that followed it', async () => {
      const path = `${aFolder()}checkpoint`;
      await objects.create(path, bytesOf('1'), plain);
      const etag = (await objects.get(path))?.etag;
      expect(await objects.replace(path, bytesOf('2'), { ...plain, etag })).toBe(true);
      expect(await objects.replace(path, bytesOf('3'), { ...plain, etag })).toBe(false);
      expect((await objects.get(path))?.bytes).toEqual(bytesOf('2'));
      expect((await bucket.inspect(path)).versions).toBe(2);
    });

    test('with no etag it creates, and only where nothing stands', async () => {
      const path = `${aFolder()}checkpoint`;
      const first = { ...plain, etag: undefined };
      expect(await objects.replace(path, bytesOf('1'), first)).toBe(true);
      expect(await objects.replace(path, bytesOf('2'), first)).toBe(false);
      expect((await objects.get(path))?.bytes).toEqual(bytesOf('1'));
    });

    test('with an etag it does not create', async () => {
      const path = `${aFolder()}checkpoint`;
      const etag = '"00000000000000000000000000000000"';
      expect(await objects.replace(path, bytesOf('1'), { ...plain, etag })).toBe(false);
      expect(await objects.get(path)).toBeUndefined();
    });

    test('one of twenty that replace the same object wins', async () => {
      const path = `${aFolder()}race`;
      await objects.create(path, bytesOf('start'), plain);
      const etag = (await objects.get(path))?.etag;
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          objects.replace(path, bytesOf(`${i}`), { ...plain, etag }),
        ),
      );
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect((await objects.get(path))?.bytes).toEqual(bytesOf(`${outcomes.indexOf(true)}`));
    });
  });
}

function listing(name: string, make: () => Promise<ObjectsUnderTest>): void {
  describe(`${name}: listing`, () => {
    let objects: Objects;
    let bucket: ObjectsUnderTest;
    beforeAll(async () => {
      bucket = await make();
      objects = bucket.objects;
    });

    test('lists the paths under a prefix in order, hidden ones not', async () => {
      const folder = aFolder();
      const names = ['a', 'a/b', 'a-b', 'b', 'tile/0/x001/067', 'tile/0/x001/067.p/12'];
      for (const each of names) await objects.create(folder + each, bytesOf(each), plain);
      await bucket.hide(`${folder}b`);
      expect(await objects.list(folder)).toEqual({
        paths: ['a', 'a-b', 'a/b', 'tile/0/x001/067', 'tile/0/x001/067.p/12'].map(
          (each) => folder + each,
        ),
      });
      expect(await objects.list(`${folder}tile/0/x001/067.p/`)).toEqual({
        paths: [`${folder}tile/0/x001/067.p/12`],
      });
    });

    test('a prefix that nothing has is an empty list', async () => {
      expect(await objects.list(aFolder())).toEqual({ paths: [] });
    });

    test('pages of a thousand lead through all, once each', async () => {
      const folder = aFolder();
      const paths = Array.from({ length: 1003 }, (_, i) => `${folder}${10_000 + i}`);
      for (let from = 0; from < paths.length; from += 50) {
        const batch = paths.slice(from, from + 50);
        await Promise.all(batch.map((path) => objects.create(path, bytesOf('x'), plain)));
      }
      const first = await objects.list(folder);
      expect(first.paths).toEqual(paths.slice(0, 1000));
      const second = await objects.list(folder, first.cursor);
      expect(second).toEqual({ paths: paths.slice(1000) });
    });

    test.each([
      ['of junk', 'not a cursor'],
      ['of another list', encodeCursor(['other/path'])],
    ])('refuses a cursor %s', async (_, cursor) => {
      await expectError(objects.list(aFolder(), cursor), 'Invalid');
    });
  });
}
