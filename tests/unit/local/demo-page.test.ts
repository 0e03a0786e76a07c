import { describe, expect, it } from 'vitest';
import { filled, headingOf, linesOf } from '#local/demo/page-text.ts';

const PAGE = `<main><h1>May it &amp; its model go live?</h1><p>By <b>Thursday</b> .</p><ul><li>One</li><li>Two</li></ul>
<form method="post" action="/t/decide">
<input type="hidden" name="code" value="K7QD"/><input type="hidden" name="facts" value="ab&quot;c"/>
<input type="radio" name="choice" value="approve"/><input type="radio" name="choice" value="reject"/>
<textarea name="comment">
</textarea><select name="passTo"><option value="">Choose</option><option value="person/1">Lars</option></select>
<input type="text" name="signature" value=""/><button type="submit">Send</button>
<textarea name="question"></textarea><button formaction="/t/ask">Ask</button></form></main>`;

describe('a page as somebody reads it', () => {
  it('has its heading and its lines, without marks', () => {
    expect(headingOf(PAGE)).toBe('May it & its model go live?');
    expect(linesOf(PAGE).slice(0, 4)).toEqual([
      'May it & its model go live?',
      'By Thursday.',
      'One',
      'Two',
    ]);
  });
});

describe('a form as somebody fills it in', () => {
  const fill = (action: string, fields: Record<string, string>) => filled(PAGE, action, fields);

  it('posts what was typed, with what nobody touched as it stands', () => {
    expect(fill('/t/decide', { choice: 'reject', comment: 'No' })).toEqual({
      code: 'K7QD',
      facts: 'ab"c',
      choice: 'reject',
      comment: 'No',
      passTo: '',
      signature: '',
      question: '',
    });
  });

  it('posts to where its second button leads as well', () => {
    expect(fill('/t/ask', { question: 'Why?' })).toMatchObject({ code: 'K7QD', question: 'Why?' });
  });

  it.each([
    ['a form that is not there', '/t/repudiate', {}, 'no form for /t/repudiate'],
    ['a field that is not there', '/t/decide', { passWord: 'x' }, 'no field passWord'],
    ['a choice that is not offered', '/t/decide', { choice: 'pass-on' }, 'no choice "pass-on"'],
    ['a person who is not offered', '/t/decide', { passTo: 'person/2' }, 'no passTo "person/2"'],
  ])('is refused %s', (_what, action, fields, why) => {
    expect(() => fill(action, fields)).toThrow(why);
  });
});

const WORK = `<form method="post" action="/t/work"><input type="hidden" name="code" value="K7QD"/>
<input type="radio" name="w-verdict" value="confirm" checked=""/><input type="radio" name="w-verdict" value="dismiss"/>
<input type="checkbox" name="w-harm-rights" value="yes"/><input type="checkbox" name="w-harm-health" value="yes" checked=""/>
<textarea name="w-reason">
Six &amp; more</textarea><button type="submit" name="choice" value="submit">Record</button>
<button type="submit" name="choice" value="pass-on">Pass it on</button></form>`;

describe('a form of work as somebody fills it in', () => {
  it('posts what is checked, typed before or pressed, and nothing else', () => {
    const posted = filled(WORK, '/t/work', { choice: 'submit', 'w-harm-rights': 'yes' });
    expect(posted).toEqual({
      code: 'K7QD',
      choice: 'submit',
      'w-verdict': 'confirm',
      'w-harm-rights': 'yes',
      'w-harm-health': 'yes',
      'w-reason': 'Six & more',
    });
  });

  it.each([
    ['a button that is not there', { choice: 'approve' }, 'no choice "approve"'],
    ['a verdict that is not offered', { 'w-verdict': 'merge' }, 'no w-verdict "merge"'],
    ['a harm that is not offered', { 'w-harm-death': 'yes' }, 'no field w-harm-death'],
  ])('is refused %s', (_what, fields, why) => {
    expect(() => filled(WORK, '/t/work', fields)).toThrow(why);
  });
});
