import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportCommand, runReport } from '#cli/report.ts';
import { apiDoor } from '#cli/targets/api-door.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { transcript } from './transcript.ts';

const ID = '01936b2c-7b1e-7c3a-9f00-0000000000f1';
const DUTY = 'gdpr-art33-authority';

let folder: string;
let asked: string[];
let answer: { status: number; body: unknown };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-report-'));
  asked = [];
  answer = { status: 200, body: '<!doctype html><p>Draft</p>' };
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = async () =>
  apiDoor(async ({ method, path }) => {
    asked.push(`${method} ${path}`);
    return { ...answer, etag: undefined };
  });

const io = { out: () => {}, err: () => {} };
const file = () => join(folder, 'report.html');
const draft = (id: string, options: object = {}) =>
  runReport(id, file(), { stage: 'local', duty: DUTY, ...options }, io, open);

describe('assent report', () => {
  it('writes the page that the API drafts, in the language that was asked for', async () => {
    expect(await draft(ID, { language: 'de' })).toBe(0);
    expect(asked).toEqual([`GET /v1/records/incident/${ID}/report?duty=${DUTY}&language=de`]);
    expect(readFileSync(file(), 'utf8')).toBe('<!doctype html><p>Draft</p>');
  });

  it('says what the API refuses, and writes nothing', async () => {
    answer = { status: 404, body: { title: 'Not found', detail: 'No duty applies' } };
    const error = await expectError(draft(ID), 'Refused');
    expect(error.message).toBe('The API answers 404: No duty applies');
    expect(() => readFileSync(file())).toThrow();
  });

  it('never writes over what is there', async () => {
    writeFileSync(file(), 'Mine');
    await expectError(draft(ID), 'Conflict');
    expect(readFileSync(file(), 'utf8')).toBe('Mine');
  });

  it('asks nothing of what is no id', async () => {
    await expectError(draft('../people'), 'Invalid');
    expect(asked).toEqual([]);
  });

  it('wants a duty', async () => {
    expect(await transcript([reportCommand], ['report', ID, file()])).toContain('--duty');
    expect(asked).toEqual([]);
  });
});
