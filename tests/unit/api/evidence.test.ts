import { beforeEach, describe, expect, it } from 'vitest';
import { evidencePath } from '#core/log/paths.ts';
import { DAY, MINUTE } from '#core/time.ts';
import { sha256Hex } from '#hash';
import { type Desk, desk, problemOf, type Told } from './desk.ts';

const BYTES = new TextEncoder().encode('validation report');
const content = {
  class: 'evidence',
  collected: '2026-11-20T09:00:00.000Z',
  mediaType: 'text/plain',
  name: 'ingrid-solheim-report.txt',
  personal: false,
  sha256: sha256Hex(BYTES),
  size: BYTES.length,
  source: 'Second line',
};

let d: Desk;
beforeEach(async () => {
  d = await desk();
});

const declare = (changes: object = {}, rest: object = {}) =>
  d.ask('POST', '/v1/evidence', {
    body: { content: { ...content, ...changes }, reason: 'For the file', ...rest },
  });
const idOf = ({ json }: Told) => String(json.ref).slice('evidence/'.length);
const step = (told: Told, what: 'upload' | 'stored', body: object = { reason: 'It is there' }) =>
  d.ask('POST', `/v1/evidence/${idOf(told)}/${what}`, { body });

/** What a client does with the presigned upload. */
async function put({ json }: Told, bytes: Uint8Array, more: Record<string, string> = {}) {
  const { url, headers } = json.upload as { url: string; headers: Record<string, string> };
  return d.at.uploads.put(url, { ...headers, ...more }, bytes);
}

describe('evidence over HTTP', () => {
  it('is declared, uploaded and said to be there', async () => {
    const declared = await declare();
    expect(declared.status).toBe(201);
    expect(declared.json.version).toMatchObject({ state: 'declared', type: 'evidence' });
    expect(await put(declared, BYTES)).toBe(200);
    const stored = await step(declared, 'stored');
    expect([stored.status, (stored.json.version as { state: string }).state]).toEqual([
      200,
      'stored',
    ]);
    const object = d.at.objects.versions(evidencePath(content.sha256))[0];
    expect(object?.retainUntil).toBe('2036-11-25T00:00:00.000Z');
  });

  it('keeps the file’s name out of everything but the table of personal values', async () => {
    const declared = await declare();
    await put(declared, BYTES);
    await step(declared, 'stored');
    const kept = JSON.stringify([d.at.table.all(), d.at.objects.versions()]);
    expect(kept).not.toContain('solheim');
    expect(JSON.stringify(d.at.table.all('personal'))).toContain('ingrid-solheim-report.txt');
    expect(JSON.stringify(declared.json)).not.toContain('solheim');
  });

  it('is said to be there twice, and written once', async () => {
    const declared = await declare();
    await put(declared, BYTES);
    await step(declared, 'stored');
    const again = await step(declared, 'stored');
    expect([again.status, (again.json.version as { version: number }).version]).toEqual([200, 2]);
  });

  it('gets a new upload where the first ran out', async () => {
    const declared = await declare();
    d.at.clock.advance(15 * MINUTE + 1);
    expect(await put(declared, BYTES)).toBe(403);
    const renewed = await step(declared, 'upload');
    expect(await put(renewed, BYTES)).toBe(200);
  });

  it('may be the same file as another record’s, kept once', async () => {
    const [first, second] = [await declare(), await declare({ name: 'copy.txt' })];
    expect(await put(first, BYTES)).toBe(200);
    expect(await put(second, BYTES)).toBe(412);
    expect((await step(second, 'stored')).status).toBe(200);
    expect(d.at.objects.versions(evidencePath(content.sha256))).toHaveLength(1);
  });

  it.each<[string, Uint8Array, Record<string, string>, number]>([
    ['another file of the same size', new TextEncoder().encode('validation repOrt'), {}, 400],
    ['a shorter file', BYTES.subarray(1), {}, 403],
    ['a longer file', new Uint8Array(BYTES.length + 1), {}, 403],
    ['another media type', BYTES, { 'content-type': 'text/html' }, 403],
    ['another digest', BYTES, { 'x-memory-sha256': 'f'.repeat(64) }, 403],
  ])('takes no %s', async (_, bytes, headers, status) => {
    const declared = await declare();
    expect(await put(declared, bytes, headers)).toBe(status);
    problemOf(await step(declared, 'stored'), 403, 'refused');
  });

  it('is not there before it is uploaded', async () => {
    const { detail } = problemOf(await step(await declare(), 'stored'), 403, 'refused');
    expect(detail).toContain('has not been uploaded');
  });

  it('is not the file that stands under its digest where that is another', async () => {
    const declared = await declare();
    const path = evidencePath(content.sha256);
    await d.at.objects.create(path, new Uint8Array(3), { contentType: 'text/plain' });
    const { detail } = problemOf(await step(declared, 'stored'), 403, 'refused');
    expect(detail).toContain('not the one that was declared');
  });

  it('is registered by the sweep where nobody says that it is there', async () => {
    const declared = await declare();
    await put(declared, BYTES);
    d.at.clock.advance(DAY);
    await d.at.sweep();
    expect((await d.at.store.need(String(declared.json.ref))).version.state).toBe('stored');
  });

  it.each<[string, object, number, string]>([
    ['a file that is too large', { size: 1001 }, 413, 'too-large'],
    ['a size that is none', { size: -1 }, 422, 'invalid'],
    ['half a byte', { size: 1.5 }, 422, 'invalid'],
    ['a digest in capitals', { sha256: 'A'.repeat(64) }, 422, 'invalid'],
    ['no digest', { sha256: undefined }, 422, 'invalid'],
    ['a media type that would be a header', { mediaType: 'text/html\r\nx: y' }, 422, 'invalid'],
    ['a class that there is not', { class: 'partial' }, 422, 'invalid'],
    ['a file with personal data, which is not built yet', { personal: true }, 422, 'invalid'],
    ['a time that is none', { collected: 'yesterday' }, 422, 'invalid'],
    ['a name with a line break', { name: 'a\nb' }, 422, 'invalid'],
  ])('refuses %s', async (_, changes, status, code) => {
    problemOf(await declare(changes), status, code);
    expect((await d.at.lists.byType('evidence')).records).toEqual([]);
  });

  it('is too large also when it was declared past the door, or edited to be', async () => {
    const past = await d.made('evidence', { content: { ...content, size: 1001 } });
    const id = past.path.slice(past.path.lastIndexOf('/') + 1);
    problemOf(await d.ask('POST', `/v1/evidence/${id}/upload`), 413, 'too-large');
  });

  it.each(['upload', 'stored'] as const)(
    'finds no %s of a file that was not declared',
    async (what) => {
      const body = { reason: 'x' };
      problemOf(await d.ask('POST', `/v1/evidence/none/${what}`, { body }), 404, 'not-found');
      problemOf(await d.ask('POST', `/v1/evidence/No/${what}`, { body }), 422, 'invalid');
    },
  );

  it('refuses members that it does not know', async () => {
    problemOf(await declare({}, { state: 'stored' }), 422, 'invalid');
    const declared = await declare();
    problemOf(await step(declared, 'stored', { reason: 'x', state: 'stored' }), 422, 'invalid');
  });

  it('is linked to what it proves, which must be there', async () => {
    const links = [{ rel: 'proves', to: 'role/head-of-ai' }];
    const { json } = await declare({}, { links });
    expect(json.version).toMatchObject({ links });
    problemOf(await declare({}, { links: [{ rel: 'proves', to: 'role/none' }] }), 422, 'invalid');
  });
});
