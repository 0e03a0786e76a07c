import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { PARTIAL_TAG } from '#core/log/retention.ts';
import type { Stage } from '../config.ts';
import { except } from '../exceptions.ts';
import type { Names } from '../names.ts';

/** The one object that is replaced: the newest checkpoint, rebuilt from the locked ones if lost. */
const MUTABLE = 'log/checkpoint';

/**
 * A version's lock counts from its own time, so a log that stood still puts it with fewer days
 * left than its class has. More days late than this, and the policy has to be lowered first.
 */
const DAYS_LATE = 92;

/** A lock ends at the midnight after its last day, and expiry must not come before. */
const DAYS_OF_ROUNDING = 2;

/**
 * Write-once evidence. Versioned, with Object Lock, and no default retention: every put names its
 * own, and the policy refuses those that do not, whoever asks.
 */
export class EvidenceBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: { stage: Stage; names: Names }) {
    super(scope, id);
    const { retention } = props.stage;
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: props.names.bucket,
      versioned: true,
      objectLockEnabled: true,
      // S3's own key: deleting a key of ours would destroy what the lock protects.
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: lifecycle(retention.days.partial),
    });
    except(
      this.bucket,
      'S1',
      'Every put is a version of a record or a file with its own entry in the log. Server access ' +
        'logs would hold the names of what is read, and need a bucket of their own to prove less.',
    );
    for (const statement of this.#refusals(retention)) this.bucket.addToResourcePolicy(statement);
  }

  #refusals({ mode, days }: Stage['retention']): PolicyStatement[] {
    const put = ['s3:PutObject'];
    const lock = ['s3:PutObject', 's3:PutObjectRetention'];
    const beyond = { 's3:object-lock-remaining-retention-days': days.log + DAYS_OF_ROUNDING };
    return [
      // A key that is absent is "not equal", so this refuses a put without a lock too.
      this.#refuse('WithoutLock', lock, { StringNotEquals: { 's3:object-lock-mode': mode } }),
      this.#refuse('WithoutDate', put, { Null: { 's3:object-lock-retain-until-date': 'true' } }),
      this.#refuse('NotCreateOnly', put, { Null: { 's3:if-none-match': 'true' } }),
      this.#refuse('LockTooLong', lock, { NumericGreaterThan: beyond }),
      // A record's type, and a file's declaration, may ask for another class than the usual one.
      ...this.#refuseShort('Record', 'records/*', Math.min(days.record, days.evidence)),
      ...this.#refuseShort(
        'Evidence',
        'evidence/*',
        Math.min(days.record, days.evidence, days.signal),
      ),
      ...this.#refuseShort('Signal', 'signals/*', days.signal),
      ...this.#refuseShort('Log', 'log/checkpoints/*', days.log),
      ...this.#refuseShort('Tile', 'log/tile/*', days.partial),
      // Object Lock keeps versions, not names: a delete marker would hide what it protects.
      new PolicyStatement({
        sid: 'HideNothing',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:DeleteObject'],
        resources: [this.bucket.arnForObjects('*')],
      }),
    ];
  }

  #refuse(sid: string, actions: string[], conditions: Record<string, Record<string, unknown>>) {
    return new PolicyStatement({
      sid,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions,
      notResources: [this.bucket.arnForObjects(MUTABLE)],
      conditions,
    });
  }

  #refuseShort(what: string, path: string, days: number): PolicyStatement[] {
    const least = days - DAYS_LATE;
    if (least < 1) return [];
    return [
      new PolicyStatement({
        sid: `${what}LockTooShort`,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject', 's3:PutObjectRetention'],
        resources: [this.bucket.arnForObjects(path)],
        conditions: { NumericLessThan: { 's3:object-lock-remaining-retention-days': least } },
      }),
    ];
  }
}

/** Lifecycle never removes a locked version; these rules tidy up after the locks. */
function lifecycle(partialDays: number): LifecycleRule[] {
  return [
    {
      id: 'partials',
      prefix: 'log/tile/',
      tagFilters: PARTIAL_TAG,
      expiration: Duration.days(partialDays + DAYS_OF_ROUNDING),
      noncurrentVersionExpiration: Duration.days(1),
    },
    {
      // Matches `log/checkpoints/` as well: written once and locked, those have no older versions.
      id: 'old-checkpoints',
      prefix: MUTABLE,
      noncurrentVersionExpiration: Duration.days(7),
    },
    {
      id: 'leftovers',
      expiredObjectDeleteMarker: true,
      abortIncompleteMultipartUploadAfter: Duration.days(1),
    },
  ];
}
