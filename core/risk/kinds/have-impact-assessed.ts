import { fact } from '../../approvals/questions/question.ts';
import { aiSystem } from '../../records/ai-system.ts';
import { contentOf } from '../../records/content-of.ts';
import { lookSoon } from '../../waiting/look-soon.ts';
import { longText } from '../../work/common-fields.ts';
import type { ApplyPorts, WorkEffect, WorkGiven, WorkKind } from '../../work/work.ts';
import { assessmentIn, isOver } from '../assessment.ts';
import { isImpactAssessed } from '../impact.ts';
import { riskNotSo } from '../not-so.ts';

/** Is what the system does to people assessed, as it is now (6.1.4)? */
export const haveImpactAssessed: WorkKind = {
  name: 'have-impact-assessed',
  of: 'risk-assessment',
  number: 'impact-wanted',
  facts: [
    { key: 'impact-wanted', required: true, unfavourable: true },
    { key: 'why-assessed', required: true },
    { key: 'purpose', required: false },
    { key: 'affected', required: false },
    { key: 'prohibited', required: false },
  ],
  async gather(subject, read) {
    const { system: ref, subject: pinned, started } = assessmentIn(subject);
    const system = await read.load(ref);
    const facts = [
      fact('impact-wanted', subject, { say: 'impact-of', of: ref, version: pinned.version }),
      fact('why-assessed', subject, [
        { say: 'assessed-because', why: started.why },
        started.reason,
      ]),
    ];
    if (system === undefined) return { facts, unknown: [] };
    const { purpose, affected, prohibitedUses, unknowns } = contentOf(aiSystem, system);
    const groups = affected.map(({ group, number, harm }) => `${group}, ${number}: ${harm}`);
    return {
      facts: [
        ...facts,
        fact('purpose', system, purpose),
        fact('affected', system, groups),
        fact('prohibited', system, prohibitedUses),
      ],
      unknown: unknowns,
    };
  },
  form: () => [longText('found', 2000)],
  apply: applyImpact,
};

/** Whoever answers says what was found; that it was approved, the record says. @throws Refused */
async function applyImpact(
  { store, clock }: ApplyPorts,
  { subject }: WorkGiven,
): Promise<WorkEffect> {
  const { system, subject: pinned } = assessmentIn(subject);
  if (isOver(subject.version.state)) throw riskNotSo('no-longer-asked');
  if (!(await isImpactAssessed(store, system, pinned.version))) {
    throw riskNotSo('impact-not-approved');
  }
  return { versions: [], also: [lookSoon(subject, clock.now())] };
}
