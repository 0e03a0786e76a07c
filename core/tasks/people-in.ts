import type { Ref } from '../ids.ts';
import type { Facts } from './facts.ts';
import { saidIn } from './said.ts';

/** The people whom facts name: their names are shown with them. */
export const peopleIn = ({ facts }: Facts): readonly Ref[] => [
  ...new Set(facts.flatMap(({ value }) => refsIn(value)).filter((ref) => /^person\//.test(ref))),
];

function refsIn(value: unknown): readonly Ref[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  const said = saidIn(value);
  switch (said?.say) {
    case 'person':
      return [said.ref];
    case 'action':
      return [said.owner];
    case 'promised':
      return [said.owner];
    case 'effect':
    case 'review-found':
    case 'version-made':
      return [said.by];
    default:
      return [];
  }
}
