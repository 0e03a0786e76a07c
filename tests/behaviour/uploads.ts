import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Objects, Upload, Uploads } from '#core/ports.ts';
import { sha256Hex } from '#hash';
import { expectError } from './expect-error.ts';

export interface UploadsUnderTest {
  readonly uploads: Uploads;
  readonly objects: Objects;
  /** PUTs as a client does; the HTTP status of the answer. */
  put(url: string, headers: Readonly<Record<string, string>>, bytes: Uint8Array): Promise<number>;
}

const bytes = new TextEncoder().encode('evidence');
const anUpload = (): Upload => ({
  path: `evidence/sha256/${randomUUID()}`,
  sha256: sha256Hex(bytes),
  size: bytes.length,
  mediaType: 'application/pdf',
  retainUntil: '2099-01-01T00:00:00.000Z',
});

/** What every implementation of the port `Uploads` does alike. */
export function uploadsBehaviour(name: string, make: () => Promise<UploadsUnderTest>): void {
  describe(`${name}: presigned uploads`, () => {
    let of: UploadsUnderTest;
    beforeAll(async () => {
      of = await make();
    });

    test('take the file that was declared, once', async () => {
      const upload = anUpload();
      const { url, headers } = await of.uploads.presign(upload, 60);
      expect(await of.put(url, headers, bytes)).toBe(200);
      expect(await of.objects.head(upload.path)).toEqual({
        sha256: upload.sha256,
        size: upload.size,
      });
      expect(await of.put(url, headers, bytes)).toBe(412);
    });

    test('refuse other bytes of the same length', async () => {
      const upload = anUpload();
      const { url, headers } = await of.uploads.presign(upload, 60);
      const other = Uint8Array.from(bytes.toReversed());
      expect(await of.put(url, headers, other)).toBe(400);
      expect(await of.objects.head(upload.path)).toBeUndefined();
    });

    test('refuse a request that leaves out or changes any of the headers', async () => {
      const upload = anUpload();
      const { url, headers } = await of.uploads.presign(upload, 60);
      // Clients that compute the length themselves cannot leave it out.
      for (const header of Object.keys(headers).filter((each) => each !== 'content-length')) {
        const { [header]: value = '', ...others } = headers;
        expect(await of.put(url, others, bytes), `without ${header}`).toBe(403);
        const changed = { ...others, [header]: value.replace(/.$/, (last) => `${last}1`) };
        expect(await of.put(url, changed, bytes), `another ${header}`).toBe(403);
      }
      expect(await of.objects.head(upload.path)).toBeUndefined();
    });

    test('refuse a file of another length', async () => {
      const upload = anUpload();
      const { url, headers } = await of.uploads.presign(upload, 60);
      const { 'content-length': _, ...others } = headers;
      expect(await of.put(url, others, bytes.slice(1))).toBe(403);
      expect(await of.objects.head(upload.path)).toBeUndefined();
    });

    test('refuse another path', async () => {
      const [upload, other] = [anUpload(), anUpload()];
      const { url, headers } = await of.uploads.presign(upload, 60);
      const stolen = url.includes(upload.path) ? url.replace(upload.path, other.path) : `${url}0`;
      expect(await of.put(stolen, headers, bytes)).toBe(403);
      expect(await of.objects.head(other.path)).toBeUndefined();
    });

    const refused: readonly (readonly [string, Partial<Upload>, number])[] = [
      ['a lock that has ended', { retainUntil: '2001-01-01T00:00:00.000Z' }, 60],
      ['a digest that is none', { sha256: 'AB'.repeat(32) }, 60],
      ['half a byte', { size: 0.5 }, 60],
      ['less than nothing', { size: -1 }, 60],
      ['a media type with a line break', { mediaType: 'text/plain\r\nx: y' }, 60],
      ['a path that is empty', { path: '' }, 60],
      ['no time', {}, 0],
      ['more than seven days', {}, 7 * 24 * 3600 + 1],
    ];
    test.each(refused)('are not signed for %s', async (_, change, seconds) => {
      await expectError(of.uploads.presign({ ...anUpload(), ...change }, seconds), 'Invalid');
    });

    test('are not signed beyond 5 GB', async () => {
      const upload = { ...anUpload(), size: 5 * 1024 ** 3 + 1 };
      await expectError(of.uploads.presign(upload, 60), 'TooLarge');
    });
  });
}
