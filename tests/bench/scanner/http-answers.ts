import { hiddenFields, type Page, post } from '#tests/engine/support/page.ts';
import type { Reach } from './attempt.ts';
import { type Fields, formsOf, type PageForm } from './page-forms.ts';
import type { Target } from './targets.ts';
import { GENERIC, ofAddress } from './words.ts';

/** What answers by plain HTTP are made of. */

/** Where answers, questions and reports are posted. */
export const ADDRESSES = ['/t/decide', '/t/work', '/t/ask', '/t/repudiate'] as const;

/** Everything that somebody may post as a choice, and what nobody offers. */
export const CHOICES = [
  '',
  'approve',
  'approve-with-conditions',
  'reject',
  'pass-on',
  'conflict-of-interest',
  'answer',
  'fulfil',
  'submit',
  'APPROVE',
  'yes',
];

/** Names that are on many pages and sign for nobody asked here, and a name cut short. */
const OTHERS = (name: string) => [
  'Jonas Vik',
  'Chief Risk Officer',
  name.split(' ')[0] ?? '',
  name.split(' ').toReversed().join(' '),
  `${name}.`,
  `Dear ${name}`,
];

/** Whatever is typed where the name is asked for, and is not the name. */
export const wrongSignatures = ({ address, name }: Target): readonly string[] => [
  '',
  ...GENERIC,
  ...ofAddress(address),
  ...OTHERS(name),
];

/** The page of a link, in whatever state. */
export const open = (reach: Reach, { code }: Target) => post(`${reach.door}/t/open`, { code });

/** Posts all of them to each of the addresses. @returns how many */
export async function posted(
  { door }: Reach,
  paths: readonly string[],
  all: readonly Fields[],
): Promise<number> {
  for (const path of paths) for (const fields of all) await post(`${door}${path}`, fields);
  return paths.length * all.length;
}

/** What every form of ours posts with, though the page shows no form. */
export const hidden = (page: Page, { code }: Target): Fields => ({
  facts: '0'.repeat(64),
  opened: '',
  ...hiddenFields(page),
  code,
});

/** A plain form made of the page's largest, with whatever each choice needs given properly. */
export function proper(page: Page, target: Target, choice: string): Fields {
  const fields = { ...hidden(page, target), choice };
  const form: PageForm | undefined = formsOf(page.html).find(
    ({ action }) => action === '/t/decide',
  );
  const first = (name: string) =>
    form?.fields.find((field) => field.name === name)?.offers.find((each) => each !== '') ?? '';
  const comment = 'It was read in full, and nothing stands against it.';
  switch (choice) {
    case 'approve-with-conditions':
      return {
        ...fields,
        'condition-1-text': 'Try the stop once more',
        'condition-1-owner': first('condition-1-owner'),
        'condition-1-due': '2030-01-31',
        'condition-1-lapses': 'The approval',
      };
    case 'pass-on':
      return { ...fields, comment, passTo: first('passTo') };
    case 'submit':
      return { ...fields, 'w-verdict': 'dismiss', 'w-reason': comment };
    default:
      return { ...fields, comment };
  }
}
