import { afterCommit } from '#core/after-commit.ts';
import { messageOfOurs } from '#core/ingest/take-message.ts';
import { keptFor } from '#core/kept-for.ts';
import { CauseMemory } from '#core/signals/folding/cause-memory.ts';
import { fold } from '#core/signals/folding/fold.ts';
import { signalSettings } from '#core/signals/settings.ts';
import { retryingObjects } from '#core/store/retrying.ts';
import { MINUTE } from '#core/time.ts';
import { s3Objects } from '../adapters/s3-objects.ts';
import { secretlintCheck } from '../adapters/secretlint-check.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { systemPatience } from '../adapters/system-patience.ts';
import { recordPorts } from '../shared/compose.ts';
import { lazyBell } from '../shared/lazily.ts';
import { log } from '../shared/log.ts';
import { noCredentials } from '../shared/no-credentials.ts';
import { pipeline } from '../shared/pipeline.ts';
import { takeBatch } from './batch.ts';
import { Env } from './env.ts';

/** For so long a changed mapping or plan may go unnoticed. */
const SETTINGS_KEPT_MS = MINUTE;

/**
 * What reaches us from outside by the one queue: feedback to mails, executions that died, and
 * signals. What cannot be taken is tried again, and then lies with the dead letters, where an
 * alarm looks.
 */
export const handler = pipeline('ingest', Env, (env) => {
  const { mode, days } = env.ASSENT_RETENTION;
  // Records are of our own words alone; what events say goes through secretlint.
  const records = recordPorts(env, noCredentials);
  const ours = { ...records, machines: env.ASSENT_MACHINES };
  const signals = {
    ...records,
    objects: retryingObjects(
      s3Objects({ bucket: env.ASSENT_BUCKET, mode, clock: systemClock }),
      systemPatience,
    ),
    retention: days,
    credentials: secretlintCheck,
    settings: keptFor(systemClock, SETTINGS_KEPT_MS, () => signalSettings(records)),
    memory: new CauseMemory(),
  };
  const bell = lazyBell(async () => {
    const { lambdaBell } = await import('../adapters/lambda-bell.ts');
    return lambdaBell({ functions: { sweep: env.ASSENT_SWEEP_FUNCTION } });
  });
  const takers = {
    ours: (body: string) => {
      const take = messageOfOurs(ours, body);
      return (
        take &&
        (async () => {
          const taken = await take();
          // The sweep starts another; somebody has to look why.
          if (taken.kind === 'dead-execution' && taken.is === 'due') {
            log('execution died', { ref: taken.ref });
          }
          return taken;
        })
      );
    },
    fold: async (messages: Parameters<typeof fold>[1]) => {
      const folded = await fold(signals, messages);
      const { quarantined, path, wanted: causes } = folded;
      // Somebody has to look.
      if (quarantined > 0) log('put in quarantine', { events: quarantined, path });
      // The sweep opens incidents: a ring that is lost, its next run makes good.
      if (causes.length > 0) await afterCommit(() => bell.ring('sweep', { causes }));
      return folded;
    },
    now: () => systemClock.now(),
  };
  return (event: unknown) => takeBatch(event, takers);
});
