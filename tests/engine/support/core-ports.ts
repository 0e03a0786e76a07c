import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Ref } from '#core/ids.ts';
import { PRODUCTION_RETENTION } from '#core/log/retention.ts';
import type { Clock } from '#core/ports.ts';
import { lists } from '#core/store/lists.ts';
import { type RecordStore, recordStore } from '#core/store/record-store.ts';
import { retryingObjects, retryingTable } from '#core/store/retrying.ts';
import { clientOptions } from '#functions/adapters/client-options.ts';
import { dateHolidays } from '#functions/adapters/date-holidays.ts';
import { dynamodbTable } from '#functions/adapters/dynamodb-table.ts';
import { eventBridgeBus } from '#functions/adapters/eventbridge-bus.ts';
import { kmsSigner } from '#functions/adapters/kms-signer.ts';
import { lambdaBell } from '#functions/adapters/lambda-bell.ts';
import { s3Locks } from '#functions/adapters/s3-locks.ts';
import { s3Objects } from '#functions/adapters/s3-objects.ts';
import { sesMailer } from '#functions/adapters/ses-mailer.ts';
import { sfnMachines } from '#functions/adapters/sfn-machines.ts';
import { systemClock } from '#functions/adapters/system-clock.ts';
import { systemPatience } from '#functions/adapters/system-patience.ts';
import { systemRandom } from '#functions/adapters/system-random.ts';
import { type Calls, observed, outwardCalls } from '#tests/memory/calls.ts';
import type { TestAssent } from './engine.ts';
import { ORIGIN } from './verify-bucket.ts';

/** Clients of everything, to be shared by ports that are built often. */
export function clientsOf(assent: TestAssent) {
  const options = { ...clientOptions(10), ...assent.client };
  return {
    dynamodb: new DynamoDBClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
    sfn: new SFNClient(options),
    kms: new KMSClient(options),
    lambda: new LambdaClient(options),
    ses: new SESv2Client(options),
    bus: new EventBridgeClient(options),
  };
}

export interface CorePortsOptions {
  readonly clock?: Clock;
  readonly clients?: ReturnType<typeof clientsOf>;
  /** Every outward call goes through it. */
  readonly calls?: Calls;
  /** ARN of machines up to the workflow's name; those deployed where it is absent. */
  readonly machineArnPrefix?: string;
  /** Names of the functions that are rung; those deployed where it is absent. */
  readonly rung?: Readonly<Record<'mail' | 'log', string>>;
}

/**
 * What the handlers build for themselves, in this process: the real adapters, over the engine, as
 * the account's root user.
 */
export function corePorts(assent: TestAssent, options: CorePortsOptions = {}) {
  const { deployed } = assent;
  const { clock = systemClock, calls = outwardCalls(), clients = clientsOf(assent) } = options;
  const through = <Port extends object>(
    name: string,
    port: Port,
    ...methods: (keyof Port & string)[]
  ) => observed(name, port, methods, calls);
  const names = { ...deployed.tables, client: clients.dynamodb };
  const table = through(
    'table',
    retryingTable(dynamodbTable(names), systemPatience),
    ...(['get', 'query', 'write'] as const),
  );
  const bucket = {
    bucket: deployed.bucket,
    mode: 'GOVERNANCE',
    clock,
    client: clients.s3,
  } as const;
  const machines = sfnMachines({
    arnPrefix: options.machineArnPrefix ?? deployed.machineArnPrefix,
    client: clients.sfn,
  });
  const { mail = '', log = '' } = options.rung ?? deployed.functions;
  const credentials = { find: async () => undefined };
  const signer = kmsSigner({ key: deployed.signingKeyId, client: clients.kms });
  return {
    calls,
    clock,
    random: systemRandom,
    patience: systemPatience,
    table,
    store: recordStore({ table, clock, random: systemRandom, credentials }),
    lists: lists(table),
    objects: through(
      'objects',
      retryingObjects(s3Objects(bucket), systemPatience),
      ...(['create', 'get', 'replace', 'head', 'list'] as const),
    ),
    locks: through('locks', s3Locks(bucket), 'hold', 'prolong'),
    machines: through('machines', machines, 'start', 'ring', 'status'),
    bell: through('bell', lambdaBell({ functions: { mail, log }, client: clients.lambda }), 'ring'),
    mailer: through(
      'mailer',
      sesMailer({ from: 'Assent <assent@assent.example>', client: clients.ses }),
      'send',
    ),
    bus: through('bus', eventBridgeBus({ bus: deployed.bus, client: clients.bus }), 'put'),
    signers: [through('signer', signer, 'publicKey', 'sign')],
    origin: ORIGIN,
    retention: PRODUCTION_RETENTION,
    holidays: dateHolidays,
    software: 'assent test',
    deadLetters: async () => 0,
  };
}

export type CorePorts = ReturnType<typeof corePorts>;

/**
 * Makes what is pending on a record due now, as if the time until then had passed.
 *
 * @returns whether anything like it is pending
 */
export async function makeDue(
  { store, clock }: { store: RecordStore; clock: Clock },
  ref: Ref,
  what: RegExp,
): Promise<boolean> {
  for (;;) {
    const head = await store.load(ref);
    if (!head?.pending.some((each) => what.test(each.for))) return false;
    const at = clock.now();
    const pending = head.pending.map((each) => (what.test(each.for) ? { ...each, at } : each));
    if ((await store.setPending(head, pending)) !== undefined) return true;
  }
}
