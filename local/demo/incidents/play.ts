import type { Demo } from '../demo-world.ts';
import { prove } from '../prove.ts';
import { bold, say } from '../say.ts';
import { correct, explain } from './cause.ts';
import { close } from './closing.ts';
import { decideDuties, reportInTime, reportLate, showReport } from './duties.ts';
import { goLive } from './go-live.ts';
import type { Incident } from './incident-world.ts';
import { DEMO_PACE, type Pace } from './pace.ts';
import { backToDays, hurry } from './plan-terms.ts';
import { contain, mergeAlarm, triage } from './response.ts';
import { reportHarm, soundAlarm } from './signals.ts';
import { weatherStorm } from './storm.ts';

/** What came of it: references of records, by what was played with them. */
export interface Played {
  readonly incident: Incident;
  /** Absent where an earlier run has left its incident open. */
  readonly alarm: Incident | undefined;
  readonly storm: Incident;
  readonly action: string;
  readonly approval: string;
  /** The folder of the audit pack. */
  readonly pack: string;
}

/** From two signals to a closed incident, through a storm, one duty met in time and one late. */
export async function playIncident(demo: Demo, pace: Pace = DEMO_PACE): Promise<Played> {
  await goLive(demo);
  try {
    await hurry(demo, pace);
    const incident = await reportHarm(demo);
    const alarm = await soundAlarm(demo);
    if (alarm !== undefined) await mergeAlarm(demo, alarm, incident);
    const storm = await weatherStorm(demo, pace);
    await triage(demo, incident);
    await decideDuties(demo, incident);
    await contain(demo, incident);
    await reportInTime(demo, incident);
    await explain(demo, incident);
    const action = await correct(demo, incident);
    await reportLate(demo, incident);
    const approval = await close(demo, incident);
    await showReport(demo, incident);
    await backToDays(demo);
    const pack = await prove(demo);
    say(`\n${bold('The incident is closed.')} How to read it: docs/incidents.md.`);
    return { incident, alarm, storm, action, approval, pack };
  } catch (error) {
    // Whatever happened: nobody's plan stays as the demo had it.
    await backToDays(demo).catch(() => {});
    throw error;
  }
}
