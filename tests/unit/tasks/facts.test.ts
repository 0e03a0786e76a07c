import { describe, expect, it } from 'vitest';
import { canonicalText } from '#core/canonical.ts';
import { type Facts, freezeFacts, parseFacts } from '#core/tasks/facts.ts';
import { sha256Hex } from '#hash';

const subject = { type: 'policy', id: 'ai-policy', version: 2, digest: 'a'.repeat(64) };
const facts: Facts = {
  facts: [
    {
      asOf: '2026-11-24T09:00:00.000Z',
      key: 'why-now',
      source: { type: 'policy', id: 'ai-policy', version: 2, digest: 'a'.repeat(64) },
      value: 'Credit scoring goes live',
    },
    {
      asOf: '2026-11-24T09:00:00.000Z',
      key: 'law',
      source: { url: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj' },
      value: ['Annex III', { point: 5 }],
    },
  ],
  format: 'assent/facts/v1',
  gathered: '2026-11-24T09:00:00.000Z',
  kind: 'approve-policy',
  subject,
  unknown: ['How the supervisor will read it'],
};

describe('frozen facts', () => {
  it('are one canonical text, named by its digest', () => {
    const frozen = freezeFacts(facts);
    expect(frozen.text).toBe(canonicalText(JSON.parse(JSON.stringify(facts))));
    expect(frozen.digest).toBe(sha256Hex(new TextEncoder().encode(frozen.text)));
  });

  it('are the same whatever the order in which they were written down', () => {
    const other = JSON.parse(JSON.stringify(facts, Object.keys(facts).reverse())) as Facts;
    const turned = { ...facts, ...other, facts: facts.facts, subject };
    expect(freezeFacts(turned).digest).toBe(freezeFacts(facts).digest);
  });

  it('differ as soon as one of them does', () => {
    const changed = { ...facts, unknown: ['Nothing'] };
    expect(freezeFacts(changed).digest).not.toBe(freezeFacts(facts).digest);
    const reordered = { ...facts, facts: facts.facts.toReversed() };
    expect(freezeFacts(reordered).digest).not.toBe(freezeFacts(facts).digest);
  });

  it('are read again as they were frozen', () => {
    const { text, digest } = freezeFacts(facts);
    expect(parseFacts(text)).toEqual(facts);
    expect(freezeFacts(parseFacts(text)).digest).toBe(digest);
  });

  it.each<[string, object]>([
    ['another format', { ...facts, format: 'assent/facts/v2' }],
    ['a member more', { ...facts, colour: 'red' }],
    ['a fact without a date', { ...facts, facts: [{ key: 'a', source: subject, value: 1 }] }],
    [
      'a fact without a source',
      { ...facts, facts: [{ key: 'a', asOf: facts.gathered, value: 1 }] },
    ],
    [
      'a source that pins no version',
      {
        ...facts,
        facts: [{ key: 'a', asOf: facts.gathered, source: { type: 'policy', id: 'a' }, value: 1 }],
      },
    ],
    ['a subject that is not pinned', { ...facts, subject: { type: 'policy', id: 'a' } }],
    ['no subject', { ...facts, subject: undefined }],
    ['an unknown that is no text', { ...facts, unknown: [1] }],
  ])('are none with %s', (_, wrong) => {
    expect(() => freezeFacts(wrong as Facts)).toThrow();
    expect(() => parseFacts(JSON.stringify(wrong))).toThrow();
  });

  it('are none where the text is no JSON', () => {
    expect(() => parseFacts('facts')).toThrow();
  });
});
