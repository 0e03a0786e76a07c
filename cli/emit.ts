import { readFileSync } from 'node:fs';
import { Command } from '@commander-js/extra-typings';
import { AssentError, invalid } from '#core/errors.ts';
import { publishedEvents } from '#core/events/published.ts';
import { issuesOf } from '#core/issues.ts';
import { envelopeOf } from '#core/signals/envelope.ts';
import { readJson } from '#core/signals/read-json.ts';
import { readSignals } from '#core/signals/read-signals.ts';
import { goToStage, LOCAL } from './at-stage.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import type { Subcommand } from './program.ts';
import type { BusEvent, EventDoors } from './targets/event-doors.ts';

export interface EmitCommand {
  readonly stage: string;
  readonly source: string;
}

const own = publishedEvents.filter(({ direction }) => direction === 'in');

/** `assent emit`: sends an event of ours, or a sample of a native one. */
export const emitCommand: Subcommand = (io, finish) =>
  new Command('emit')
    .description('Send an event, as your monitoring or a service of AWS would.')
    .argument('<what>', `${own.map(({ type }) => `"${type}"`).join(', ')}, or a file with an event`)
    .argument('[detail]', 'a file with the detail, in JSON; without it, the example is sent')
    .option('--stage <stage>', 'the stage that is to hear of it', LOCAL)
    .option('--source <source>', 'who sends it', 'assent.cli')
    .action(async (what, detail, options) => finish(await runEmit(what, detail, options, io)));

/** @throws Invalid for what would only reach the quarantine */
export async function runEmit(
  what: string,
  detail: string | undefined,
  { stage, source }: EmitCommand,
  { out }: Io,
  open: (stage: string) => EventDoors | Promise<EventDoors> = opened,
): Promise<ExitCode> {
  const type = own.find((each) => each.type.toLowerCase() === what.toLowerCase());
  const event =
    type === undefined
      ? wholeEvent(what)
      : { source, type: type.type, detail: checkedDetail(type, detail), resources: [] };
  // It is looked at before it is sent: what does not fit is told here, not by the quarantine.
  const causes = causesOf(event);
  const doors = await open(stage);
  if (typeof event !== 'string') {
    const id = await doors.put(event);
    out(`Put on the bus of stage ${stage}: ${event.type} from ${event.source}, ${id}`);
    for (const line of causes) out(line);
    return EXIT.ok;
  }
  await doors.handOver(event);
  const { type: kind, source: service } = envelopeOf(readJson(event));
  out(`Handed to the queue of stage ${stage}, as its rule would: ${kind} from ${service}.`);
  out('Nobody but AWS may put events of such a source on a bus.');
  for (const line of causes) out(line);
  return EXIT.ok;
}

async function opened(stage: string): Promise<EventDoors> {
  goToStage(stage);
  const { openDoors } = await import('./targets/event-doors.ts');
  return openDoors(stage);
}

function checkedDetail(type: (typeof own)[number], file: string | undefined): string {
  if (file === undefined) return JSON.stringify(type.example);
  const detail = readJson(textOf(file));
  const parsed = type.schema().safeParse(detail);
  if (!parsed.success) throw invalid(`${file} is no ${type.type}`, issuesOf(parsed.error));
  return JSON.stringify(detail);
}

/** A native one as its text, another for the bus. */
function wholeEvent(file: string): BusEvent | string {
  const text = textOf(file);
  const { source, type, detail, resources } = envelopeOf(readJson(text));
  if (source.startsWith('aws.')) return text;
  return { source, type, detail: JSON.stringify(detail), resources };
}

/** What signals it becomes, as a monitoring plan names them. @throws Invalid */
function causesOf(event: BusEvent | string): readonly string[] {
  const terms = { received: new Date().toISOString(), rules: [] };
  const signals = readSignals(typeof event === 'string' ? event : delivered(event), terms);
  const causes = signals.map(
    ({ cause }) => `Its kind is ${cause.kind}, its cause ${cause.fingerprint}`,
  );
  return [...new Set(causes)];
}

/** The bus gives an id to what is put there. */
function delivered({ source, type, detail, resources }: BusEvent): string {
  const envelope = { id: 'given-by-the-bus', source, 'detail-type': type, resources };
  // Their text, since a number may be longer than ours are.
  return `${JSON.stringify(envelope).slice(0, -1)},"detail":${detail}}`;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const known = own.map(({ type }) => type).join(', ');
    const message = `There is no file ${file}, and no event of that name; there are: ${known}`;
    throw new AssentError('NotFound', message, {}, { cause });
  }
}
