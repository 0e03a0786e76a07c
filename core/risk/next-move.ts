import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { assessmentIn, isOver } from './assessment.ts';
import { isImpactAssessed } from './impact.ts';
import { isRefusedForGood, lacksAcceptance, lacksPlan, standingsOf } from './risks.ts';

/** What the machine does next by itself; it waits for people where there is nothing. */
export type Move = 'end' | 'score' | 'accept' | 'finish' | 'miss';

export async function nextMove(
  store: RecordStore,
  assessment: Head,
  now: Instant,
): Promise<Move | undefined> {
  const { state } = assessment.version;
  if (isOver(state)) return 'end';
  const content = assessmentIn(assessment);
  const move = await moveFrom(store, assessment);
  if (move !== undefined) return move;
  return content.deadline <= now ? 'miss' : undefined;
}

async function moveFrom(store: RecordStore, assessment: Head): Promise<Move | undefined> {
  const { system, subject, dimensions } = assessmentIn(assessment);
  if (assessment.version.state === 'assessing') {
    return dimensions.every(({ together }) => together !== undefined) ? 'score' : undefined;
  }
  const risks = await standingsOf(store, assessment);
  if (risks.some(isRefusedForGood)) return 'miss';
  if (assessment.version.state === 'treating') {
    return risks.some(lacksPlan) ? undefined : 'accept';
  }
  if (risks.some((each) => lacksPlan(each) || lacksAcceptance(each))) return undefined;
  return (await isImpactAssessed(store, system, subject.version)) ? 'finish' : undefined;
}
