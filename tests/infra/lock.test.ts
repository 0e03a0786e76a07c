import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, type Stage } from '#infra/config.ts';
import { checkLock, readLock, writeLock } from '#infra/lock.ts';
import { theProductionStage } from './support/stages.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stage = theProductionStage();
const entry = {
  account: stage.account,
  region: stage.region,
  origin: stage.origin,
  mode: stage.retention.mode,
};

function mistakesOf(changed: Partial<Stage>): readonly string[] {
  try {
    checkLock({ production: entry }, { ...stage, ...changed });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
}

describe('the lock of a stage', () => {
  it('is made when the stage is first synthesised', () => {
    expect(checkLock({}, stage)).toEqual(entry);
  });

  it('stays as it is while nothing permanent changes', () => {
    expect(checkLock({ production: entry }, { ...stage, rolePath: '/other/' })).toBeUndefined();
  });

  it('becomes stricter when trial becomes earnest', () => {
    expect(checkLock({ production: { ...entry, mode: 'GOVERNANCE' } }, stage)).toEqual(entry);
  });

  it.each([
    ['account', { account: '444455556666' }],
    ['region', { region: 'eu-north-1' }],
    ['origin', { origin: 'other.example.com' }],
    ['retention.mode', { retention: { ...stage.retention, mode: 'GOVERNANCE' as const } }],
  ])('refuses another %s, and says what to do', (member, changed) => {
    expect(mistakesOf(changed)).toEqual([
      expect.stringMatching(
        new RegExp(`^stages\\.production\\.${member} was ".+" and is now ".+"`),
      ),
    ]);
  });

  it('refuses everything at once that has become another', () => {
    expect(mistakesOf({ origin: 'other.example.com', region: 'eu-north-1' })).toHaveLength(2);
  });

  it('says nothing of another stage', () => {
    expect(checkLock({ trial: { ...entry, origin: 'trial.example.com' } }, stage)).toEqual(entry);
  });
});

describe('the file of locks', () => {
  it('is empty where there is none', () => {
    expect(readLock(join(folder, 'none.json'))).toEqual({});
  });

  it.each(['{', '[]', '{"production":{"origin":"x"}}'])('is refused where it holds %s', (text) => {
    const path = join(folder, 'damaged.json');
    writeFileSync(path, text);
    expect(() => readLock(path)).toThrow('is damaged');
  });

  it('keeps the other stages, in order', () => {
    const path = join(folder, 'lock.json');
    writeLock(path, { trial: entry }, 'production', entry);
    expect(Object.keys(readLock(path))).toEqual(['production', 'trial']);
    expect(readFileSync(path, 'utf8').endsWith('}\n')).toBe(true);
  });
});
