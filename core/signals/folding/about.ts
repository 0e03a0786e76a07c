import * as z from 'zod';
import { withoutNames } from '../personal.ts';
import type { Signal } from '../signal.ts';
import { alarmIn } from '../subjects.ts';

const MOST_CHARS = 300;

/** What mapping rules look at of an event, beside its ARN: kept of causes that have no system. */
export const aboutShape = () =>
  z.object({
    source: z.string(),
    type: z.string(),
    account: z.string().exactOptional(),
    region: z.string().exactOptional(),
    alarm: z.string().exactOptional(),
  });

export type About = z.output<ReturnType<typeof aboutShape>>;

export function aboutOf({ refs, event }: Pick<Signal, 'refs' | 'event'>): About {
  const { source, type, account, region } = refs;
  const alarm = alarmIn(event);
  return {
    source,
    type,
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(typeof alarm === 'string' &&
      alarm.length <= MOST_CHARS && { alarm: withoutNames(alarm.toWellFormed()) }),
  };
}
