import { under } from '../approvals/answers.ts';
import { SYSTEM } from '../approvals/credit-scoring.ts';
import { type Demo, mailTo } from '../demo-world.ts';
import type { Mail } from '../mailbox.ts';
import { heading, quote, row } from '../say.ts';
import { waitFor } from '../wait-for.ts';
import { showHold } from './hold.ts';
import {
  asks,
  contentOf,
  type Incident,
  localMoment,
  opened,
  pageOf,
  submit,
} from './incident-world.ts';

/** Two signals of different kinds turn out to be one thing: one incident ends in the other. */
export async function mergeAlarm(demo: Demo, alarm: Incident, into: Incident): Promise<void> {
  heading('Whoever triages sees that both are one incident');
  const jonas = demo.people('Jonas');
  const page = await opened(demo, jonas, asks('Look into incident', alarm));
  const reason =
    'Income of farmers has drifted, and it is farmers who are refused: the same thing.';
  await submit(page, jonas, {
    'w-verdict': 'merge',
    'w-mergeInto': into.ref,
    'w-reason': reason,
  });
  row(jonas.name, `merges it into the reported one: “${reason}”`);
  const merged = await demo.records.reaches(alarm.ref, 'merged');
  row('Alarm’s incident', `${merged.version.state}; what the alarm tells from now on counts there`);
}

/** It is real, and grave: its system is stopped at once, and what it concerns is held. */
export async function triage(demo: Demo, incident: Incident): Promise<void> {
  heading('Triage: is it real, how grave, who is harmed?');
  const jonas = demo.people('Jonas');
  const mail = await mailTo(demo, jonas, asks('Look into incident', incident));
  quote(beforeLink(mail));
  const page = await pageOf(demo, mail);
  row('The page', 'what is grave comes first; then what is not known, what is, and the form:');
  quote(under(page, 'What is grave about it', 16));
  const reason =
    'Accounts without arrears, scored under 20: the score is wrong, not the applicants.';
  await submit(page, jonas, {
    'w-verdict': 'confirm',
    'w-severity': 'critical',
    'w-harm-rights': 'yes',
    'w-harm-discrimination': 'yes',
    'w-affected': 'About 40 households that live by farming and applied since 16 November',
    'w-use': 'suspended',
    'w-reason': reason,
  });
  row(jonas.name, `confirms it as critical, and has the system stopped: “${reason}”`);
  await demo.records.reaches(incident.ref, 'confirmed');
  const system = await demo.records.get(SYSTEM);
  row('Credit scoring', `${system.version.state}, in the same transaction`);
  if (system.version.state !== 'suspended') throw new Error('The system was not stopped');
  await showHold(demo, incident, 'in-force', 'ON');
}

// Codes are for whoever has the mail.
function beforeLink({ text }: Mail): readonly string[] {
  const said = text.split('\n').filter((line) => line.trim() !== '');
  return said.slice(
    0,
    said.findIndex((line) => line.includes('/t#')),
  );
}

/** What stops the harm now, and what is left of it. */
export async function contain(demo: Demo, incident: Incident): Promise<void> {
  heading('Containment: what stops the harm now?');
  const jonas = demo.people('Jonas');
  const page = await opened(demo, jonas, asks('Contain incident', incident));
  const what = 'Loan officers decide by hand; every refusal since 16 November is looked at again.';
  await submit(page, jonas, {
    'w-what': what,
    'w-contained': localMoment(Date.now(), jonas.zone),
    'w-residual': 'Refusals before that day were not looked at yet.',
  });
  row(jonas.name, `“${what}”`);
  const shown = await demo.records.reaches(incident.ref, 'contained');
  row('Incident', `${shown.version.state} at ${contentOf(shown).containment?.at}`);
}

/** Waits for a record that comes by and by. */
export const comes = (demo: Demo, ref: string) =>
  waitFor(ref, () => demo.records.get(ref).catch(() => undefined));
