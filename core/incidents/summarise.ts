import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import { pin } from '../store/commit.ts';
import { textIn } from '../work/answers.ts';
import type { ApplyPorts, WorkEffect, WorkGiven } from '../work/work.ts';
import { anewBy } from './decide-anew.ts';
import { isBefore } from './moments.ts';
import { draftNext } from './next-version.ts';
import { notSo } from './not-so.ts';

/** An incident is summed up, for whoever decides whether it is closed. @throws Refused */
export async function applySummary(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, task, answers } = given;
  const incident = contentOf(incidentType, subject);
  if (subject.version.state !== 'corrected') throw notSo('no-longer-asked');
  const repaired = textIn(answers, 'repaired');
  if (isBefore(repaired, incident.happened)) throw notSo('before-it-happened', 'repaired');
  const summary = textIn(answers, 'summary');
  const next = await draftNext(ports, subject, given, {
    action: 'summarise',
    state: 'corrected',
    content: {
      ...incident,
      ...anewBy(given, ports.clock.now()),
      closing: {
        by: pin(task.head),
        at: ports.clock.now(),
        summary,
        repaired,
        harmed: textIn(answers, 'harmed'),
        told: textIn(answers, 'told'),
      },
    },
    reason: summary,
  });
  return { versions: [next] };
}
