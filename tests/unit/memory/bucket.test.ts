import { describe, expect, test } from 'vitest';
import { sha256Hex } from '#hash';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { fixedClock } from '#tests/memory/clock.ts';
import { memoryObjects } from '#tests/memory/objects.ts';
import { memoryUploads } from '#tests/memory/uploads.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the bucket in memory', () => {
  test('lets a version go when its lock has ended, not a moment before', async () => {
    const clock = fixedClock('2026-11-24T00:00:00.000Z');
    const objects = memoryObjects({ clock });
    const retainUntil = '2026-11-25T00:00:00.000Z';
    await objects.create('a', bytes('x'), { contentType: 'text/plain', retainUntil });
    const [version] = objects.versions('a');
    clock.set('2026-11-24T23:59:59.999Z');
    expect(() => objects.remove('a', version?.id ?? '')).toThrow('Locked until');
    clock.set(retainUntil);
    objects.remove('a', version?.id ?? '');
    expect(objects.versions('a')).toEqual([]);
  });

  test('keeps every version, also what was put over and what was hidden', async () => {
    const objects = memoryObjects();
    await objects.create('a', bytes('1'), { contentType: 'text/plain' });
    objects.overwrite('a', bytes('2'));
    objects.hide('a');
    expect(objects.versions('a').map((version) => version.bytes)).toEqual([
      undefined,
      bytes('2'),
      bytes('1'),
    ]);
  });

  test('can be corrupted, which no version tells', async () => {
    const objects = memoryObjects();
    await objects.create('a', bytes('1'), { contentType: 'text/plain' });
    objects.corrupt('a', bytes('2'));
    expect((await objects.get('a'))?.bytes).toEqual(bytes('2'));
    expect(objects.versions('a')).toHaveLength(1);
  });

  test('what it gave out is the caller’s own', async () => {
    const objects = memoryObjects();
    const given = bytes('1');
    await objects.create('a', given, { contentType: 'text/plain' });
    given.fill(0);
    (await objects.get('a'))?.bytes.fill(0);
    expect((await objects.get('a'))?.bytes).toEqual(bytes('1'));
  });
});

describe('uploads in memory', () => {
  test('end with their time', async () => {
    const clock = fixedClock();
    const objects = memoryObjects({ clock });
    const uploads = memoryUploads(objects, clock);
    const upload = {
      path: 'evidence/sha256/x',
      sha256: sha256Hex(bytes('x')),
      size: 1,
      mediaType: 'text/plain',
      retainUntil: '2099-01-01T00:00:00.000Z',
    };
    const { url, headers } = await uploads.presign(upload, 60);
    clock.advance(60_001);
    expect(await uploads.put(url, headers, bytes('x'))).toBe(403);
    await expectError(uploads.presign({ ...upload, path: '/x' }, 60), 'Invalid');
  });
});
