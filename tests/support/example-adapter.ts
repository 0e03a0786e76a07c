import * as z from 'zod';
import { once } from '#core/once.ts';
import { defineAdapter } from '#core/signals/adapter.ts';
import { momentPart } from '#core/signals/moment.ts';
import { amount, maybe, text, time } from '#core/signals/shapes.ts';
import { say } from '#core/signals/title.ts';
import { readShape } from '#core/signals/unfit.ts';

const detail = once(() =>
  z.object({
    run: text(),
    suite: text(),
    score: amount(),
    least: amount(),
    finished: time(),
    notebook: maybe(text()),
  }),
);

/**
 * Evaluations that Acme Evals ran. A run is reported again when somebody edits its notes. Source:
 * Acme Evals handbook, "Events".
 */
export const acmeEvaluation = defineAdapter({
  name: 'acme-evaluation',
  about: 'Evaluations that Acme Evals ran',
  source: 'acme.evals',
  types: ['Evaluation Finished'],
  personal: { members: ['detail.startedBy'], fileNames: ['detail.notebook'] },
  read(envelope) {
    const { run, suite, score, least, finished } = readShape(detail(), envelope.detail);
    const failed = score < least;
    return [
      {
        kind: 'test-report',
        identity: [envelope.source, run, momentPart(finished) || envelope.id],
        cause: [envelope.source, suite],
        severity: failed ? 'medium' : 'info',
        state: failed ? 'raised' : 'cleared',
        times: [finished],
        title: say`Evaluation ${suite} scored ${score}, of at least ${least}`,
      },
    ];
  },
});
