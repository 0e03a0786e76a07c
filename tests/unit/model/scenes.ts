import type { Ref } from '#core/ids.ts';
import { DAY } from '#core/time.ts';
import { BOARD, CRO, DPO } from './people.ts';

/** A stage of an approval policy, as far as the model knows it. */
export interface SceneStage {
  readonly seats: readonly { readonly role: Ref; readonly count: number }[];
  readonly quorum: number;
  readonly deadlineDays: number;
  readonly escalation?: { readonly beforeDays: number; readonly to: Ref };
  readonly identity?: 'signed-in';
}

/** An approval policy under which a request is played. */
export interface Scene {
  readonly name: string;
  readonly stages: readonly SceneStage[];
  readonly whenDisowned: 'suspend' | 'record';
  /** An exception lets one person fill several seats. */
  readonly mayRepeat?: true;
}

const five = { deadlineDays: 5 } as const;

export const SCENES = {
  'two of three': {
    name: 'two of three',
    whenDisowned: 'suspend',
    stages: [
      {
        ...five,
        seats: [
          { role: CRO, count: 2 },
          { role: DPO, count: 1 },
        ],
        quorum: 2,
        escalation: { beforeDays: 1, to: BOARD },
      },
    ],
  },
  'two stages': {
    name: 'two stages',
    whenDisowned: 'suspend',
    stages: [
      { ...five, seats: [{ role: DPO, count: 1 }], quorum: 1 },
      { ...five, seats: [{ role: BOARD, count: 2 }], quorum: 1, deadlineDays: 10 },
    ],
  },
  'a small team': {
    name: 'a small team',
    whenDisowned: 'record',
    mayRepeat: true,
    stages: [
      { ...five, seats: [{ role: DPO, count: 1 }], quorum: 1 },
      { ...five, seats: [{ role: DPO, count: 2 }], quorum: 2 },
    ],
  },
  'signed in': {
    name: 'signed in',
    whenDisowned: 'record',
    stages: [{ ...five, seats: [{ role: CRO, count: 1 }], quorum: 1, identity: 'signed-in' }],
  },
} as const satisfies Record<string, Scene>;

/** The content of the approval policy that stands for a scene. */
export const termsOf = ({ stages, whenDisowned, mayRepeat }: Scene) => ({
  whenDisowned,
  exceptions:
    mayRepeat === true
      ? [{ duty: 'one-seat-each', reason: 'We are few', until: '2030-01-01T00:00:00.000Z' }]
      : [],
  stages: stages.map(({ seats, quorum, deadlineDays, escalation, identity }, n) => ({
    name: `Stage ${n + 1}`,
    seats,
    quorum,
    deadline: { amount: deadlineDays, unit: 'days' },
    reminders: [{ amount: 2, unit: 'days' }],
    identity: identity ?? 'link',
    minimumReadingSeconds: 60,
    shows: 'nothing',
    ...(escalation === undefined
      ? {}
      : {
          escalation: {
            before: { amount: escalation.beforeDays, unit: 'days' },
            to: escalation.to,
          },
        }),
  })),
});

export const deadlineMs = ({ deadlineDays }: SceneStage): number => deadlineDays * DAY;
