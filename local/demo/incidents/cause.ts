import { correctiveAction } from '#core/records/corrective-action.ts';
import type { Demo } from '../demo-world.ts';
import { heading, row } from '../say.ts';
import { asks, dayIn, type Incident, opened, refused, submit } from './incident-world.ts';
import { comes } from './response.ts';

/** "Human error" explains nothing: it is refused, with the question that goes on from there. */
export async function explain(demo: Demo, incident: Incident): Promise<void> {
  heading('The cause, beyond “human error”');
  const astrid = demo.people('Astrid');
  const page = await opened(demo, astrid, asks('Explain incident', incident));
  const rest = {
    'w-kind': 'change',
    'w-method': 'five-whys',
    'w-elsewhere':
      'Limits of overdrafts use the same field; they were looked at, and are unharmed.',
    'w-reassess': 'asked',
    'w-reassessReason': 'Nobody had thought of a field whose meaning changes at its source.',
    'w-anew': 'not-needed',
  };
  row(astrid.name, 'gives as the cause: “Human error.”');
  const again = await refused(page, astrid, { 'w-cause': 'Human error.', ...rest });
  const cause =
    'The tax office now reports farm income by year instead of by month. The import took the ' +
    'number as it came: nothing compares a field with its range of the month before.';
  await submit(again, astrid, { 'w-cause': cause, ...rest });
  row(astrid.name, `“${cause}”`);
  await demo.records.reaches(incident.ref, 'explained');
  row('Incident', 'explained; the assessment of its risks is asked for, on record');
}

/** What is done so that it does not happen again: by whom, by when, and who looks at its effect. */
export async function correct(demo: Demo, incident: Incident): Promise<string> {
  heading('Correction: an action with an owner, a date, and a look at its effect');
  const { people, records } = demo;
  const [astrid, jonas, lars] = [people('Astrid'), people('Jonas'), people('Lars')];
  const page = await opened(demo, jonas, asks('Plan correction', incident));
  await submit(page, jonas, {
    'w-actions-1-text': 'The import stops where a field leaves its range of the month before',
    'w-actions-1-owner': astrid.ref,
    'w-actions-1-due': dayIn(7, jonas),
    'w-actions-1-effectDue': dayIn(40, jonas),
    'w-actions-1-effectBy': lars.ref,
    'w-actions-1-shownBy': 'A planted shift of ten farms stops the import, and no loan is refused',
  });
  const ref = `corrective-action/${incident.id}-a1`;
  const { text, due, effect } = actionOf((await comes(demo, ref)).version.content);
  row(jonas.name, `plans: “${text}”`);
  row('Action', `${ref}: ${astrid.name}, until ${due}`);
  row('Its effect', `looked at by ${lars.name}, ${effect.due}: “${effect.shownBy}”`);
  const task = await opened(demo, astrid, /^Do corrective action: /);
  const how = 'Built and live since noon; the planted shift stopped it.';
  await submit(task, astrid, { 'w-how': how });
  row(astrid.name, `reports it done: “${how}”`);
  await records.reaches(ref, 'done');
  await records.reaches(incident.ref, 'corrected');
  row('Incident', 'corrected');
  return ref;
}

const actionOf = (content: unknown) => correctiveAction.stored().parse(content);
