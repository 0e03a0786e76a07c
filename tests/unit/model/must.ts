/** Says what contradicts the model. */
export class Contradiction extends Error {}

export function must(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Contradiction(message);
}
