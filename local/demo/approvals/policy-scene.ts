import type { Demo } from '../demo-world.ts';
import { NotTaken } from '../records.ts';
import { heading, row } from '../say.ts';
import { GO_LIVE_POLICY, revise, termsInSeconds } from './go-live-policy.ts';
import type { Pace } from './pace.ts';

/** High risk asks for sign-in. A policy that lets a link do says why, and until when. */
export async function showPolicy(demo: Demo, pace: Pace): Promise<void> {
  heading('The go-live policy, and where it departs from the rule');
  const terms = termsInSeconds(demo, pace);
  const { records, people } = demo;
  const astrid = people('Astrid');
  const without = { ...terms, exceptions: [] };
  const refused = await refusalOf(() =>
    records.edit(GO_LIVE_POLICY, without, astrid.ref, 'Without the exception'),
  );
  row(astrid.name, 'saves it with links, and without an exception');
  row('Refused', refused);
  const policy = await revise(demo, terms, 'For the demo the bank counts in seconds');
  row(
    astrid.name,
    `saves it with one; it is ${policy.version.state}, version ${policy.version.version}`,
  );
  for (const { name, quorum, seats, deadline, identity } of terms.stages) {
    const asked = seats.map((seat) => nameOf('role' in seat ? seat.role : seat.person)).join(', ');
    row(name, `${quorum} of ${seats.length} (${asked}), ${deadline.amount} s, by ${identity}`);
  }
  for (const { duty, until, reason } of terms.exceptions) {
    row('Exception', `${duty}, until ${until.slice(0, 10)}: ${reason}`);
  }
}

const nameOf = (ref: string): string => ref.slice(ref.indexOf('/') + 1).replaceAll('-', ' ');

async function refusalOf(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof NotTaken) return error.issues[0] ?? error.message;
    throw error;
  }
  throw new Error('It was taken, and should have been refused');
}
