import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type EmitCommand, emitCommand, runEmit } from '#cli/emit.ts';
import type { BusEvent } from '#cli/targets/event-doors.ts';
import { AssentError } from '#core/errors.ts';
import { publishedEvents } from '#core/events/published.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { aSample } from '#tests/unit/signals/samples.ts';
import { transcript } from './transcript.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-emit-'));
afterAll(() => rmSync(folder, { recursive: true }));

function aFile(content: unknown): string {
  const file = join(folder, 'event.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** Sends it to doors that only take notes. */
async function emit(what: string, detail?: string, options: Partial<EmitCommand> = {}) {
  const lines: string[] = [];
  const put: BusEvent[] = [];
  const handedOver: string[] = [];
  const stages: string[] = [];
  const io = { out: (line: string) => lines.push(line), err: () => {} };
  const open = (stage: string) => {
    stages.push(stage);
    return {
      put: async (event: BusEvent) => `id-${put.push(event)}`,
      handOver: async (event: string) => void handedOver.push(event),
    };
  };
  const given = { stage: 'local', source: 'assent.cli', ...options };
  const code = await runEmit(what, detail, given, io, open);
  return { code, put, handedOver, stages, said: lines.join('\n') };
}

const example = publishedEvents.find(({ type }) => type === 'Monitoring Signal')?.example;

describe('assent emit', () => {
  it('puts an example of ours on the bus of the stage', async () => {
    const { code, put, stages, said } = await emit('monitoring signal', undefined, {
      stage: 'trial',
    });
    const detail = JSON.stringify(example);
    expect(put).toEqual([
      { source: 'assent.cli', type: 'Monitoring Signal', detail, resources: [] },
    ]);
    expect(stages).toEqual(['trial']);
    expect(said).toBe(
      'Put on the bus of stage trial: Monitoring Signal from assent.cli, id-1\nIts kind is drift, ' +
        'its cause ["monitoring-signal","assent.cli","population stability index of income"]',
    );
    expect(code).toBe(0);
  });

  it('puts what a file says, from whom one says', async () => {
    const file = aFile({ ...example, title: 'Age drifts' });
    const { put } = await emit('Monitoring Signal', file, { source: 'acme' });
    expect(put).toMatchObject([{ source: 'acme', detail: expect.stringContaining('Age drifts') }]);
  });

  it('hands a native sample to the queue, and says why not to the bus', async () => {
    const sample = aSample('cloudwatch-alarm-state-change.alarm');
    const { put, handedOver, said } = await emit(aFile(sample));
    expect(put).toEqual([]);
    expect(handedOver).toEqual([JSON.stringify(sample)]);
    expect(said).toBe(
      'Handed to the queue of stage local, as its rule would: CloudWatch Alarm State Change from ' +
        'aws.cloudwatch.\nNobody but AWS may put events of such a source on a bus.\nIts kind is ' +
        'alarm, its cause ["cloudwatch-alarm",' +
        '"arn:aws:cloudwatch:us-east-1:111122223333:alarm:claims-triage-p99-latency",""]',
    );
  });

  it('puts a whole event of anybody else on the bus', async () => {
    const event = { source: 'acme', 'detail-type': 'Odd', detail: { a: 1 }, resources: ['arn:a'] };
    const { put } = await emit(aFile(event));
    expect(put).toEqual([{ source: 'acme', type: 'Odd', detail: '{"a":1}', resources: ['arn:a'] }]);
  });

  it.each([
    ['no such name and no such file', 'Incident Reportet', undefined, 'NotFound'],
    ['what we announce ourselves', 'Record Versioned', undefined, 'NotFound'],
    ['a detail that is not there', 'Test Report', '/nowhere.json', 'NotFound'],
  ] as const)('refuses %s', async (_, what, detail, code) => {
    await expectError(emit(what, detail), code);
  });

  it.each([
    ['a detail that does not fit', 'Monitoring Signal', { ...example, severity: 'dreadful' }],
    ['a detail with a member too many', 'Monitoring Signal', { ...example, colour: 'red' }],
    ['a detail that is no JSON', 'Monitoring Signal', '{"kind"'],
  ])('refuses %s, and sends nothing', async (_, what, content) => {
    await expectError(emit(what, aFile(content)), 'Invalid');
  });

  it.each([
    ['no JSON', '{'],
    ['a list', []],
    ['one without detail', { source: 'aws.config', 'detail-type': 'X' }],
    ['a native one that is damaged', aSample('guardduty-finding', { '/detail/severity': [] })],
  ])('refuses as an event %s, which would only lie in quarantine', async (_, content) => {
    await expectError(emit(aFile(content)), 'Invalid');
  });

  it('says the mistakes of a detail, and exits with 1', async () => {
    const file = aFile({ ...example, severity: 'dreadful' });
    const shown = await transcript([emitCommand], ['emit', 'Monitoring Signal', file]);
    expect(shown).toContain('is no Monitoring Signal');
    expect(shown).toMatch(/!\s+\/severity: /);
    expect(shown).toMatch(/\nexit 1\n$/);
  });

  it('lets a door refuse', async () => {
    const io = { out: () => {}, err: () => {} };
    const open = () => ({
      put: async () => {
        throw new AssentError('NotFound', 'There is no bus');
      },
      handOver: async () => {},
    });
    const options = { stage: 'nowhere', source: 'a' };
    await expectError(runEmit('Test Report', undefined, options, io, open), 'NotFound');
  });
});
