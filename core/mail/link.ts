import { nameKey } from '../approvals/read-code.ts';
import type { Ref } from '../ids.ts';
import type { Random, Table, Write } from '../ports.ts';
import type { TaskContent } from '../records/task.ts';
import { codeKey } from '../store/keys.ts';
import { codeDigest, mintCode } from '../tasks/code.ts';
import { DAY, type Instant, later, millisecondsOf } from '../time.ts';
import type { Of, Reader } from './matter.ts';

/** How long a code lives after its task's deadline, so that its link can say what became of it. */
const CODE_OUTLIVES_MS = 90 * DAY;

export interface LinkPorts {
  readonly table: Table;
  readonly random: Random;
}

/**
 * Makes a link to a task: a fresh code of which the digest is kept, and under the task the names
 * that its page shows, for that page may read tasks and nothing else.
 *
 * @returns the code
 */
export async function makeLink(
  { table, random }: LinkPorts,
  task: Of<TaskContent>,
  people: Iterable<Reader>,
  now: Instant,
): Promise<string> {
  const code = mintCode(random);
  const writes = [keepCode(code, task, now), ...namesUnder(task.head.ref, people)];
  await Promise.all(writes.map((write) => table.write([write])));
  return code;
}

function keepCode(code: string, { head, content }: Of<TaskContent>, now: Instant): Write {
  const last = content.deadline > now ? content.deadline : now;
  const expires = later(last, CODE_OUTLIVES_MS);
  return {
    op: 'put',
    item: {
      ...codeKey(codeDigest(code)),
      task: head.ref,
      person: content.person,
      epoch: content.epoch,
      expires,
      ttl: Math.ceil(millisecondsOf(expires) / 1000),
    },
    when: [{ is: 'absent' }],
  };
}

// One item a person, so that erasing a person finds their name under everybody's tasks.
function namesUnder(task: Ref, people: Iterable<Reader>): readonly Write[] {
  return [...people].map(({ ref, name, language, zone }) => ({
    op: 'put',
    table: 'personal',
    item: {
      ...nameKey(task, ref),
      person: ref,
      name,
      language,
      zone,
      gpp: ref,
      gps: `${task}#NAME`,
    },
  }));
}
