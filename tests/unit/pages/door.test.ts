import { describe, expect, test } from 'vitest';
import { renderClosed } from '#functions/pages/closed.tsx';
import { renderDoor } from '#functions/pages/door.tsx';
import { doorScript } from '#functions/pages/door-script.ts';

const CODE = 'K7QD-3M9X-V2HT-8RWB-5ZNE';

/** Runs the door's script as a browser at that address would; what it did, in order. */
function openAt(href: string): string[] {
  const done: string[] = [];
  const field = { value: '' };
  const history = { replaceState: (_: null, __: string, to: string) => done.push(`address ${to}`) };
  const document = {
    getElementById: () => field,
    forms: [{ submit: () => done.push(`post ${field.value}`) }],
  };
  new Function('location', 'history', 'document', 'decodeURIComponent', doorScript)(
    { href },
    history,
    document,
    decodeURIComponent,
  );
  return done;
}

describe('the door', () => {
  test('gives the same bytes every time', () => {
    expect(renderDoor()).toBe(renderDoor());
    expect(renderDoor()).not.toContain('value=');
  });

  test('asks for the code alone, and posts it', () => {
    const fields = [...renderDoor().matchAll(/<(input|textarea|select)[^>]*name="([^"]*)"/gu)];
    expect(fields.map(([, , name]) => name)).toEqual(['code']);
    expect(renderDoor()).toContain('<form method="post" action="/t/open"');
  });

  test('says that opening decides nothing', () => {
    expect(renderDoor()).toContain('Opening decides nothing');
  });

  test('names the organisation where it is configured', () => {
    expect(renderDoor({ organisation: 'Halden Savings Bank' })).toContain('Halden Savings Bank');
  });
});

describe('the script of the door', () => {
  test.each([
    `https://ai.example.com/t#${CODE}`,
    `https://ai.example.com/t/#${CODE}`,
    `https://ai.example.com/t%23${CODE}`,
    `https://ai.example.com/t/%23${CODE}`,
    `https://ai.example.com/t%2523${CODE}`,
    `https://ai.example.com/t?utm_source=mail#${CODE}`,
    `https://ai.example.com/t#${CODE}%20`,
    `https://ai.example.com/t#${CODE}/`,
  ])('takes the code from %s, clears the address first, then posts it', (href) => {
    expect(openAt(href)).toEqual(['address /t', `post ${CODE}`]);
  });

  test('takes a code in small letters and without dashes', () => {
    expect(openAt('https://ai.example.com/t#k7qd3m9xv2ht8rwb5zne')).toEqual([
      'address /t',
      'post k7qd3m9xv2ht8rwb5zne',
    ]);
  });

  test.each([
    'https://ai.example.com/t',
    'https://ai.example.com/t/open',
    'https://ai.example.com/t/open#decide',
    'https://ai.example.com/t#K7QD-3M9X',
    `https://ai.example.com/t#${CODE}-AAAA-`,
    `https://ai.example.com/t#${CODE}A`,
    'https://ai.example.com/t#%E0%A4%A',
    'https://ai.example.com/t%',
    'https://ai.example.com/t#<script>alert(1)</script>',
  ])('does nothing at %s', (href) => {
    expect(openAt(href)).toEqual([]);
  });
});

describe('a code that opens nothing', () => {
  test('gives the same bytes whatever was wrong with it, and a field to type it again', () => {
    const page = renderClosed({ reason: 'unknown' });
    expect(page).toBe(renderClosed({ reason: 'unknown' }));
    expect(page).toContain('action="/t/open"');
    expect(page).not.toContain('value=');
  });

  test('tells nothing of any matter', () => {
    expect(renderClosed({ reason: 'unknown' })).not.toMatch(/<time|version \d|decided|lapsed/u);
  });
});
