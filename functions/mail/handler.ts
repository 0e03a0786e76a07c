import * as z from 'zod';
import { newestNote } from '#core/log/log-head.ts';
import { checkOwner, sendOwed } from '#core/mail/send.ts';
import * as f from '#core/records/fields.ts';
import { sesMailer } from '../adapters/ses-mailer.ts';
import { systemPatience } from '../adapters/system-patience.ts';
import { recordPorts } from '../shared/compose.ts';
import { log, logFault } from '../shared/log.ts';
import { noCredentials } from '../shared/no-credentials.ts';
import { pipeline } from '../shared/pipeline.ts';
import { Env } from './env.ts';
import { renderMail } from './render.ts';

/** Records that owe a mail, as whoever rings names them. */
const Ring = z.object({ of: z.array(f.ref()).max(1000) });

/** The outbox: the only sender. Rung after a commit, and by the sweep for what was not heard. */
export const handler = pipeline('mail', Env, (env) => {
  const records = recordPorts(env, noCredentials);
  const ports = {
    ...records,
    mailer: sesMailer({
      from: env.ASSENT_MAIL_FROM,
      configurationSet: env.ASSENT_CONFIGURATION_SET,
    }),
    checkpoint: () => newestNote(records.table),
    sleep: systemPatience.sleep,
    render: (matter: Parameters<typeof renderMail>[0]) =>
      renderMail(matter, { base: env.ASSENT_BASE_URL, origin: env.ASSENT_ORIGIN }),
  };

  return async (event: unknown) => {
    const { of } = Ring.parse(event);
    let sent = 0;
    const failures: unknown[] = [];
    for (const ref of of) {
      try {
        const done = await sendOwed(ports, checkOwner(ref));
        sent += done.sent;
        for (const person of done.undeliverable) log('undeliverable', { ref, person });
      } catch (error) {
        // The others must not wait. It stays due, and the failed invocation raises the alarm.
        failures.push(error);
        logFault('not mailed', error, { ref });
      }
    }
    log('mailed', { sent, failed: failures.length });
    if (failures.length > 0) throw failures[0];
    return { sent };
  };
});
