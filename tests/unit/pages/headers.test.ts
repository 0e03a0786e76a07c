import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, pageHeaders } from '#functions/pages/headers.ts';
import { everyPage } from './every-page.ts';

const pages = Object.entries(everyPage());

function directive(name: string): string | undefined {
  return contentSecurityPolicy
    .split('; ')
    .find((one) => one.startsWith(`${name} `))
    ?.slice(name.length + 1);
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

describe('the headers of every page', () => {
  test('allow nothing that is not named', () => {
    expect(directive('default-src')).toBe("'none'");
    expect(directive('form-action')).toBe("'self'");
    expect(directive('frame-ancestors')).toBe("'none'");
    expect(directive('base-uri')).toBe("'none'");
    expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:|data:/u);
  });

  test('keep pages out of caches, referrers and search engines', () => {
    expect(pageHeaders['Cache-Control']).toBe('no-store');
    expect(pageHeaders['Referrer-Policy']).toBe('no-referrer');
    expect(pageHeaders['X-Robots-Tag']).toContain('noindex');
    expect(pageHeaders['X-Content-Type-Options']).toBe('nosniff');
  });
});

describe.each(pages)('the page %s', (_, html) => {
  test('has the one style whose hash the policy names', () => {
    const styles = [...html.matchAll(/<style>(.*?)<\/style>/gsu)].map(([, text]) => text ?? '');
    expect(styles.map(hashOf)).toEqual([directive('style-src')]);
  });

  test('has no script but the one whose hash the policy names', () => {
    const scripts = [...html.matchAll(/<script[^>]*>(.*?)<\/script>/gsu)];
    for (const [, text] of scripts) expect(hashOf(text ?? '')).toBe(directive('script-src'));
  });

  test('has no style attribute and no event handler, which the policy would block', () => {
    expect(html).not.toMatch(/<[^>]+\s(style|on[a-z]+)=/iu);
  });

  test('loads nothing', () => {
    expect(html).not.toMatch(/<(img|link|iframe|object|embed|video|audio|source|base)\b/iu);
    expect(html).not.toMatch(/\ssrc(set)?=|url\(|@import/iu);
  });

  test('posts to this origin only', () => {
    const actions = [...html.matchAll(/action="([^"]*)"/gu)].map(([, action]) => action);
    const doors = ['/t/open', '/t/decide', '/t/work', '/t/ask', '/t/repudiate'];
    for (const action of actions) expect(doors).toContain(action);
  });

  test('is at most 30 KB', () => {
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(30 * 1024);
  });
});
