import type { Lists } from '../store/lists.ts';

/** Which organisation asks: for the head of pages and mails alone. */
export async function organisationName(lists: Pick<Lists, 'byType'>): Promise<string> {
  const { records } = await lists.byType('organisation', { limit: 1 });
  return records[0]?.label ?? 'Assent';
}
