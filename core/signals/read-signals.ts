import { isError } from '../errors.ts';
import type { Adapter, Terms } from './adapter.ts';
import { adapters } from './adapters/index.ts';
import { type Envelope, envelopeOf } from './envelope.ts';
import { readJson } from './read-json.ts';
import type { Signal } from './signal.ts';
import { unfit } from './unfit.ts';

/**
 * The signals of one event, as the queue holds it: at least one. Whatever it throws says that the
 * event belongs in quarantine (`quarantineOf`); nothing else is ever thrown.
 *
 * @throws Invalid with a `reason`, and `where` in the event it does not fit
 */
export function readSignals(body: string, terms: Terms): readonly Signal[] {
  return signalsOf(envelopeOf(readJson(body)), terms);
}

/** The signals of an envelope that was read already. @throws Invalid with a `reason` */
export function signalsOf(envelope: Envelope, terms: Terms): readonly Signal[] {
  try {
    return adapterFor(envelope).signals(envelope, terms);
  } catch (error) {
    if (isError(error, 'Invalid') && error.data.reason !== undefined) throw error;
    // A fault of ours: kept with the reason, and no other event waits for it.
    throw unfit('adapter-failed', 'The adapter of an event failed', undefined, error);
  }
}

/** The adapter that knows an event: the generic one, which is the last, knows every one. */
export function adapterFor(envelope: Envelope): Adapter {
  const adapter = adapters.find(({ knows }) => knows(envelope));
  if (adapter === undefined) throw unfit('malformed', 'Nothing is known of such an event');
  return adapter;
}
