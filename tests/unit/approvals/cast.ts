import { approvalContent } from '#core/approvals/ask.ts';
import { nameKey } from '#core/approvals/read-code.ts';
import type { Ref } from '#core/ids.ts';
import { contentOf } from '#core/records/content-of.ts';
import { type TaskContent, task as taskType } from '#core/records/task.ts';
import type { Head } from '#core/store/items.ts';
import { codeKey } from '#core/store/keys.ts';
import { codeDigest } from '#core/tasks/code.ts';
import { DAY, later } from '#core/time.ts';
import type { House } from '#tests/support/house.ts';
import { ASTRID, given } from '#tests/support/people.ts';
import { type Matter, NAMES } from './matter.ts';

export const MARIT = 'person/01936b2c-7b1e-7c3a-9f00-000000000004';
export const JONAS = 'person/01936b2c-7b1e-7c3a-9f00-000000000005';

const OTHERS = {
  [MARIT]: { name: 'Marit Holm', email: 'marit.holm@halden.example' },
  [JONAS]: { name: 'Jonas Vik', email: 'jonas.vik@halden.example' },
} as const;

export const SIGNATURES: Readonly<Record<Ref, string>> = {
  ...NAMES,
  [ASTRID]: 'Astrid Nygård',
  [MARIT]: 'Marit Holm',
  [JONAS]: 'Jonas Vik',
};

/** Somebody more, who holds the roles; again with other ones, they hold these instead. */
export async function holding(
  at: House,
  ref: keyof typeof OTHERS,
  ...roles: readonly string[]
): Promise<void> {
  await given(at.store, {
    type: 'person',
    id: ref.slice('person/'.length),
    state: 'active',
    content: { ...OTHERS[ref], language: 'en', zone: 'Europe/Oslo' },
    links: roles.map((role) => ({ rel: 'holds', to: `role/${role}` })),
  });
}

/** Two colleagues of the chief risk officer, who hold the same role. */
export async function colleagues(at: House): Promise<void> {
  await holding(at, MARIT, 'chief-risk-officer');
  await holding(at, JONAS, 'chief-risk-officer');
}

/** A role that the standard people do not hold: of the board. */
export async function board(at: House): Promise<void> {
  const content = { name: 'Member of the Board', responsibilities: ['Decides'] };
  await given(at.store, { type: 'role', id: 'board-member', state: 'active', content });
}

export const BOARD = { role: 'role/board-member', count: 1 };

/** The answer of whoever sits there now, by their name. */
export async function says(m: Matter, seat: number, changes: Parameters<Matter['formOf']>[1] = {}) {
  const { content } = await m.theTask(seat);
  return m.answer(seat, { signature: SIGNATURES[content.person] ?? '', ...changes });
}

/** A person as they stand, in another state. */
export async function becomes(at: House, person: Ref, state: string): Promise<void> {
  const { version } = await at.store.need(person);
  const { id, content, links } = version;
  await given(at.store, { type: 'person', id, state, content, links });
}

/** Somebody's questions go to somebody else for a month. */
export async function goesTo(at: House, person: Ref, to: Ref, changes: object = {}): Promise<void> {
  const from = at.clock.now();
  const standing = { to, from, until: later(from, 30 * DAY), reason: 'On leave', ...changes };
  const id = person.slice('person/'.length);
  const content = { person, delegations: [standing] };
  await given(at.store, { type: 'delegation', id, state: 'active', content });
}

/** The task beside the seats: a question, `q1`, or a condition, `c1`. */
export async function sideTask(
  { at, ref }: Matter,
  place: string,
): Promise<{ head: Head; content: TaskContent; code: string }> {
  const head = await at.store.need(`task/${ref.slice('approval/'.length)}-${place}`);
  const mailed = at.sentMatters.findLast(
    ({ delivery, code }) => delivery.of === head.ref && code !== undefined,
  );
  const code = mailed?.code ?? (await givenCode(at, head));
  return { head, content: contentOf(taskType, head), code };
}

/** A code for whoever a task is put to, as a mail would bring it. */
async function givenCode({ table, clock }: House, head: Head): Promise<string> {
  const code = '0123-4567-89AB-CDEF-GHJK';
  const { person, epoch } = contentOf(taskType, head);
  const expires = later(clock.now(), 365 * DAY);
  const key = codeKey(codeDigest(code));
  await table.write([
    { op: 'put', item: { ...key, task: head.ref, person, epoch, expires } },
    {
      op: 'put',
      table: 'personal',
      item: {
        ...nameKey(head.ref, person),
        ...{ person, name: SIGNATURES[person] ?? '', language: 'en', zone: 'Europe/Oslo' },
      },
    },
  ]);
  return code;
}

/** The answer of whoever that task beside the seats is put to. */
export async function answerAside(m: Matter, place: string, changes: object = {}) {
  const { content, code } = await sideTask(m, place);
  const form = m.at.form(code, content.facts, {
    choice: place.startsWith('q') ? 'answer' : 'fulfil',
    comment: 'Since Monday, see the minutes',
    signature: SIGNATURES[content.person] ?? '',
    ...changes,
  });
  return m.at.answer(form);
}

/** The mails that a record owes or owed: kind, number and to whom. */
export const owedBy = ({ at }: Matter, of: Ref): readonly string[] =>
  at.table
    .all()
    .filter(({ sk }) => sk.startsWith('D#'))
    .filter((item) => item.of === of)
    .map(({ kind, n, to }) => `${String(kind)} ${String(n)} ${String(to)}`)
    .sort();

export const theApproval = async ({ at, ref }: Matter) => {
  const head = await at.store.need(ref);
  return { head, content: approvalContent(head) };
};
