import { describe, expect, test } from 'vitest';
import { renderTask } from '#functions/pages/task.tsx';
import { aFullTask, anApprovalTask, aSignedInTask } from '#tests/support/views.ts';
import { readable } from './every-page.ts';

describe('a question to whoever asked', () => {
  test('is sent by a button of its own, which asks for no choice', () => {
    expect(renderTask(anApprovalTask())).toContain(
      '<button type="submit" class="second" formaction="/t/ask" formnovalidate="">',
    );
  });

  test('is not offered where nobody is there to answer it', () => {
    const html = renderTask(anApprovalTask({ mayAsk: false }));
    expect(html).not.toContain('/t/ask');
    expect(readable(html)).toContain('Reply to the mail: your reply reaches Astrid Vik');
  });

  test('is promised nowhere where no reply would reach anybody', () => {
    const html = renderTask(anApprovalTask({ mayAsk: false, mayReply: false }));
    expect(readable(html)).not.toMatch(/\breply\b/iu);
  });

  test('once sent is said first, and leaves what was typed beside it', () => {
    const html = renderTask(aFullTask({ notice: 'question-sent' }));
    expect(readable(html)).toMatch(/Your question is recorded.*Nothing is decided yet/u);
    expect((html.match(/<(?:input|textarea|select)\b[^>]*>/gu) ?? []).join()).not.toMatch(
      /\schecked/u,
    );
    expect(html).toContain('Not yet.');
    expect(html).not.toContain('Who pays?');
  });

  test('is shown with its answer to everybody asked, or that none has come', () => {
    const text = readable(renderTask(aFullTask()));
    expect(text).toContain('Mari Lund (Data Protection Officer) asked on Tue 24 November 2026');
    expect(text).toContain('Fjordscore does; Kundelys was told');
    expect(text).toContain('Who checks the quarterly tests? Not answered yet.');
  });
});

describe('a task of several stages', () => {
  const text = readable(renderTask(aFullTask()));

  test('says at which stage it is, and how many must agree', () => {
    expect(text).toContain('Who must agree: 1 of 3 people; stage 2 of 2, Board.');
  });

  test('shows what an earlier stage said where the policy does', () => {
    expect(text).toContain('Stage 1, Reviewers, agreed on 23 Nov 2026');
    expect(text).toContain('(Head of Legal) answered “Approve with conditions”');
    expect(text).toContain('(Data Protection Officer) answered “Approve” Long overdue.');
  });

  test('says what earlier stages hold against it first, rejections before all, and once', () => {
    const order = [
      'What speaks against it',
      'Henrik Dahl (Chief Operating Officer) Answered “Reject” at stage 1, Reviewers.',
      'Nobody has said what quarterly tests cost.',
      'Jonas Berge (Head of Legal) Answered “Approve with conditions” at stage 1, Reviewers.',
      'Clause 4.2 must be settled before the first renewal.',
      'Clashes with other policies',
      'Questions put so far',
      'What is not known',
      'Who else is asked',
      'Long overdue.',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text.split('Nobody has said what quarterly tests cost.')).toHaveLength(2);
  });

  test('does not say that nothing speaks against it where only people do', () => {
    const facts = aFullTask().facts.filter((fact) => fact.unfavourable !== true);
    expect(readable(renderTask(aFullTask({ facts })))).not.toContain('None of the facts gathered');
  });

  test('says that it is not shown where the policy does not', () => {
    const earlier = aFullTask().earlier.map((stage) => ({ ...stage, answers: [] }));
    expect(readable(renderTask(aFullTask({ earlier })))).toContain(
      'What was said there is not shown at this stage.',
    );
  });

  test('says plainly where it departs from the rule, until when and why', () => {
    expect(text).toContain(
      'A mailed link is enough, though sign-in is due at this risk, until 31 Mar 2027: Sign-in for the board',
    );
  });
});

describe('a task that asks for sign-in', () => {
  const html = renderTask(aSignedInTask());

  test('shows every fact, and instead of the form why and how to sign in', () => {
    const text = readable(html);
    for (const { label } of aSignedInTask().facts) expect(text).toContain(label);
    expect(text).toContain('possession of a mailbox is not enough');
    expect(text).toContain('Ask Astrid Vik');
  });

  test('has no form, no field and no code', () => {
    expect(html).not.toMatch(/<(form|input|textarea|button|select)\b/u);
    expect(html).not.toContain('K7QD');
  });
});
