import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { signalsCommand } from '#cli/signals.ts';
import { publishedEvents } from '#core/events/published.ts';
import type { Json } from '#core/json.ts';
import { monitoringPlan } from '#core/records/monitoring-plan.ts';
import { envelopeOf } from '#core/signals/envelope.ts';
import { MAX_EVENT_BYTES, MAX_EVENT_DEPTH, readJson } from '#core/signals/read-json.ts';
import { readSignals } from '#core/signals/read-signals.ts';
import { mappingRule } from '#core/signals/system-of.ts';
import { CREDENTIALS, REGION } from '#local/engine/environment.ts';
import { readOptions } from '#local/options.ts';
import { acmeEvaluation } from '#tests/support/example-adapter.ts';
import { schemaFiles } from './generated/schemas.ts';

const page = readFileSync('docs/events.md', 'utf8');
const terms = { received: '2026-11-24T09:00:00.000Z', rules: [] };

/** Blocks of code of a language. */
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, text = '']) => text,
  );
const block = (language: string, holds: string): string =>
  blocks(language).find((text) => text.includes(holds)) ?? `No block ${language} with ${holds}`;

const Entries = z.tuple([
  z.object({
    EventBusName: z.string(),
    Source: z.string(),
    DetailType: z.string(),
    Detail: z.string(),
  }),
]);

/** What a line hands to `aws` as entries, told by the shell itself. */
function entryOf(line: string): z.output<typeof Entries>[0] {
  const script = `aws() { printf '%s' "$4"; }\n${line}`;
  return Entries.parse(JSON.parse(execFileSync('sh', ['-c', script], { encoding: 'utf8' })))[0];
}

describe('where the local engine is', () => {
  const { port } = readOptions([], {});

  it('is told to aws as npm start has it: its port, region and keys', () => {
    const { accessKeyId, secretAccessKey } = CREDENTIALS;
    expect(block('sh', 'AWS_ENDPOINT_URL')).toBe(
      `export AWS_ENDPOINT_URL=http://127.0.0.1:${port + 2} AWS_REGION=${REGION} AWS_DEFAULT_REGION=${REGION}\n` +
        `export AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`,
    );
  });

  it('stands in the README among what npm start prints', () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const address of [`${port}/t`, port + 1, `${port}/v1`, port + 2]) {
      expect(readme).toContain(`| \`http://127.0.0.1:${address}\` |`);
    }
  });
});

it('the monitoring plan that it shows is one', () => {
  const plan = monitoringPlan.incoming().parse(JSON.parse(block('json', '"expects"')));
  const [{ kind = '', fingerprint = '' } = {}] = plan.expects;
  const detail = { kind, title: 'x', state: 'info', cause: 'drift-report' };
  const sent = { id: 'i', source: 'acme.monitoring', 'detail-type': 'Monitoring Signal', detail };
  expect(readSignals(JSON.stringify(sent), terms)).toMatchObject([
    { cause: { kind, fingerprint } },
  ]);
});

it('the commands that map signals are commands', () => {
  const lines = block('sh', 'signals map').replaceAll('\\\n', ' ').trim().split('\n');
  for (const line of lines) expect(line).toMatch(/^npm run assent -- signals (unmapped|map )/);
  const options = [...block('sh', 'signals map').matchAll(/--([a-z-]+) /g)].map(([, name]) => name);
  const map = signalsCommand({ out: () => {}, err: () => {} }, () => {}).commands.find(
    (each) => each.name() === 'map',
  );
  const known = map?.options.map(({ long }) => long?.slice(2));
  expect(known).toEqual(expect.arrayContaining([...new Set(options)].filter((o) => o !== '')));
});

