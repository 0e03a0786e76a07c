import * as z from 'zod';
import { fits } from '#local/fit-template.ts';
import { propertiesOf } from './deployment.ts';
import { table } from './sections.ts';

const alarm = z.object({
  AlarmDescription: z.string(),
  MetricName: z.string(),
  Namespace: z.string(),
  Period: z.number(),
  Threshold: z.number(),
  ComparisonOperator: z.enum(['GreaterThanOrEqualToThreshold', 'LessThanThreshold']),
});

/** What the alarms of a deployment say, and when. */
export function alarms(): { says: string; when: string }[] {
  return propertiesOf('AWS::CloudWatch::Alarm').map((properties) => {
    const { AlarmDescription, MetricName, Namespace, ...of } = alarm.parse(properties);
    const sign = of.ComparisonOperator === 'LessThanThreshold' ? '<' : '≥';
    const minutes = of.Period / 60;
    const metric = `${Namespace} ${MetricName}`.replace('assent-local', 'assent-<stage>');
    return {
      says: AlarmDescription,
      when: `\`${metric}\` ${sign} ${of.Threshold.toLocaleString('en-GB')} in ${minutes} min`,
    };
  });
}

export const alarmTable = (): string =>
  table(
    ['alarm', 'when'],
    alarms().map(({ says, when }) => [says, when]),
  );

/** What `local/fit-template.ts` takes out of the template, why, and what holds in its place. */
export const fitTable = (): string =>
  table(
    ['of', 'what', 'why', 'instead'],
    fits.map(({ of, what, why, instead }) => [`\`${of}\``, what, why, instead]),
  );
