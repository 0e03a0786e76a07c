import * as z from 'zod';
import type { Ref } from '../ids.ts';
import { once } from '../once.ts';
import * as f from '../records/fields.ts';
import type { Field } from './field.ts';

/** Why somebody else is asked than before. */
export const RELIEVED = ['passed-on', 'absent', 'escalated', 'unreachable', 'left'] as const;
export type Relieved = (typeof RELIEVED)[number];

/**
 * What a piece of work was opened with, kept under its task: its page reads tasks and no record,
 * and whoever is asked next fills in the same form.
 */
const shape = once(() => {
  const key = () => z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
  const common = {
    key: key(),
    required: z.boolean(),
    label: z.string().optional(),
    hint: z.string().optional(),
    only: z.strictObject({ key: key(), is: z.array(z.string()) }).optional(),
  };
  const most = z.int().min(1);
  const when = z.enum(['past', 'future']);
  const option = z.strictObject({ value: z.string(), label: z.string().optional() });
  const text = z.strictObject({ ...common, kind: z.literal('text'), most, lines: most });
  const person = z.strictObject({ ...common, kind: z.literal('person') });
  const day = z.strictObject({ ...common, kind: z.literal('day'), when });
  const row = z.discriminatedUnion('kind', [text, person, day]);
  const field = z.discriminatedUnion('kind', [
    text,
    person,
    day,
    z.strictObject({ ...common, kind: z.literal('moment'), when }),
    z.strictObject({ ...common, kind: z.literal('one-of'), options: z.array(option) }),
    z.strictObject({ ...common, kind: z.literal('some-of'), options: z.array(option) }),
    z.strictObject({ ...common, kind: z.literal('evidence'), most }),
    z.strictObject({ ...common, kind: z.literal('rows'), most, of: z.array(row) }),
  ]);
  return z.strictObject({
    fields: z.array(field),
    step: f.typeName(),
    not: z.array(f.ref('person')),
    apart: z.array(most).optional(),
    escalateTo: f.ref('role', 'person').nullable().optional(),
    escalates: z.boolean(),
    number: f.typeName(),
    against: z.array(f.typeName()),
    filled: z.record(z.string(), z.string()).optional(),
    before: z
      .strictObject({ person: f.ref('person'), why: z.enum(RELIEVED), reason: z.string() })
      .optional(),
  });
});

export interface FrozenWork {
  readonly fields: readonly Field[];
  /** The step of the plan that the task pins. */
  readonly step: string;
  /** Who may not answer, whoever is asked next. */
  readonly not: readonly Ref[];
  /** Places of the gate whose people may not either; they change while the task is open. */
  readonly apart?: readonly number[] | undefined;
  /** Who stands above, instead of whom the plan names; `null`: nobody does. */
  readonly escalateTo?: Ref | null | undefined;
  /** Somebody else is asked where nobody answers in time. */
  readonly escalates: boolean;
  /** The fact that mails say, and those that come first on the page. */
  readonly number: string;
  readonly against: readonly string[];
  /** What stands in the form before anybody typed, by the names of `form-names.ts`. */
  readonly filled?: Readonly<Record<string, string>> | undefined;
  /** Who was to answer before, why they are not to any more, and what they said to that. */
  readonly before?: Before | undefined;
}

export interface Before {
  readonly person: Ref;
  readonly why: Relieved;
  readonly reason: string;
}

/** @throws where a kind has a form that no page could show */
export const freezeWork = (work: FrozenWork): string => JSON.stringify(shape().parse(work));

/** As it was frozen. @throws where the text is none */
export const parseWork = (text: string): FrozenWork => shape().parse(JSON.parse(text));
