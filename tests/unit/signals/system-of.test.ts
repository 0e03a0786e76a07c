import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopeOf } from '#core/signals/envelope.ts';
import { isLike } from '#core/signals/glob.ts';
import { readJson } from '#core/signals/read-json.ts';
import { type MappingRule, mappingRule, systemOf } from '#core/signals/system-of.ts';
import { anEvent, aSample, sampleText, signalOf, signalsOf } from './samples.ts';

const SYSTEM = 'ai-system/credit-scoring';
const rule = (when: MappingRule['when'], more: Partial<MappingRule> = {}): MappingRule =>
  mappingRule().parse({ when, system: SYSTEM, ...more });
const mapped = (name: string, ...rules: readonly MappingRule[]) =>
  systemOf(envelopeOf(readJson(sampleText(name))), rules)?.system;

const ALARM = 'cloudwatch-alarm-state-change.alarm';

describe('a rule', () => {
  it.each([
    ['a name of an alarm', ALARM, { alarm: 'claims-triage-*' }],
    [
      "a name of a pager's monitor",
      'partner-datadog-alert-notification',
      { alarm: '*hallucination*' },
    ],
    [
      'an ARN of the resources',
      ALARM,
      { arn: 'arn:aws:cloudwatch:*:alarm:claims-triage-p99-latency' },
    ],
    ['an ARN of the detail', 'securityhub-findings-imported', { arn: '*:notebook-instance/*' }],
    ['an account', ALARM, { account: '111122223333' }],
    ['a region', ALARM, { region: 'us-*' }],
    ['a source', 's3-object-created', { source: 'aws.s3' }],
    ['a type', 'guardduty-finding', { type: 'GuardDuty*' }],
    ['a tag of a map', 'sagemaker-endpoint-state-change', { tag: { name: 'ai-system-id' } }],
    [
      'a tag of a list',
      'macie-finding.policy',
      { tag: { name: 'ai-system-id', value: 'claims-*' } },
    ],
    ['a tag of a text', 'partner-datadog-alert-notification', { tag: { name: 'ai_system' } }],
    [
      'any member',
      'cloudtrail-bedrock-invoke-model',
      { member: { path: '/detail/requestParameters/modelId', is: 'example.base-model-*' } },
    ],
    ['all of several', ALARM, { source: 'aws.cloudwatch', alarm: 'claims-*', region: 'us-east-1' }],
  ])('fits by %s', (_, name, when) => {
    expect(mapped(name, rule(when))).toBe(SYSTEM);
  });

  it.each([
    ['another alarm', ALARM, { alarm: 'credit-*' }],
    ['an alarm where there is none', 's3-object-created', { alarm: '*' }],
    ['a part of a name', ALARM, { alarm: 'claims-triage' }],
    ['another account', ALARM, { account: '444455556666' }],
    [
      'a tag with another value',
      'macie-finding.policy',
      { tag: { name: 'ai-system-id', value: 'x' } },
    ],
    ['a tag that is not there', ALARM, { tag: { name: '*' } }],
    ['a member that is not there', ALARM, { member: { path: '/detail/nothing/at/all', is: '*' } }],
    ['a member that is no text', ALARM, { member: { path: '/detail/state', is: '*' } }],
    ['a member of every object', ALARM, { member: { path: '/detail/constructor/name', is: '*' } }],
    ['one of several', ALARM, { source: 'aws.cloudwatch', alarm: 'credit-*' }],
    ['ARNs in the middle of a text', ALARM, { arn: 'Threshold*' }],
  ])('does not fit by %s', (_, name, when) => {
    expect(mapped(name, rule(when))).toBeUndefined();
  });

  it.each([
    ['nothing to fit', { when: {}, system: SYSTEM }],
    ['no system', { when: { alarm: 'a' } }],
    ['a system and a tag for it', { when: { alarm: 'a' }, system: SYSTEM, systemTag: 'b' }],
    ['a record of another type', { when: { alarm: 'a' }, system: 'vendor/acme' }],
    ['a misspelt member', { when: { alarms: 'a' }, system: SYSTEM }],
    ['an empty pattern', { when: { alarm: '' }, system: SYSTEM }],
    [
      'a member without a pointer',
      { when: { member: { path: 'detail', is: 'a' } }, system: SYSTEM },
    ],
    ['a severity nobody knows', { when: { alarm: 'a' }, system: SYSTEM, severity: 'awful' }],
  ])('with %s is none', (_, data) => {
    expect(mappingRule().safeParse(data).success).toBe(false);
  });
});

