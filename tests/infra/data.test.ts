import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { checkConfig, chooseStage } from '#infra/config.ts';
import { namesOf } from '#infra/names.ts';
import { aProductionStage, wordsFor } from './support/stages.ts';
import { both, build, ofType, onlyOf, resourcesOf } from './support/synthesise.ts';

const table = z.object({
  TableName: z.string(),
  BillingMode: z.string(),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string() })),
  GlobalSecondaryIndexes: z.array(
    z.object({
      IndexName: z.string(),
      KeySchema: z.array(z.object({ AttributeName: z.string() })),
      Projection: z.object({
        ProjectionType: z.string(),
        NonKeyAttributes: z.array(z.string()).optional(),
      }),
    }),
  ),
  Replicas: z.array(z.record(z.string(), z.unknown())),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
  SSESpecification: z.record(z.string(), z.unknown()).optional(),
});

describe.each(both)('what stage $stage.name must never lose', ({ data, all, stage, built }) => {
  const names = namesOf(stage);
  const tables = ofType(data, 'AWS::DynamoDB::GlobalTable').map((one) => ({
    ...one,
    ...table.parse(one.Properties),
  }));
  const main = tables.find((one) => one.TableName === names.mainTable);
  const personal = tables.find((one) => one.TableName === names.personalTable);

  it('lies in a stack that does not go away by mistake', () => {
    expect(built.data.terminationProtection).toBe(true);
  });

  it('outlives that stack', () => {
    const lasting = ['DynamoDB::GlobalTable', 'S3::Bucket', 'KMS::Key', 'SES::EmailIdentity'];
    for (const type of lasting) {
      for (const one of ofType(all, `AWS::${type}`)) {
        expect([type, one.DeletionPolicy, one.UpdateReplacePolicy]).toEqual([
          type,
          'Retain',
          'Retain',
        ]);
      }
    }
  });

  it('is two tables, paid by use, recoverable and not to be deleted', () => {
    expect(tables).toHaveLength(2);
    for (const one of tables) {
      expect(one.BillingMode).toBe('PAY_PER_REQUEST');
      expect(one.Replicas).toEqual([
        expect.objectContaining({
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: expect.objectContaining({
            PointInTimeRecoveryEnabled: true,
          }),
        }),
      ]);
    }
  });

  it('lets erased values be restored for a week and no longer', () => {
    expect(personal?.Replicas[0]?.PointInTimeRecoverySpecification).toEqual({
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: 7,
    });
  });

  it('has the four indexes of the main table, since none can be altered later', () => {
    const keys = main?.GlobalSecondaryIndexes.map((index) => [
      index.IndexName,
      ...index.KeySchema.map((key) => key.AttributeName),
    ]);
    expect(keys).toEqual([
      ['by-type', 'g1p', 'g1s'],
      ['by-state', 'g2p', 'g2s'],
      ['by-person', 'g3p', 'g3s'],
      ['by-time', 'g4p', 'g4s'],
    ]);
  });

  it('shows a summary in the indexes, never a body', () => {
    for (const index of main?.GlobalSecondaryIndexes ?? []) {
      expect(index.Projection).toEqual({
        ProjectionType: 'INCLUDE',
        NonKeyAttributes: 'type id version digest state owner tier due dueFor label time'.split(
          ' ',
        ),
      });
    }
  });

  it('puts keys alone in the stream, and nothing personal in any', () => {
    expect(main?.StreamSpecification).toEqual({ StreamViewType: 'KEYS_ONLY' });
    expect(personal?.StreamSpecification).toBeUndefined();
  });

  it('signs with a key that only the log may use', () => {
    const { KeySpec, KeyUsage, KeyPolicy } = onlyOf(data, 'AWS::KMS::Key').Properties;
    expect([KeySpec, KeyUsage]).toEqual(['ECC_NIST_EDWARDS25519', 'SIGN_VERIFY']);
    expect(JSON.stringify(KeyPolicy)).toContain(
      `{"Action":"kms:Sign","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"${names.roleArn('log')}"}},"Effect":"Deny"`,
    );
  });

  it('is found by fixed names and parameters, never by exports', () => {
    const outputs = JSON.stringify(built.root.synth().getStackByName(names.dataStack).template);
    expect(outputs).not.toContain('"Export"');
    const parameters = ofType(data, 'AWS::SSM::Parameter').map((one) => one.Properties.Name);
    expect(parameters.sort()).toEqual(Object.values(names.parameter).sort());
  });
});

describe('the origin of the log', () => {
  const idsOf = (origin: string) => {
    const given = { ...aProductionStage(), origin, permanent: wordsFor(origin) };
    const stage = chooseStage(checkConfig({ stages: { production: given } }), 'production');
    const found = Object.entries(resourcesOf(build(stage).data)).filter(
      ([, one]) => one.Properties.Name === namesOf(stage).parameter.origin,
    );
    return found.map(([id, one]) => ({ id, name: one.Properties.Name, kept: one.DeletionPolicy }));
  };

  it('cannot be changed by a deployment: another origin is another resource of a taken name', () => {
    const [first, second] = ['a.example/log', 'b.example/log'].flatMap(idsOf);
    expect(first?.name).toBe(second?.name);
    expect(first?.id).not.toBe(second?.id);
    expect([first?.kept, second?.kept]).toEqual(['Retain', 'Retain']);
  });

  it('is the same resource while it stays', () => {
    expect(idsOf('a.example/log')).toEqual(idsOf('a.example/log'));
  });
});
