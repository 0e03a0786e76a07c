import type { Live } from '#tests/engine/support/live.ts';
import { hiddenFields, type Page, post } from '#tests/engine/support/page.ts';
import type { Target } from './targets.ts';

/** What a person did by a link that machines had been at, and whether it was taken. */
export interface Done {
  readonly is: Target['is'];
  readonly did: string;
  readonly taken: boolean;
}

interface Act {
  readonly did: string;
  readonly path: '/t/decide' | '/t/work' | '/t/ask' | '/t/repudiate';
  readonly fields: Readonly<Record<string, string>>;
}

const approves: Act = { did: 'approved', path: '/t/decide', fields: { choice: 'approve' } };
const asks: Act = { did: 'asked', path: '/t/ask', fields: { question: 'Who pays for it?' } };

/** What can be done by each link, in this order; by the others there is nothing left to do. */
const ACTS: Partial<Readonly<Record<Target['is'], readonly Act[]>>> = {
  vote: [asks, approves],
  'staged vote': [asks, approves],
  'German vote': [approves],
  clarification: [{ did: 'answered', path: '/t/decide', fields: { comment: 'Lending does.' } }],
  fulfilment: [{ did: 'met the condition', path: '/t/decide', fields: { comment: 'Tried.' } }],
  work: [
    {
      did: 'looked into it',
      path: '/t/work',
      fields: { 'w-verdict': 'dismiss', 'w-reason': 'A test', choice: 'submit' },
    },
  ],
  receipt: [{ did: 'reported', path: '/t/repudiate', fields: { comment: 'It was not me.' } }],
};

/** What the page of a link that leads to no form says instead, and its status. */
const DEAD: Partial<Readonly<Record<Target['is'], readonly [number, string]>>> = {
  'sign-in': [200, 'Sign in to decide'],
  closed: [200, 'The matter changed before it was decided'],
  unknown: [404, 'This code opens nothing'],
};

/** Somebody opens every link and does what it is for, typing their name. */
export async function actAsPeople(
  { door }: Live,
  targets: readonly Target[],
): Promise<readonly Done[]> {
  const done: Done[] = [];
  for (const { is, code, name } of targets) {
    const page = await post(`${door}/t/open`, { code });
    const dead = DEAD[is];
    if (dead !== undefined) {
      const [status, words] = dead;
      const taken = page.status === status && page.text.includes(words);
      done.push({ is, did: 'read what became of it', taken });
    }
    for (const { did, path, fields } of ACTS[is] ?? []) {
      const answer = await signed(`${door}${path}`, page, fields, name);
      done.push({ is, did, taken: answer.status === 200 });
    }
  }
  return done;
}

const signed = (url: string, page: Page, fields: Act['fields'], signature: string) =>
  post(url, { ...hiddenFields(page), ...fields, signature });
