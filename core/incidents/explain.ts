import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import { REASSESS } from '../risk/reassess-due.ts';
import { pin } from '../store/commit.ts';
import { textIn } from '../work/answers.ts';
import type { ApplyPorts, WorkEffect, WorkGiven } from '../work/work.ts';
import { anewBy } from './decide-anew.ts';
import { blamesAPersonAlone } from './human-error.ts';
import { draftNext, withEvidence } from './next-version.ts';
import { notSo } from './not-so.ts';

/** An incident is explained: its cause, beyond whose mistake it was. @throws Refused */
export async function applyAnalysis(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, task, answers } = given;
  if (subject.version.state !== 'contained') throw notSo('no-longer-asked');
  const cause = textIn(answers, 'cause');
  if (blamesAPersonAlone(cause)) throw notSo('human-error-alone', 'cause');
  const next = await draftNext(ports, subject, given, {
    action: 'explain',
    state: 'explained',
    content: {
      ...contentOf(incidentType, subject),
      ...anewBy(given, ports.clock.now()),
      analysis: {
        by: pin(task.head),
        at: ports.clock.now(),
        cause,
        kind: textIn(answers, 'kind'),
        method: textIn(answers, 'method'),
        elsewhere: textIn(answers, 'elsewhere'),
        reassess: textIn(answers, 'reassess'),
        reassessReason: textIn(answers, 'reassessReason'),
      },
    },
    links: await withEvidence(ports, subject.version.links, given),
    reason: cause,
    // The sweep starts the assessment: of a system that nobody knows there is none.
    due: textIn(answers, 'reassess') === 'asked' ? [{ at: ports.clock.now(), for: REASSESS }] : [],
  });
  return { versions: [next] };
}
