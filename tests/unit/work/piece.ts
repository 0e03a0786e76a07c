import { refused } from '#core/errors.ts';
import type { Ref } from '#core/ids.ts';
import { contentOf } from '#core/records/content-of.ts';
import { incident } from '#core/records/incident.ts';
import { responsePlan } from '#core/records/response-plan.ts';
import { type TaskContent, task as taskType } from '#core/records/task.ts';
import { pin } from '#core/store/commit.ts';
import type { Head } from '#core/store/items.ts';
import { MINUTE } from '#core/time.ts';
import type { WorkForm } from '#core/work/form-shape.ts';
import { openWork } from '#core/work/open-work.ts';
import { roundsOf } from '#core/work/rounds.ts';
import type { WorkKind, WorkWanted } from '#core/work/work.ts';
import { askedIn } from '#tests/support/asked.ts';
import { type House, house } from '#tests/support/house.ts';
import {
  ASTRID,
  given,
  givenPeople,
  INGRID,
  LARS,
  NAMES as PEOPLE,
} from '#tests/support/people.ts';

export const INCIDENT = 'incident/01936b2c-7b1e-7c3a-9f00-0000000000f1';
export const BERIT = 'person/01936b2c-7b1e-7c3a-9f00-000000000006';
export const TOVE = 'person/01936b2c-7b1e-7c3a-9f00-000000000007';

export const NAMES: Readonly<Record<Ref, string>> = {
  ...PEOPLE,
  [BERIT]: 'Berit Solberg',
  [TOVE]: 'Tove Lie',
};

/** A kind with a field of each sort: whether it is real, how grave it is, what is done. */
export const LOOK_INTO: WorkKind = {
  name: 'look-into',
  of: 'incident',
  number: 'title',
  facts: [{ key: 'title', required: true }],
  async gather(subject) {
    const { title } = contentOf(incident, subject);
    const value = { say: 'person', ref: LARS } as const;
    const from = { asOf: subject.version.time, source: pin(subject) };
    return {
      facts: [
        { key: 'title', value: title, ...from },
        { key: 'owner', value, ...from },
      ],
      unknown: ['Whether anybody was harmed'],
    };
  },
  form: (_subject, { duties }) => [
    {
      kind: 'one-of',
      key: 'verdict',
      required: true,
      options: [{ value: 'real' }, { value: 'false-alarm' }],
    },
    {
      kind: 'some-of',
      key: 'harm',
      required: true,
      only: { key: 'verdict', is: ['real'] },
      options: [{ value: 'health' }, { value: 'rights' }],
    },
    { kind: 'some-of', key: 'duties', required: false, options: duties },
    { kind: 'moment', key: 'begun', required: false, when: 'past' },
    { kind: 'text', key: 'reason', required: true, most: 200, lines: 4 },
    { kind: 'evidence', key: 'evidence', required: false, most: 2 },
    {
      kind: 'rows',
      key: 'actions',
      required: false,
      most: 3,
      of: [
        { kind: 'text', key: 'text', required: true, most: 100, lines: 2 },
        { kind: 'person', key: 'owner', required: true },
        { kind: 'day', key: 'due', required: true, when: 'future' },
      ],
    },
  ],
  async apply({ store }, { subject, person, answers, task }) {
    if (answers.reason === 'Human error') {
      throw refused('Not alone', { say: 'human-error-alone', field: 'reason' });
    }
    if (subject.version.state !== 'reported') throw refused('It is over', { say: 'over' });
    const content = contentOf(incident, subject);
    const isReal = answers.verdict === 'real';
    const at = task.head.version.time;
    const by = pin(task.head);
    const triage = {
      by,
      at,
      affected: 'Applicants',
      harm: ['rights'],
      reason: String(answers.reason),
      use: 'continues',
    };
    const made = await store.draft({
      type: 'incident',
      id: subject.version.id,
      before: subject,
      action: isReal ? 'confirm' : 'dismiss',
      state: isReal ? 'confirmed' : 'dismissed',
      content: isReal ? { ...content, triage, owner: person } : content,
      links: subject.version.links,
      actor: person,
      via: 'link',
      reason: String(answers.reason),
      pending: subject.pending,
    });
    return { versions: [made] };
  },
};

