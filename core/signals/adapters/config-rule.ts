import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { momentPart } from '../moment.ts';
import type { Severity, State } from '../severity.ts';
import { maybe, text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const detail = once(() =>
  z.object({
    configRuleName: text(),
    configRuleARN: maybe(text()),
    resourceType: maybe(text()),
    resourceId: text(),
    awsAccountId: maybe(text()),
    awsRegion: maybe(text()),
    newEvaluationResult: z.object({ complianceType: text(), resultRecordedTime: time() }),
  }),
);

const VERDICTS: ReadonlyMap<string, { severity: Severity; state: State }> = new Map([
  ['COMPLIANT', { severity: 'info', state: 'cleared' }],
  ['NON_COMPLIANT', { severity: 'medium', state: 'raised' }],
]);

/**
 * What AWS Config says of one resource and one rule. Source: Config developer guide, "Monitoring
 * AWS Config with Amazon EventBridge".
 */
export const configRule = defineAdapter({
  name: 'config-rule',
  about: 'Rules of AWS Config that a resource keeps, or not',
  source: 'aws.config',
  types: ['Config Rules Compliance Change'],
  personal: {
    members: ['detail.newEvaluationResult.annotation', 'detail.oldEvaluationResult.annotation'],
  },
  read(envelope) {
    const read = readShape(detail(), envelope.detail);
    const { complianceType: now, resultRecordedTime } = read.newEvaluationResult;
    const account = read.awsAccountId ?? envelope.account;
    const region = read.awsRegion ?? envelope.region;
    const about = [account, region, read.configRuleName, read.resourceType, read.resourceId];
    return [
      {
        kind: 'compliance',
        identity: [...about, now, momentPart(resultRecordedTime) || envelope.id],
        cause: about,
        ...(VERDICTS.get(now) ?? { severity: 'info', state: 'info' }),
        times: [resultRecordedTime],
        title: say`${read.resourceId} is ${now} with rule ${read.configRuleName}`,
        arn: read.configRuleARN ?? undefined,
      },
    ];
  },
});
