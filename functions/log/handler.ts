import { AssentError } from '#core/errors.ts';
import { advance } from '#core/log/advance.ts';
import { recordType } from '#core/records/registry.ts';
import { retryingObjects, retryingTable } from '#core/store/retrying.ts';
import { dynamodbTable } from '../adapters/dynamodb-table.ts';
import { kmsSigner } from '../adapters/kms-signer.ts';
import { s3Objects } from '../adapters/s3-objects.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { systemPatience } from '../adapters/system-patience.ts';
import { lazyBus } from '../shared/lazily.ts';
import { log } from '../shared/log.ts';
import { pipeline } from '../shared/pipeline.ts';
import { announcer } from './announce.ts';
import { Env } from './env.ts';

/**
 * Body, sequence, publish: the only signer. Whatever rings it, it takes the backlog as it finds it;
 * what rang says nothing.
 */
export const handler = pipeline('log', Env, (env) => {
  const { mode, days } = env.ASSENT_RETENTION;
  const table = retryingTable(dynamodbTable({ main: env.ASSENT_TABLE }), systemPatience);
  const ports = {
    table,
    objects: retryingObjects(
      s3Objects({ bucket: env.ASSENT_BUCKET, mode, clock: systemClock }),
      systemPatience,
    ),
    signers: [kmsSigner({ key: env.ASSENT_SIGNING_KEY })],
    clock: systemClock,
    patience: systemPatience,
    origin: env.ASSENT_ORIGIN,
    retention: days,
    classOf: (type: string) => recordType(type).retention,
  };
  // The bus is told behind the checkpoint, for which people wait.
  const bus = lazyBus(async () => {
    const { eventBridgeBus } = await import('../adapters/eventbridge-bus.ts');
    return eventBridgeBus({ bus: env.ASSENT_BUS });
  });
  const announce = announcer({ table, bus });

  return async () => {
    const { count, passedOver, published, more } = await advance(ports, { announce });
    log('advanced', { count, published: published.at(-1), more });
    for (const { ref, version, reason } of passedOver) {
      log('passed over', { ref, version, reason });
    }
    // Everything else has gone on; the failed invocation is what raises the alarm.
    if (passedOver.length > 0) {
      throw new AssentError('Corrupt', `${passedOver.length} versions cannot be put in the log`);
    }
  };
});
