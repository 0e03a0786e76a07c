import * as z from 'zod';
import { afterCommit } from '#core/after-commit.ts';
import { newestNote } from '#core/log/log-head.ts';
import { sendAll } from '#core/mail/send-all.ts';
import * as f from '#core/records/fields.ts';
import { sesMailer } from '../adapters/ses-mailer.ts';
import { systemPatience } from '../adapters/system-patience.ts';
import { recordPorts } from '../shared/compose.ts';
import { lazyBell } from '../shared/lazily.ts';
import { log, logFault } from '../shared/log.ts';
import { noCredentials } from '../shared/no-credentials.ts';
import { pipeline } from '../shared/pipeline.ts';
import { Env } from './env.ts';
import { renderMail } from './render.ts';

/** Runs that follow from one another: Lambda takes 16 for a loop and ends it. */
const MAX_TURNS = 10;

/** Records that owe a mail, as whoever rings names them; which run it is that goes on with them. */
const Ring = z.object({
  of: z.array(f.ref()).max(1000),
  turn: z.int().min(1).max(MAX_TURNS).default(1),
});

/** The outbox: the only sender. Rung after a commit, and by the sweep for what was not heard. */
export const handler = pipeline('mail', Env, (env) => {
  const records = recordPorts(env, noCredentials);
  // Only a run that leaves something for the next one rings.
  const bell = lazyBell(async () => {
    const { lambdaBell } = await import('../adapters/lambda-bell.ts');
    return lambdaBell({ functions: { mail: env.ASSENT_MAIL_FUNCTION } });
  });
  const ports = {
    ...records,
    mailer: sesMailer({
      from: env.ASSENT_MAIL_FROM,
      configurationSet: env.ASSENT_CONFIGURATION_SET,
    }),
    questionsADay: env.ASSENT_QUESTIONS_A_DAY,
    checkpoint: () => newestNote(records.table),
    sleep: systemPatience.sleep,
    render: (matter: Parameters<typeof renderMail>[0]) =>
      renderMail(matter, { base: env.ASSENT_BASE_URL, origin: env.ASSENT_ORIGIN }),
  };

  return async (event: unknown) => {
    const { of, turn } = Ring.parse(event);
    const { sent, undeliverable, failures, rest } = await sendAll(ports, of);
    for (const { of: ref, person } of undeliverable) log('undeliverable', { ref, person });
    for (const { of: ref, error } of failures) logFault('not mailed', error, { ref });
    log('mailed', { sent, failed: failures.length, rest: rest.length });
    // What is not reached now is due in any case; rung, it does not wait for the sweep.
    if (rest.length > 0 && turn < MAX_TURNS) {
      await afterCommit(() => bell.ring('mail', { of: rest, turn: turn + 1 }));
    }
    // It stays due, and the failed invocation raises the alarm.
    if (failures[0] !== undefined) throw failures[0].error;
    return { sent };
  };
});
