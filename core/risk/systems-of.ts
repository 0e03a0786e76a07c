import { type Ref, splitRef } from '../ids.ts';
import { aiSystem } from '../records/ai-system.ts';
import { model } from '../records/model.ts';
import { useCase } from '../records/use-case.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';

/** By which relations what is assessed with a system is reached from it. */
const RELATIONS: Readonly<Record<string, readonly string[]>> = {
  model: ['uses-model'],
  dataset: ['learns-from'],
  vendor: ['supplied-by'],
};

/** The AI systems that a record is part of, as the index knows them; of a system itself. */
export async function systemsOf(
  lists: Pick<Lists, 'incoming'>,
  head: Pick<Head, 'ref' | 'version'>,
): Promise<readonly Ref[]> {
  const { type, links } = head.version;
  if (type === aiSystem.name) return [head.ref];
  if (type === useCase.name) return links.filter(({ rel }) => rel === 'of').map(({ to }) => to);
  const found = await pointingTo(lists, head.ref);
  const models = found.filter((ref) => splitRef(ref).type === model.name);
  const through = await Promise.all(models.map((ref) => pointingTo(lists, ref)));
  const all = new Set([...found, ...through.flat()]);
  return [...all].filter((ref) => splitRef(ref).type === aiSystem.name).sort();
}

async function pointingTo(lists: Pick<Lists, 'incoming'>, ref: Ref): Promise<readonly Ref[]> {
  const relations = RELATIONS[splitRef(ref).type] ?? [];
  return (await Promise.all(relations.map((rel) => lists.incoming(ref, rel)))).flat();
}