describe('the system of an event', () => {
  it('is that of the first rule that fits', () => {
    const rules = [
      rule({ alarm: 'credit-*' }),
      rule({ alarm: 'claims-*' }, { system: 'ai-system/first' }),
      rule({ alarm: '*' }, { system: 'ai-system/second' }),
    ];
    expect(mapped(ALARM, ...rules)).toBe('ai-system/first');
  });

  it('is what its tag says', () => {
    const byTag = mappingRule().parse({
      when: { tag: { name: 'ai-system-id' } },
      systemTag: 'ai-system-id',
    });
    expect(mapped('sagemaker-endpoint-state-change', byTag)).toBe('ai-system/claims-triage');
  });

  it.each(['Claims Triage', '', '../x', 'con'])(
    'is not what a tag says that is no id: %j',
    (value) => {
      const event = aSample('sagemaker-endpoint-state-change', {
        '/detail/Tags/ai-system-id': value,
      });
      const byTag = mappingRule().parse({ when: { source: '*' }, systemTag: 'ai-system-id' });
      const rules = [byTag, rule({ source: 'aws.sagemaker' })];
      expect(signalOf(event, { rules }).cause.system).toBe(SYSTEM);
    },
  );

  it('is none where no rule fits: listed as unmapped', () => {
    expect(signalOf(aSample(ALARM), { rules: [] }).cause.system).toBeNull();
  });

  it('makes another cause of the same trouble', () => {
    const digests = [[], [rule({ alarm: '*' })]].map(
      (rules) => signalOf(aSample(ALARM), { rules }).cause.digest,
    );
    expect(new Set(digests).size).toBe(2);
  });

  it('is each finding’s own where an event has several', () => {
    const event = aSample('securityhub-findings-imported');
    const [finding] =
      event.detail === null ? [] : [JSON.parse(JSON.stringify(event)).detail.findings[0]];
    const other = JSON.parse(JSON.stringify(finding).replaceAll('example-notebook', 'credit-1'));
    const both = aSample('securityhub-findings-imported', { '/detail/findings': [finding, other] });
    const signals = signalsOf(both, { rules: [rule({ arn: '*:notebook-instance/credit-*' })] });
    expect(signals.map(({ cause }) => cause.system)).toEqual([null, SYSTEM]);
    expect(JSON.stringify(signals[0]?.event)).not.toContain('credit-1');
    expect(JSON.stringify(signals[1]?.event)).not.toContain('example-notebook');
  });
});

describe('what else a rule says', () => {
  const raised = { severity: 'critical', kind: 'drift' } as const;

  it('changes kind, and severity of what is raised', () => {
    const signal = signalOf(aSample(ALARM), { rules: [rule({ alarm: '*' }, raised)] });
    expect(signal).toMatchObject({ severity: 'critical', kind: 'drift', state: 'raised' });
    expect(signal.cause.kind).toBe('drift');
  });

  it('leaves severity and state of what is over', () => {
    const ok = aSample('cloudwatch-alarm-state-change.ok');
    const rules = [rule({ alarm: '*' }, { ...raised, state: 'raised' })];
    expect(signalOf(ok, { rules })).toMatchObject({ severity: 'info', state: 'cleared' });
  });

  it('raises what its adapter only tells', () => {
    const event = anEvent('acme.scoring', 'Model Halted', { why: 'by hand' });
    expect(signalOf(event)).toMatchObject({ kind: 'event', severity: 'info', state: 'info' });
    const rules = [rule({ type: 'Model Halted' }, { state: 'raised', severity: 'high' })];
    expect(signalOf(event, { rules })).toMatchObject({ severity: 'high', state: 'raised' });
  });
});

describe('a pattern', () => {
  it.each([
    ['abc', 'abc', true],
    ['abc', 'a*', true],
    ['abc', '*c', true],
    ['abc', '*b*', true],
    ['abc', '*', true],
    ['', '*', true],
    ['abc', 'a*b*c', true],
    ['aab', 'a*ab', true],
    ['abc', 'ABC', false],
    ['abc', 'ab', false],
    ['abc', '*b', false],
    ['ab', 'ab*b', false],
    ['aba', 'ab*ba', false],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
  ])('%j is like %j: %s', (text, pattern, wanted) => {
    expect(isLike(text, pattern)).toBe(wanted);
  });

  it('says the same as a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
    fc.assert(
      fc.property(text, letters, (value, pattern) => {
        const same = new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(value);
        expect(isLike(value, pattern)).toBe(same);
      }),
    );
  });
});

describe('a rule over what repeats have in common', () => {
  const signal = signalOf(aSample(ALARM));
  const ruled = (fingerprint: string) =>
    signalOf(aSample(ALARM), { rules: [rule({ fingerprint })] }).cause.system;

  it('fits every signal of that cause', () => {
    expect(ruled(signal.cause.fingerprint)).toBe(SYSTEM);
    expect(ruled('["cloudwatch-alarm",*')).toBe(SYSTEM);
  });

  it.each([
    ['of another cause', '["cloudwatch-alarm","arn:aws:cloudwatch:us-east-1:1:alarm:x",""]'],
    ['of another adapter', '["guardduty",*'],
    ['that is only half of it', '["cloudwatch-alarm"'],
  ])('does not fit one %s', (_which, fingerprint) => {
    expect(ruled(fingerprint)).toBeNull();
  });

  it('does not fit where it is not known', () => {
    expect(mapped(ALARM, rule({ fingerprint: '*' }))).toBeUndefined();
  });
});
