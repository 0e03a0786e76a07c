import { MONITORING_SIGNAL, monitoringSignal } from '../../events/monitoring-signal.ts';
import { defineAdapter } from '../adapter.ts';
import { isOwn } from '../own.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

/** What a deployer's own monitoring puts on our bus. */
export const ownSignal = defineAdapter({
  name: 'monitoring-signal',
  about: 'Signals of your own monitoring',
  types: [MONITORING_SIGNAL],
  knows: isOwn(MONITORING_SIGNAL),
  read(envelope) {
    const read = readShape(monitoringSignal(), envelope.detail);
    const { key, title, system, model, state, measure, at } = read;
    return [
      {
        kind: read.kind,
        identity: [envelope.source, key ?? envelope.id],
        cause: [envelope.source, read.cause ?? measure?.name ?? title],
        severity: read.severity ?? (state === 'raised' ? 'medium' : 'info'),
        state,
        times: [at],
        title: say`${title}`,
        system,
        model,
      },
    ];
  },
});
