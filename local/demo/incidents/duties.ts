import { derivedId } from '#core/derived-id.ts';
import { regulatoryClock } from '#core/records/regulatory-clock.ts';
import { type Demo, mailTo } from '../demo-world.ts';
import { linesOf } from '../page-text.ts';
import { readPage, type Shown } from '../records.ts';
import { heading, quote, row } from '../say.ts';
import { asks, type Incident, localMoment, opened, pageOf, submit } from './incident-world.ts';
import { comes } from './response.ts';

/** Fifteen days for the report to the authority; "at once" for the notice of whoever uses it. */
export const IN_TIME = 'euaia-art73-general';
export const LATE = 'euaia-art26-deployer';

const OVERDUE = /^Report overdue: /;
/** Seconds after which the sweep has sent what the bell did not. */
const HEALED = 150;

export const clockOf = ({ id }: Incident, duty: string): string =>
  `regulatory-clock/${derivedId(id, duty)}`;

const termsOf = (shown: Shown) => regulatoryClock.stored().parse(shown.version.content);

/** A named role decides which duties apply, and since when we know. */
export async function decideDuties(demo: Demo, incident: Incident): Promise<void> {
  heading('Must it be reported? A named role decides, with its reason');
  const lars = demo.people('Lars');
  const page = await opened(demo, lars, asks('Decide on duties to report', incident));
  const reason = 'Fundamental rights of applicants; we provide the system, and we use it.';
  await submit(page, lars, {
    'w-reportable': 'yes',
    [`w-duties-${IN_TIME}`]: 'yes',
    [`w-duties-${LATE}`]: 'yes',
    'w-aware': localMoment(Date.now(), lars.zone),
    'w-reason': reason,
  });
  row(lars.name, `chooses two duties: “${reason}”`);
  for (const duty of [IN_TIME, LATE]) {
    const { reference, deadline, own } = termsOf(await comes(demo, clockOf(incident, duty)));
    row('Clock', `${reference}: until ${deadline}${own ? ', our own limit for “at once”' : ''}`);
  }
}

/** The first lines, then those that begin where each of these headings stands. */
function sectionsOf(lines: readonly string[], first: number, ...of: readonly [string, number][]) {
  const sections = of.map(([heading, count]) => {
    const at = lines.indexOf(heading);
    return lines.slice(at, at + count);
  });
  return [lines.slice(0, first), ...sections].flatMap((each) => [...each, '…']);
}

/** The report is drafted from the record, sent, and that it was sent is proved. */
export async function reportInTime(demo: Demo, incident: Incident): Promise<void> {
  heading('One duty is met in time; its report is drafted from the record');
  const path = `/records/incident/${incident.id}/report?duty=${IN_TIME}`;
  const draft = await readPage(demo.call, path);
  row('GET', `/v1${path}`);
  quote(sectionsOf(linesOf(draft), 5, ['What happened', 12]));
  const lars = demo.people('Lars');
  const page = await opened(demo, lars, asks('Report to authority', incident, 'Art. 73'));
  const proof = 'Receipt 2026-0815 of the market surveillance authority, kept in the archive';
  const sent = localMoment(Date.now(), lars.zone);
  await submit(page, lars, { 'w-applies': 'yes', 'w-sent': sent, 'w-proof': proof });
  row(lars.name, `sends it, and proves it: “${proof}”`);
  const met = await demo.records.reaches(clockOf(incident, IN_TIME), 'met');
  row('Clock', `${termsOf(met).reference}: ${met.version.state}`);
}

/** The other one is forgotten until its limit has passed. That is on record; others are told. */
export async function reportLate(demo: Demo, incident: Incident): Promise<void> {
  heading('The other is forgotten: warned of, breached, and met late');
  const { people } = demo;
  const [lars, jonas, eirik] = [people('Lars'), people('Jonas'), people('Eirik')];
  const clock = clockOf(incident, LATE);
  const breached = await demo.records.reaches(clock, 'breached', 90);
  const [, ...since] = await demo.records.actions(clock);
  row('Clock', `${termsOf(breached).reference}: ${since.join(', ')}`);
  for (const person of [lars, jonas, eirik]) await mailTo(demo, person, OVERDUE, HEALED);
  const mail = await mailTo(demo, eirik, asks('Report to authority', incident));
  row(eirik.name, 'is asked instead, since nobody answered in time');
  const page = await pageOf(demo, mail);
  const proof = 'Mail to the provider’s desk and to the authority, in the archive under 2026-0816';
  const sent = localMoment(Date.now(), eirik.zone);
  await submit(page, eirik, { 'w-applies': 'yes', 'w-sent': sent, 'w-proof': proof });
  row(eirik.name, `notifies, and proves it: “${proof}”`);
  const late = await demo.records.reaches(clock, 'met-late');
  row('Clock', `${termsOf(late).reference}: ${late.version.state}, and that stays on record`);
}

/** The draft again, now that all is known. */
export async function showReport(demo: Demo, { id }: Incident): Promise<void> {
  heading('The report, drafted again from what is on record now');
  const path = `/records/incident/${id}/report?duty=${IN_TIME}`;
  row('GET', `/v1${path}`);
  const lines = linesOf(await readPage(demo.call, path));
  quote(sectionsOf(lines, 8, ['Why it happened', 9], ['Reports under other duties', 10]));
}
