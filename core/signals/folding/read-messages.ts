import { isError } from '../../errors.ts';
import type { Json } from '../../json.ts';
import type { CredentialCheck } from '../../store/record-store.ts';
import type { Instant } from '../../time.ts';
import { type Quarantined, quarantineOf } from '../quarantine.ts';
import { readSignals } from '../read-signals.ts';
import { lineText, REMOVED } from '../signal.ts';
import type { MappingRule } from '../system-of.ts';
import { withoutCredentials } from '../without-credentials.ts';
import { aboutShape } from './about.ts';
import { type Counted, countedOf, countedQuarantine } from './counted.ts';

/** A message of the queue that holds an event. */
export interface EventMessage {
  /** As the queue calls it. */
  readonly id: string;
  readonly body: string;
  /** When the queue first had it: the same at every try. */
  readonly received: Instant;
}

/** What a message holds: at least one signal, or an event that belongs in quarantine. */
export interface ReadMessage {
  readonly id: string;
  readonly signals: readonly Counted[];
  readonly quarantined?: Quarantined;
}

/** What some messages hold, without personal values and credentials. */
export async function readMessages(
  credentials: CredentialCheck,
  rules: readonly MappingRule[],
  messages: readonly EventMessage[],
): Promise<readonly ReadMessage[]> {
  const read = messages.map((message) => readMessage(message, rules));
  const signals = read.flatMap((each) => each.signals);
  // What is made of the event stands in the table.
  const told = signals.map(({ line, title, cause, about }): Json[] => [
    line.event,
    title,
    cause.fingerprint,
    { ...about },
  ]);
  const events = await withoutCredentials(credentials, told.flat());
  let next = 0;
  const clean = (signal: Counted): Counted => {
    const [event = REMOVED, title, fingerprint, about] = events.slice(next, next + 4);
    next += 4;
    return {
      ...signal,
      line: { ...signal.line, event },
      title: String(title),
      cause: { ...signal.cause, fingerprint: String(fingerprint) },
      about: signal.about && aboutShape().safeParse(about).data,
    };
  };
  return read.map((each) => ({ ...each, signals: each.signals.map(clean) }));
}

function readMessage(message: EventMessage, rules: readonly MappingRule[]): ReadMessage {
  const { id, body, received } = message;
  try {
    const signals = readSignals(body, { received, rules }).map(countedOf);
    // What has no canonical line cannot be kept as it is.
    for (const { line } of signals) lineText(line);
    return { id, signals };
  } catch (error) {
    const quarantined = keptOf(message, error);
    return { id, signals: [countedQuarantine(quarantined)], quarantined };
  }
}

function keptOf({ body, received }: EventMessage, error: unknown): Quarantined {
  const quarantined = quarantineOf(body, error, received);
  try {
    lineText(quarantined);
    return quarantined;
  } catch (cause) {
    if (!isError(cause, 'Invalid')) throw cause;
    return { ...quarantined, event: REMOVED };
  }
}
