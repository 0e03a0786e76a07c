import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actAsPeople } from '#tests/bench/scanner/person.ts';
import { isClean, report } from '#tests/bench/scanner/report.ts';
import { ATTEMPTS, type Scanned, scan } from '#tests/bench/scanner/scanner.ts';
import { changesBetween, NO_CHANGES, quietTruth, readTruth } from '#tests/bench/scanner/truth.ts';
import { launchBrowser } from '#tests/browser/support/browser.ts';
import { type Live, startLive } from '#tests/engine/support/live.ts';

/** A few of each attempt of `npm run scanner`, which makes all of them. */

let live: Live;
let browser: Browser;
let scanned: Scanned;

beforeAll(async () => {
  [live, browser] = await Promise.all([startLive(), launchBrowser()]);
  scanned = await scan(live, browser, true);
});
afterAll(async () => {
  await browser?.close();
  await live?.stop();
});

describe('machines that get hold of links', () => {
  test('try everything that is known of them, each more than once', () => {
    expect(scanned.tried.map(({ what }) => what)).toEqual(ATTEMPTS.map(({ what }) => what));
    expect(scanned.tried.filter(({ times }) => times < 2)).toEqual([]);
  });

  test('decide, ask and report nothing, and change nothing at all', () => {
    expect(scanned.tried.filter(({ changes }) => changes.entries + changes.mails !== 0)).toEqual(
      [],
    );
    expect(scanned.changes).toEqual(NO_CHANGES);
  });

  test('leave the links to people, who decide by them; and that shows', async () => {
    const before = await quietTruth(live.assent);
    const done = await actAsPeople(live, scanned.targets);
    expect(done.filter(({ taken }) => !taken)).toEqual([]);
    expect(changesBetween(before, await readTruth(live.assent))).toMatchObject({
      decisions: 3,
      questions: 1,
      reports: 1,
    });
    expect(isClean(scanned, done)).toBe(true);
    expect(report(scanned, done)).toMatch(/\| All together .*\| +0 \|/);
  });
});