/** The plan of the example, changed in the step of triage. */
const aPlan = (changes: object = {}) => {
  const content = responsePlan.stored().parse(responsePlan.example.content);
  const triage = {
    role: 'role/incident-lead',
    deadline: { amount: 4, unit: 'hours' },
    reminders: [{ amount: 1, unit: 'hours' }],
    escalateTo: 'role/chief-risk-officer',
    identity: 'link',
  };
  return {
    ...content,
    owner: ASTRID,
    steps: { ...content.steps, triage: { ...triage, ...changes } },
  };
};

const anIncident = () => {
  const { cause: _, ...content } = incident.example.content as Record<string, unknown>;
  return { ...content, title: 'Income drifts' };
};

async function leads(at: House): Promise<void> {
  const content = { name: 'Incident Lead', responsibilities: ['Leads'] };
  await given(at.store, { type: 'role', id: 'incident-lead', state: 'active', content });
  await lead(at, BERIT);
  await lead(at, TOVE);
}

/** Somebody who holds the role of whoever leads incidents. */
export async function lead(at: House, person: Ref, state = 'active'): Promise<void> {
  const email = `${person.slice(-2)}@halden.example`;
  await given(at.store, {
    type: 'person',
    id: person.slice('person/'.length),
    state,
    content: { name: NAMES[person], email, language: 'en', zone: 'Europe/Oslo' },
    links: [{ rel: 'holds', to: 'role/incident-lead' }],
  });
}

/** An incident that is to be looked into, and hands for those who are asked. */
export async function piece(step: object = {}, before?: (at: House) => Promise<unknown>) {
  const at = house({ start: '2026-11-24T09:00:00.000Z' });
  await givenPeople(at.store);
  await leads(at);
  await before?.(at);
  const plan = await given(at.store, {
    type: 'response-plan',
    id: 'default',
    state: 'in-force',
    content: aPlan(step),
  });
  await given(at.store, {
    type: 'incident',
    id: INCIDENT.slice('incident/'.length),
    state: 'reported',
    content: anIncident(),
  });
  return play(at, plan);
}

export type Piece = Awaited<ReturnType<typeof piece>>;

function play(at: House, plan: Head) {
  const asked = askedIn(at, NAMES, (name) => (name === LOOK_INTO.name ? LOOK_INTO : undefined));
  const read = {
    load: (ref: Ref) => at.store.load(ref),
    incoming: at.lists.incoming,
    approvedBefore: async () => undefined,
  };

  async function wanted(changes: Partial<WorkWanted> = {}): Promise<WorkWanted> {
    return {
      of: await at.store.need(INCIDENT),
      gate: 'triage',
      place: 1,
      kind: LOOK_INTO,
      who: 'role/incident-lead',
      offers: {
        people: [INGRID, ASTRID],
        duties: [{ value: 'gdpr-art33', label: 'GDPR Art. 33' }],
        incidents: [],
      },
      requester: 'service/assent-sweep',
      label: 'Income drifts',
      plan,
      step: 'triage',
      ...changes,
    };
  }

  const open = async (changes: Partial<WorkWanted> = {}) => {
    const opened = await openWork({ ...at, read }, await wanted(changes));
    await at.deliverMail();
    return opened;
  };

  const rounds = () => roundsOf(at.store, { of: INCIDENT, gate: 'triage', place: 1 });

  async function theTask(): Promise<{ head: Head; content: TaskContent }> {
    const last = (await rounds()).at(-1);
    if (last === undefined) throw new Error('Nobody was asked');
    return { head: last.head, content: last.task };
  }

  const formOf = async (changes: Partial<WorkForm> = {}): Promise<WorkForm> =>
    asked.formOf((await theTask()).head, {
      posted: { 'w-verdict': 'real', 'w-harm-rights': 'yes', 'w-reason': 'The alarm is right' },
      ...changes,
    });

  const answer = async (changes: Partial<WorkForm> = {}) => asked.send(await formOf(changes));

  /** Minutes pass in one stride; then the sweep comes, and the mails go out. */
  async function pass(minutes: number): Promise<void> {
    at.clock.advance(minutes * MINUTE);
    await at.sweep();
    await at.deliverMail();
  }

  return {
    at,
    read,
    wanted,
    open,
    rounds,
    theTask,
    codeOf: asked.codeOf,
    formOf,
    send: asked.send,
    answer,
    pass,
    theIncident: () => at.store.need(INCIDENT),
    taskOf: async (ref: Ref) => contentOf(taskType, await at.store.need(ref)),
  };
}
