import { describe, expect, it } from 'vitest';
import { adapters } from '#core/signals/adapters/index.ts';
import { cleanText, remover, withoutNames } from '#core/signals/personal.ts';
import { anEvent, aSample, sampleNames, signalOf } from './samples.ts';

const clean = remover({
  members: ['detail.who', 'detail.list.*.who', 'detail.deep.**.match', 'detail.fields.*Ip*'],
  fileNames: ['detail.key'],
});

describe('the personal members of an event', () => {
  it.each([
    [{ who: 'Ada' }, { who: '$removed' }],
    [{ who: { name: 'Ada', all: ['of', 'it'] } }, { who: '$removed' }],
    [{ who: null }, { who: null }],
    [{ list: [{ who: 1, what: 2 }] }, { list: [{ who: '$removed', what: 2 }] }],
    [{ deep: { a: [{ b: { match: 'x' } }] } }, { deep: { a: [{ b: { match: '$removed' } }] } }],
    [{ deep: { match: 'x' } }, { deep: { match: '$removed' } }],
    [
      { fields: { 'a/remoteIp/v4': '192.0.2.1', b: 1 } },
      { fields: { 'a/remoteIp/v4': '$removed', b: 1 } },
    ],
    [{ key: 'claims/2026/ada-example.pdf' }, { key: 'claims/2026/$removed' }],
    [{ key: 'ada-example.pdf' }, { key: '$removed' }],
    [{ key: 7 }, { key: '$removed' }],
  ])('%j are %j', (detail, wanted) => {
    expect(clean({ detail })).toEqual({ detail: wanted });
  });

  it.each([
    [{ other: { who: 'it concerns' } }],
    [{ list: { who2: 'x' } }],
    [{ fields: { shipment: 'x' } }],
    [{ match: 'outside of deep' }],
  ])('that are not named stay: %j', (detail) => {
    expect(clean({ detail })).toEqual({ detail });
  });

  it.each([
    'userName',
    'user_name',
    'UserName',
    'username',
    'sourceIPAddress',
    'source-ip-address',
    'ipAddressV4',
    'principalId',
    'accessKeyId',
    'emailAddress',
    'userAgent',
    'LastModifiedBy',
    'phone-number',
    'city',
  ])('by the name %s are removed wherever they stand', (name) => {
    const event = { detail: { a: [{ [name]: 'Ada' }], [name]: { b: 1 } } };
    expect(clean(event)).toEqual({ detail: { a: [{ [name]: '$removed' }], [name]: '$removed' } });
  });

  it.each(['name', 'endpointName', 'modelId', 'capacity', 'bucketName', 'ModelCardName'])(
    'are not those by the name %s',
    (name) => {
      const event = { detail: { [name]: 'claims-triage' } };
      expect(clean(event)).toEqual(event);
    },
  );

  it('leave the event that came as it was', () => {
    const event = { detail: { who: 'Ada', list: [{ who: 'Ada' }] } };
    const before = structuredClone(event);
    clean(event);
    expect(event).toEqual(before);
  });

  it('named __proto__ are members like others', () => {
    const cleaned = clean(JSON.parse('{"detail":{"__proto__":{"who":"x"},"who":"y"}}'));
    expect(JSON.stringify(cleaned)).toBe('{"detail":{"__proto__":{"who":"x"},"who":"$removed"}}');
    expect('who' in {}).toBe(false);
  });
});

