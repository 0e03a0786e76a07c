import { TEST_REPORT, testReport } from '../../events/test-report.ts';
import { defineAdapter } from '../adapter.ts';
import { isOwn } from '../own.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

/** Tests that ran: raised where one failed, cleared where none did. */
export const ownTestReport = defineAdapter({
  name: 'test-report',
  about: 'Reports of evaluations, tests and red teams',
  types: [TEST_REPORT],
  knows: isOwn(TEST_REPORT),
  read(envelope) {
    const read = readShape(testReport(), envelope.detail);
    const { suite, kind, failed, system, model } = read;
    const isGrave = kind === 'bias' || kind === 'red-team';
    return [
      {
        kind: 'test-report',
        identity: [envelope.source, read.key ?? envelope.id],
        cause: [envelope.source, kind, suite],
        ...(failed === 0
          ? { severity: 'info', state: 'cleared' }
          : { severity: isGrave ? 'high' : 'medium', state: 'raised' }),
        times: [read.at],
        title: say`${failed} of ${failed + read.passed} tests of ${suite} failed`,
        system,
        model,
      },
    ];
  },
});
