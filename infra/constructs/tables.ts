import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Stage } from '../config.ts';
import type { Names } from '../names.ts';

/** What the indexes show: a summary, never a body, never a personal value. */
const SUMMARY = [
  'type',
  'id',
  'version',
  'digest',
  'state',
  'owner',
  'tier',
  'due',
  'dueFor',
  'label',
  'time',
];

const string = (name: string) => ({ name, type: AttributeType.STRING });

function index(indexName: string, keys: string): GlobalSecondaryIndexPropsV2 {
  return {
    indexName,
    partitionKey: string(`${keys}p`),
    sortKey: string(`${keys}s`),
    projectionType: ProjectionType.INCLUDE,
    // An index whose projection names its own keys is refused.
    nonKeyAttributes: SUMMARY,
  };
}

/** The table of everything, and the table of the personal values that can be erased. */
export class Tables extends Construct {
  readonly main: TableV2;
  readonly personal: TableV2;

  constructor(scope: Construct, id: string, props: { stage: Stage; names: Names }) {
    super(scope, id);
    const key = props.stage.tableKey && Key.fromKeyArn(this, 'Key', props.stage.tableKey);
    const common = {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      billing: Billing.onDemand(),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      encryption: key
        ? TableEncryptionV2.customerManagedKey(key)
        : TableEncryptionV2.awsManagedKey(),
    };
    this.main = new TableV2(this, 'Main', {
      ...common,
      tableName: props.names.mainTable,
      globalSecondaryIndexes: [
        index('by-type', 'g1'),
        index('by-state', 'g2'),
        index('by-person', 'g3'),
        index('by-time', 'g4'),
      ],
      dynamoStream: StreamViewType.KEYS_ONLY,
      timeToLiveAttribute: 'ttl',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    this.personal = new TableV2(this, 'Personal', {
      ...common,
      tableName: props.names.personalTable,
      globalSecondaryIndexes: [
        {
          indexName: 'by-person',
          partitionKey: string('gpp'),
          sortKey: string('gps'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
      // An erasure is complete a day after the oldest moment that can be restored.
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: 7,
      },
    });
  }
}