describe('the JSON Schemas of events', () => {
  it.each(schemaFiles)('$path is as the code has it: npx node tests/docs/write.ts', (file) => {
    expect(readFileSync(file.path, 'utf8')).toBe(file.text);
  });

  it('are all there are', () => {
    const paths = readdirSync('docs/schemas/events').map((name) => `docs/schemas/events/${name}`);
    expect(paths.toSorted()).toEqual(schemaFiles.map(({ path }) => path).sort());
  });

  it('name themselves, and refuse members that nobody knows', () => {
    for (const { text } of schemaFiles) {
      const schema = JSON.parse(text);
      expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
      expect(schema.$id).toMatch(/^urn:assent:event:[a-z-]+$/);
      expect(schema.additionalProperties).toBe(false);
    }
  });

  it.each(publishedEvents)('have an example of $type that fits', ({ schema, example }) => {
    expect(schema().parse(example)).toEqual(example);
    expect(schema().safeParse({ ...example, unheardOf: 1 }).success).toBe(false);
  });

  it('are led to by the page', () => {
    const links = [...page.matchAll(/\]\((schemas\/[^)]*)\)/g)].map(([, path]) => `docs/${path}`);
    expect(links.toSorted()).toEqual(schemaFiles.map(({ path }) => path).sort());
    for (const link of links) expect(existsSync(link)).toBe(true);
  });
});

describe('a line that sends an event', () => {
  const lines = blocks('sh').filter((text) => text.startsWith('aws events put-events'));

  it('is there for every event that others send', () => {
    const types = lines.map((line) => entryOf(line).DetailType);
    expect(types).toEqual(
      publishedEvents.filter(({ direction }) => direction === 'in').map(({ type }) => type),
    );
  });

  it.each(lines)('is read as a signal of a system: %.60s', (line) => {
    const { DetailType, Source, Detail, EventBusName } = entryOf(line);
    expect(EventBusName).toBe('assent-local');
    const detail: Json = JSON.parse(Detail);
    const event = { id: '1', source: Source, 'detail-type': DetailType, detail };
    const [signal] = readSignals(JSON.stringify(event), terms);
    expect(signal?.cause.system).toBe('ai-system/credit-scoring');
    expect(signal?.refs.type).toBe(DetailType);
  });

  it('keeps a quotation mark of a text', () => {
    const line = `aws events put-events --entries '[{"EventBusName":"a","Source":"it'\\''s","DetailType":"b","Detail":"{}"}]'`;
    expect(entryOf(line).Source).toBe("it's");
  });
});

describe('the page', () => {
  it('has rules that are rules', () => {
    const rules = z.array(z.unknown()).parse(JSON.parse(block('json', '"when"')));
    for (const rule of rules) expect(mappingRule().parse(rule)).toEqual(rule);
    expect(rules.length).toBeGreaterThan(3);
  });

  it('says the limits as they are', () => {
    expect(page).toContain(`more than ${MAX_EVENT_DEPTH} levels`);
    expect(page).toContain(`more than ${MAX_EVENT_BYTES / 1024 / 1024} MiB`);
  });
});

describe('the adapter that the page writes', () => {
  const written = readFileSync('tests/support/example-adapter.ts', 'utf8')
    .replaceAll("'#core/signals/", "'../")
    .replaceAll("'#core/once.ts'", "'../../once.ts'");
  const sample = readJson(block('json', 'Evaluation Finished'));

  it('is the one that is tried here', () => {
    expect(block('ts', 'defineAdapter')).toBe(written);
  });

  it('reads its sample as the page says', () => {
    const received = '2026-03-09T12:00:00.000Z';
    const [signal] = acmeEvaluation.signals(envelopeOf(sample), { received, rules: [] });
    const row = block('ts', "'acme-evaluation-finished'");
    expect(row).toContain(`at: '${signal?.at}'`);
    expect(row).toContain(`title: '${signal?.title}'`);
    expect(row).toContain(`is: ['${signal?.severity}', '${signal?.state}']`);
    expect(row).toContain(`kind: '${signal?.kind}'`);
    expect(JSON.stringify(signal)).not.toMatch(/Ada|ada-example/);
  });
});
