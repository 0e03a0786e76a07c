import { beforeAll, describe, expect, it } from 'vitest';
import { costOfUse } from '#infra/cost-of-use.ts';
import { unitsOf, useOf } from './bill.ts';
import { type PlayedIncident, playIncident } from './play-incident.ts';
import { machineOf, wayThrough } from './transitions.ts';

/** Of the approval that closes it: one stage. */
const CLOSING = 5;

describe('one incident, from the signal that reports it to its closure', () => {
  let played: PlayedIncident;
  beforeAll(async () => {
    played = await playIncident();
  });

  it('bills three transitions a gate that its machine passes, and two', () => {
    const way = wayThrough(machineOf('incident'), ...played.outcomes);
    expect(played.outcomes.at(-1)).toBe('closed');
    expect(way.length + 1).toBe(3 * played.outcomes.length + 2);
    expect(way.length + 1).toBeLessThanOrEqual(26);
  });

  it('costs about half a cent at list prices, the log and all mails with it', () => {
    const transitions = 3 * played.outcomes.length + 2 + CLOSING;
    const bill = costOfUse(useOf(played.invocations, transitions));
    const total = bill.reduce((sum, { dollars }) => sum + dollars, 0);
    expect(total).toBeGreaterThan(0.002);
    expect(total).toBeLessThan(0.006);
  });

  it.each([
    ['mails', 22, ['mail']],
    ['read units', 1400, ['read']],
    ['write units', 1900, ['write', 'index']],
    ['objects put', 95, ['s3Put']],
  ] as const)('takes no more %s than %i', (_, most, kinds) => {
    expect(unitsOf(played.invocations, ...kinds)).toBeGreaterThan(0);
    expect(unitsOf(played.invocations, ...kinds)).toBeLessThanOrEqual(most);
  });

  it('asks nine times, and every answer is one post', () => {
    expect(played.answers).toBe(9);
    const posts = played.invocations.filter(({ fn }) => fn === 'task-decide');
    expect(posts).toHaveLength(played.answers);
  });
});