describe('people in a text', () => {
  it.each([
    ['ask ada@example.com about it', 'ask $removed about it'],
    ['<ada.b+c@mail.example.co.uk>', '<$removed>'],
    ['jörg@müller.example', '$removed'],
    ['@ada@example.com', '@$removed'],
    ['claims/ada@example.com/1.csv', 'claims/$removed/1.csv'],
    [
      'arn:aws:sts::111122223333:assumed-role/Deploy/ada@example.com',
      'arn:aws:sts::111122223333:assumed-role/Deploy/$removed',
    ],
    [
      'by arn:aws:sts::1:assumed-role/Deploy/ada-laptop, twice',
      'by arn:aws:sts::1:assumed-role/Deploy/$removed, twice',
    ],
    ['arn:aws:iam::111122223333:user/staff/ada', 'arn:aws:iam::111122223333:user/$removed'],
    [
      'arn:aws:sagemaker:us-east-1:111122223333:user-profile/d-1/ada',
      'arn:aws:sagemaker:us-east-1:111122223333:user-profile/d-1/$removed',
    ],
  ])('%s', (text, wanted) => {
    expect(withoutNames(text)).toBe(wanted);
  });

  it.each([
    'arn:aws:iam::111122223333:role/ExampleDeployRole',
    'image@sha256:4d4d4d4d',
    'p99 @ 3 s',
    'arn:aws:sagemaker:us-east-1:111122223333:endpoint/claims-triage-prod',
    'user/agent',
  ])('are not in %s', (text) => {
    expect(withoutNames(text)).toBe(text);
  });

  it('are taken out of a megabyte that was made to be slow', () => {
    const slow = 'a@'.repeat(200_000) + 'a'.repeat(200_000);
    expect(withoutNames(slow)).toBe(slow);
    const members = `{"userName": "${'\\a'.repeat(300_000)}`;
    expect(cleanText(members)).toBe('{"userName": "$removed"');
  });

  it('are taken out of what is no JSON', () => {
    expect(cleanText('{"userName": "Ada \\"A\\" Example", "x": 1, "user_name":"Ad')).toBe(
      '{"userName": "$removed", "x": 1, "user_name":"$removed"',
    );
  });
});

describe('the samples', () => {
  // Whoever stands in them: a session, an address on the net, an owner, an author, a file.
  const people = [
    /deploy-session/,
    /AROA1?[A-Z0-9]*EXAMPLE/,
    /ASIAIOSFODNN7EXAMPLE/,
    /192\.0\.2\.\d/,
    /198\.51\.100\.7/,
    /example-owner/,
    /user-profile\/d-example\/model-owner/,
    /claim-0001\.pdf/,
    /part-0003\.csv/,
    /ExampleISP|ExampleCity/,
    /The role ExampleDeployRole invoked/,
  ];

  it('name these people as they come', () => {
    const all = sampleNames.map((name) => JSON.stringify(aSample(name))).join('\n');
    for (const person of people) expect(all).toMatch(person);
  });

  it.each(sampleNames)('keep nobody of %s', (name) => {
    const { event, cause, title, refs } = signalOf(aSample(name));
    const kept = JSON.stringify([event, cause, title, refs]);
    for (const person of people) expect(kept).not.toMatch(person);
  });

  it('keep the role of a caller', () => {
    const { event } = signalOf(aSample('cloudtrail-bedrock-delete-guardrail'));
    expect(JSON.stringify(event)).toContain('arn:aws:iam::111122223333:role/ExampleDeployRole');
  });

  it('keep each member beside: only values are replaced', () => {
    const shape = (value: unknown): unknown =>
      typeof value === 'object' && value !== null ? Object.keys(value).sort() : typeof value;
    const { event } = signalOf(aSample('sagemaker-model-card-state-change'));
    expect(shape(event)).toEqual(shape(aSample('sagemaker-model-card-state-change')));
  });
});

describe('an adapter', () => {
  it('takes out what a guardrail matched and what a model was asked', () => {
    const before = aSample('cloudtrail-bedrock-apply-guardrail.intervened', {
      '/detail/responseElements/assessments/1/sensitiveInformationPolicy/piiEntities/0/match':
        'Ada Example',
      '/detail/requestParameters/content': [{ text: { text: 'I am Ada Example' } }],
    });
    expect(JSON.stringify(before)).toContain('Ada Example');
    expect(JSON.stringify(signalOf(before).event)).not.toContain('Ada Example');
  });

  it('names who reported an incident beside the event, never in it', () => {
    const reporter = { name: 'Ada Example', contact: '+47 555 01 234' };
    const detail = { title: 'Odd', description: 'Very odd', severity: 'low', reporter };
    const signal = signalOf(anEvent('desk', 'Incident Reported', detail));
    expect(signal.reporter).toEqual(reporter);
    expect(JSON.stringify({ ...signal, reporter: undefined })).not.toMatch(/Ada|555/);
  });

  it('names paths from the top, that begin where events have something', () => {
    for (const { personal } of adapters) {
      const paths = [...(personal?.members ?? []), ...(personal?.fileNames ?? [])];
      for (const path of paths) expect(path).toMatch(/^detail\.[^.]/);
    }
  });
});
