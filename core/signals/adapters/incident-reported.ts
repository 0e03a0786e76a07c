import { INCIDENT_REPORTED, incidentReported } from '../../events/incident-reported.ts';
import { defineAdapter } from '../adapter.ts';
import { isOwn } from '../own.ts';
import { titled } from '../title.ts';
import { readShape } from '../unfit.ts';

/** Incidents that people or tools report on our bus: one each, unless they name one cause. */
export const reportedIncident = defineAdapter({
  name: 'incident-reported',
  about: 'Incidents reported on our bus',
  types: [INCIDENT_REPORTED],
  knows: isOwn(INCIDENT_REPORTED),
  personal: { members: ['detail.reporter'] },
  read(envelope) {
    const read = readShape(incidentReported(), envelope.detail);
    const { key, title, system, model, severity, at, reporter } = read;
    return [
      {
        kind: 'incident',
        identity: [envelope.source, key ?? envelope.id],
        cause: [envelope.source, read.cause ?? title],
        severity,
        state: 'raised',
        times: [at],
        title: titled(title),
        system,
        model,
        ...(reporter !== undefined && { reporter }),
      },
    ];
  },
});
