import type { Ref } from '#core/ids.ts';
import type { Json } from '#core/json.ts';
import { recordType } from '#core/records/registry.ts';
import { anApprovalPolicy, aPolicy, INGRID } from '#tests/support/people.ts';
import { POLICY, TERMS } from '../approvals/matter.ts';
import { TOVE } from './people.ts';

/** How what is asked about stands, whatever its type calls that. */
export type Plain = 'draft' | 'in-approval' | 'approved' | 'suspended';

/** A kind of question, and what is asked about in it. */
export interface Kind {
  readonly name: string;
  /** What is asked about, and the approval policy that guards it. */
  readonly subject: Ref;
  readonly terms: Ref;
  /** What it asks for, and what is granted then. */
  readonly request: string;
  readonly granted: string;
  readonly states: Readonly<Record<string, Plain>>;
  readonly content: object;
  /** The member that is edited. */
  readonly edited: string;
  /** Whether its approval policy is itself adopted by approval alone. */
  readonly guardsItself?: true;
}

/** Another stage of two people, of whom one is named: who owns it is the model's. */
const guarded = anApprovalPolicy({
  owner: TOVE,
  applies: { type: 'ai-system', transition: 'request-go-live' },
  stages: [{ ...anApprovalPolicy().stages[0], seats: [{ person: INGRID }] }],
});

export const KINDS = {
  'approve-policy': {
    name: 'approve-policy',
    subject: POLICY,
    terms: TERMS,
    request: 'request-approval',
    granted: 'approve',
    states: {
      draft: 'draft',
      'in-approval': 'in-approval',
      approved: 'approved',
      suspended: 'suspended',
    },
    content: aPolicy({ owner: TOVE }),
    edited: 'binds',
  },
  'adopt-approval-policy': {
    name: 'adopt-approval-policy',
    subject: 'approval-policy/ai-system-request-go-live',
    terms: 'approval-policy/approval-policy-request-adoption',
    request: 'request-adoption',
    granted: 'adopt',
    states: {
      draft: 'draft',
      'in-approval': 'in-approval',
      'in-force': 'approved',
      suspended: 'suspended',
    },
    content: guarded,
    edited: 'whyNow',
    guardsItself: true,
  },
  'release-model': {
    name: 'release-model',
    subject: 'model/credit-scorecard',
    terms: 'approval-policy/model-request-release',
    request: 'request-release',
    granted: 'release',
    states: {
      registered: 'draft',
      'in-approval': 'in-approval',
      released: 'approved',
      suspended: 'suspended',
    },
    content: { ...(recordType('model').example.content as object), owner: TOVE },
    edited: 'intendedUse',
  },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;

/** Type and id that a reference names. */
export const partsOf = (ref: Ref) => {
  const [type = '', id = ''] = ref.split('/');
  return { type, id };
};

/** What the approval policy of a kind guards. */
export const appliesTo = ({ subject, request }: Kind) => ({
  type: partsOf(subject).type,
  transition: request,
});

/** A subject's content, edited for the n-th time. */
export const editedContent = (
  { edited }: Kind,
  content: Readonly<Record<string, Json>>,
  n: number,
) => ({
  ...content,
  [edited]: `All ${n}`,
});
