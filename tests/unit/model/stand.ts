import type { Ref } from '#core/ids.ts';
import type { Item } from '#core/ports.ts';
import type { ApprovalContent } from '#core/records/approval.ts';
import type { ConditionContent } from '#core/records/condition.ts';
import type { Pending } from '#core/records/define-type.ts';
import type { TaskContent } from '#core/records/task.ts';
import type { Matter } from '../approvals/matter.ts';

/** A record as its bytes in the table say. */
export interface Raw<Content = unknown> {
  readonly ref: Ref;
  readonly state: string;
  readonly content: Content;
  readonly pending: readonly Pending[];
  readonly item: Item;
}

/** How everything that belongs to an approval stands, read past all that reads it otherwise. */
export interface Stand {
  readonly approval: Raw<ApprovalContent>;
  readonly subject: Raw;
  readonly tasks: ReadonlyMap<Ref, Raw<TaskContent>>;
  readonly conditions: ReadonlyMap<Ref, Raw<ConditionContent>>;
  readonly repudiations: ReadonlyMap<Ref, Raw>;
  /** Items that are no head: deliveries, waiters, versions. */
  readonly others: readonly Item[];
}

export function standOf({ at, ref }: Matter, subject: Ref): Stand {
  const found = new Map<string, Map<Ref, Raw>>();
  const others: Item[] = [];
  for (const item of at.table.all()) {
    if (item.sk !== 'H') {
      others.push(item);
      continue;
    }
    const type = String(item.type);
    if (!READ.has(type) && subject !== `${type}/${String(item.id)}`) continue;
    const of = found.get(type) ?? new Map<Ref, Raw>();
    found.set(type, of);
    of.set(`${type}/${String(item.id)}`, raw(item));
  }
  const one = (of: Ref): Raw => {
    const record = found.get(of.slice(0, of.indexOf('/')))?.get(of);
    if (record === undefined) throw new Error(`There is no ${of}`);
    return record;
  };
  return {
    approval: one(ref) as Raw<ApprovalContent>,
    subject: one(subject),
    tasks: (found.get('task') ?? new Map()) as Map<Ref, Raw<TaskContent>>,
    conditions: (found.get('condition') ?? new Map()) as Map<Ref, Raw<ConditionContent>>,
    repudiations: found.get('repudiation') ?? new Map(),
    others,
  };
}

const READ = new Set(['approval', 'task', 'condition', 'repudiation']);

function raw(item: Item): Raw {
  const { content } = JSON.parse(String(item.body)) as { content: unknown };
  return {
    ref: `${String(item.type)}/${String(item.id)}`,
    state: String(item.state),
    content,
    pending: JSON.parse(String(item.pending ?? '[]')) as readonly Pending[],
    item,
  };
}

/** The versions of a record, oldest first, as their bytes say. */
export function versionsOf({ others }: Stand, ref: Ref) {
  const pk = `R#${ref.replace('/', '#')}`;
  return others
    .filter((item) => item.pk === pk && item.sk.startsWith('V#'))
    .map((item) => ({
      digest: String(item.digest),
      ...(JSON.parse(String(item.body)) as {
        action: string;
        state: string;
        version: number;
        previous: string | null;
        content: unknown;
      }),
    }));
}
