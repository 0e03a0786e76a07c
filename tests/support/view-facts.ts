import type { Fact } from '#functions/pages/views.ts';
import { subject } from './view-matter.ts';

/** Facts of the matter that view models of tests are about. */

const policyDraft = { label: 'AI policy “Responsible use of AI”, version 3' };

export const against: readonly Fact[] = [
  {
    key: 'clashes',
    label: 'Clashes with other policies',
    value:
      'Clause 4.2 lets vendors keep prompts for 30 days. The data retention policy allows 14. Legal has proposed no wording yet.',
    source: { label: 'Policy review by Legal, 19 November' },
    asOf: '2026-11-19T09:30:00.000Z',
    unfavourable: true,
    evidence: {
      title: 'the two clauses side by side',
      text: 'Responsible use of AI, 4.2: “Vendors may keep prompts and answers for up to 30 days in order to investigate abuse.”\n\nData retention, 7.1: “Customer data held by processors is deleted within 14 days of its last use.”',
      digest: '0f6b1c8e5a7d42930bce84f1763ad5520e9b7f48c1d6a3057b28e94fd01c6a85',
    },
  },
  {
    key: 'people-part',
    label: 'Rests on people alone',
    value:
      '3 of 11 duties cannot be checked by software: telling customers, stopping use on doubt, yearly self-assessment. The last self-assessment was returned by 61 % of teams.',
    source: { label: 'Self-assessment 2026' },
    asOf: '2026-02-10T08:00:00.000Z',
    unfavourable: true,
    stale: true,
  },
];

export const others: readonly Fact[] = [
  {
    key: 'why-now',
    label: 'Why now',
    value:
      'The credit scoring system becomes high-risk under the EU AI Act on 2 December 2026. Version 2 has no duties for high-risk systems.',
    source: {
      label: 'EU AI Act, Annex III',
      href: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj',
    },
    asOf: '2026-11-18T10:00:00.000Z',
  },
  {
    key: 'duties',
    label: 'Duties that change',
    value: [
      { mark: 'Added', text: 'a named person can stop each high-risk system within an hour' },
      { mark: 'Tightened', text: 'bias is tested every quarter, not every year' },
      { mark: 'Loosened', text: 'internal drafts need no label when a person edits them' },
      { mark: 'Removed', text: 'the monthly list of chat tools' },
    ],
    source: policyDraft,
    asOf: '2026-11-20T14:12:00.000Z',
    evidence: {
      title: 'the policy’s full text',
      text: '1 Purpose. This policy says how Halden Savings Bank builds, buys and uses AI.\n\n2 Scope. It binds all staff, and vendors through their contracts.\n\n3 High-risk systems. Each has a named person who can stop it within one hour. Bias is tested every quarter by affected group.\n\n4 Vendors. 4.1 A vendor is assessed before first use. 4.2 Vendors may keep prompts and answers for up to 30 days in order to investigate abuse.\n\n5 Labels. Text that customers see is labelled where AI wrote it.',
      digest: subject.digest,
    },
  },
  {
    key: 'binds',
    label: 'Whom it binds',
    value: '412 staff and 9 vendors. A material change: all 412 are asked to acknowledge it again.',
    source: { label: 'Staff register' },
    asOf: '2026-11-23T22:00:00.000Z',
  },
  {
    key: 'written-by',
    label: 'Who wrote it',
    value: 'Sections 1 to 4 by people; section 5 from the ISO 42001 template, edited.',
    source: policyDraft,
    asOf: '2026-11-20T14:12:00.000Z',
  },
  {
    key: 'owner',
    label: 'Owner and next review',
    value: 'Henrik Dahl, Chief Operating Officer. Next review by 1 December 2027.',
    source: policyDraft,
    asOf: '2026-11-20T14:12:00.000Z',
  },
];
