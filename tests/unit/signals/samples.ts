import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Json, JsonObject } from '#core/json.ts';
import type { Terms } from '#core/signals/adapter.ts';
import { readJson } from '#core/signals/read-json.ts';
import { readSignals } from '#core/signals/read-signals.ts';
import type { Signal } from '#core/signals/signal.ts';

const FOLDER = 'tests/fixtures/events';

/** The samples' file names, without `.json`. */
export const sampleNames: readonly string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

/** A sample as it is delivered: text. */
export const sampleText = (name: string): string => readFileSync(`${FOLDER}/${name}.json`, 'utf8');

/** A sample, with members changed by pointer; `undefined` drops one. */
export function aSample(name: string, changes: Readonly<Record<string, unknown>> = {}): JsonObject {
  return changed(readJson(sampleText(name)), changes);
}

/** A JSON object with members changed by pointer; `undefined` drops one. */
export function changed(value: Json, changes: Readonly<Record<string, unknown>>): JsonObject {
  const copy = structuredClone(value);
  for (const [pointer, to] of Object.entries(changes)) {
    const names = pointer.split('/').slice(1);
    const last = names.pop() ?? '';
    let at = copy as Record<string, unknown>;
    for (const name of names) at = at[name] as Record<string, unknown>;
    if (to === undefined) delete at[last];
    else at[last] = to;
  }
  return copy as JsonObject;
}

/** Received in the spring in which the samples happened. */
export const terms: Terms = {
  received: '2026-03-10T12:00:00.000Z',
  rules: [
    { when: { tag: { name: 'ai-system-id' } }, systemTag: 'ai-system-id' },
    { when: { tag: { name: 'ai_system' } }, systemTag: 'ai_system' },
    { when: { arn: '*claims-triage*' }, system: 'ai-system/claims-triage' },
    { when: { alarm: 'support-assistant-*' }, system: 'ai-system/support-assistant' },
  ],
};

/** The signals of an event, read from its text. */
export const signalsOf = (event: Json, under: Partial<Terms> = {}): readonly Signal[] =>
  readSignals(JSON.stringify(event), { ...terms, ...under });

/** The one signal of an event. */
export function signalOf(event: Json, under: Partial<Terms> = {}): Signal {
  const signals = signalsOf(event, under);
  expect(signals).toHaveLength(1);
  const [signal] = signals;
  if (signal === undefined) throw new Error('No signal');
  return signal;
}

/** An event of the given kind, whole enough to be read. */
export const anEvent = (source: string, type: string, detail: JsonObject): JsonObject => ({
  version: '0',
  id: '00000000-0000-4000-8000-00000000ffff',
  'detail-type': type,
  source,
  account: '111122223333',
  time: '2026-03-10T11:59:00Z',
  region: 'us-east-1',
  resources: [],
  detail,
});
