import { beforeEach, describe, expect, it } from 'vitest';
import { type MapOptions, runMap, runUnmapped, signalsCommand } from '#cli/signals.ts';
import { apiDoor } from '#cli/targets/api-door.ts';
import { openWanted } from '#core/incidents/open.ts';
import type { JsonObject } from '#core/json.ts';
import { aiSystem } from '#core/records/ai-system.ts';
import { CauseMemory } from '#core/signals/folding/cause-memory.ts';
import { fold } from '#core/signals/folding/fold.ts';
import { signalSettings } from '#core/signals/settings.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { ASTRID, given } from '#tests/support/people.ts';
import { type Desk, desk } from '../api/desk.ts';
import { aMessage, anEvent } from '../signals/folding/runner.ts';
import { aSample } from '../signals/samples.ts';
import { transcript } from './transcript.ts';

const CREDIT = 'ai-system/credit-scoring';

let d: Desk;
let said: string[];
const io = { out: (line: string) => said.push(line), err: () => {} };

beforeEach(async () => {
  said = [];
  d = await desk();
  await given(d.at.store, {
    type: 'ai-system',
    id: 'credit-scoring',
    state: 'draft',
    content: { ...(aiSystem.example.content as object), owner: ASTRID },
  });
});

/** The API itself, without the way to it. */
const open = async () =>
  apiDoor(async ({ method, path, body, headers }) => {
    const told = await d.ask(method, path, {
      ...(body !== undefined && { body }),
      ...(headers !== undefined && { headers }),
    });
    return { status: told.status, etag: undefined, body: told.json };
  });
const folded = (...events: readonly JsonObject[]) =>
  fold(
    {
      ...d.at,
      credentials: { find: async () => undefined },
      settings: () => signalSettings(d.at),
      memory: new CauseMemory(),
    },
    events.map((event, n) => aMessage(`m-${n}-${event.id}`, event)),
  );
const alarm = () => aSample('cloudwatch-alarm-state-change.clarify-bias-drift');

const unmapped = async () => {
  said = [];
  expect(await runUnmapped({ stage: 'local' }, io, open)).toBe(0);
  return said.join('\n');
};
const map = (causes: readonly string[], options: Partial<MapOptions> = {}) => {
  said = [];
  const given = { stage: 'local', system: CREDIT, reason: 'The credit team runs it' };
  return runMap(causes, { ...given, actingFor: ASTRID, ...options }, io, open);
};

describe('assent signals unmapped', () => {
  it('says so where everything belongs to a system', async () => {
    expect(await unmapped()).toBe('Every signal that came belongs to an AI system.');
  });

  it('lists causes with what they are known by', async () => {
    await folded(alarm(), anEvent('a', { system: 'ai-system/misspelt' }));
    await openWanted(d.at);
    const text = await unmapped();
    expect(text).toMatch(/^[0-9a-f]{12} {2}Alarm “.+” went off$/m);
    expect(text).toMatch(/aws\.cloudwatch: CloudWatch Alarm State Change, 111122223333 us-/);
    expect(text).toMatch(/arn:aws:cloudwatch:/);
    expect(text).toMatch(/names ai-system\/misspelt, which has no record/);
    expect(text).toMatch(/incident\/[0-9a-f-]+ is open/);
  });
});

describe('assent signals map', () => {
  it('maps a cause by the beginning of its digest, and says what that does', async () => {
    await folded(alarm());
    const { opened } = await openWanted(d.at);
    const short = (await unmapped()).slice(0, 12);
    expect(await map([short])).toBe(0);
    expect(said).toEqual([
      `Mapped to ${CREDIT} by signal-mapping/mapped-by-command, version 1.`,
      `${opened[0]} concerns it now.`,
      'It holds for what comes from now on, within a minute; what was counted stays as it was.',
    ]);
    expect((await d.at.store.need('signal-mapping/mapped-by-command')).version.actor).toBe(ASTRID);
    expect(await unmapped()).toMatch(/^Every signal/);
  });

  it('maps by patterns all that fits', async () => {
    await folded(alarm());
    expect(await map([], { source: 'aws.cloudwatch', alarm: '*' })).toBe(0);
    expect(await unmapped()).toMatch(/^Every signal/);
  });

  it.each([
    ['nothing', [], {}],
    ['causes and patterns', ['abc'], { alarm: 'x' }],
  ])('refuses %s', async (_what, causes, options) => {
    await expectError(map(causes, options), 'Invalid');
  });

  it('refuses a beginning that none has, and one that several have', async () => {
    await folded(alarm(), aSample('guardduty-finding'));
    await expectError(map(['000000000000']), 'NotFound');
    await expectError(map(['']), 'Invalid');
  });

  it('says what the API refuses, and why', async () => {
    await folded(anEvent('a', { system: 'ai-system/misspelt' }));
    const error = await expectError(map([(await unmapped()).slice(0, 12)]), 'Refused');
    expect(error.message).toMatch(/^The API answers 403: .+ names ai-system\/misspelt itself/);
    expect(
      (await expectError(map([], { alarm: 'x', system: 'role/x' }), 'Refused')).data.issues,
    ).toMatchObject([{ path: '/system' }]);
  });

  it('is misused without a system and a reason', async () => {
    const shown = await transcript([signalsCommand], ['signals', 'map', 'abc'], ['signals', 'x']);
    expect(shown).toMatch(/! error: required option '--system <ref>' not specified[^$]+exit 2/);
    expect(shown).toMatch(/! error: unknown command 'x'[^$]+exit 2/);
  });
});
