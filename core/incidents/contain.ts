import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import { pin } from '../store/commit.ts';
import { textIn } from '../work/answers.ts';
import type { ApplyPorts, WorkEffect, WorkGiven } from '../work/work.ts';
import { begunBy } from './moments.ts';
import { draftNext, withEvidence } from './next-version.ts';
import { notSo } from './not-so.ts';

/**
 * An incident is contained: what stopped the harm, when, and what is left of it.
 *
 * @throws Refused
 */
export async function applyContainment(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, task, answers } = given;
  const incident = contentOf(incidentType, subject);
  if (subject.version.state !== 'confirmed') throw notSo('no-longer-asked');
  const at = textIn(answers, 'contained');
  const what = textIn(answers, 'what');
  const next = await draftNext(ports, subject, given, {
    action: 'contain',
    state: 'contained',
    content: {
      ...incident,
      happened: begunBy(incident.happened, at),
      containment: { by: pin(task.head), at, what, residual: textIn(answers, 'residual') },
    },
    links: await withEvidence(ports, subject.version.links, given),
    reason: what,
  });
  return { versions: [next] };
}
