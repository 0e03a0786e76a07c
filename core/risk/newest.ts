import type { Ref } from '../ids.ts';
import type { Table, Write } from '../ports.ts';
import { assessingKey } from '../store/keys.ts';

/** The newest assessment of a system, running or over; `undefined` before the first. */
export async function newestAssessment(
  table: Pick<Table, 'get'>,
  system: Ref,
): Promise<Ref | undefined> {
  const item = await table.get(assessingKey(system));
  return typeof item?.of === 'string' ? item.of : undefined;
}

/** The write that makes an assessment the newest, where the one before still is. */
export const newestIs = (system: Ref, before: Ref | undefined, next: Ref): Write =>
  before === undefined
    ? { op: 'put', item: { ...assessingKey(system), of: next }, when: [{ is: 'absent' }] }
    : {
        op: 'update',
        key: assessingKey(system),
        set: { of: next },
        when: [{ attribute: 'of', is: '=', value: before }],
      };
