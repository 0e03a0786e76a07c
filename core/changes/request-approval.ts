import { afterCommit } from '../after-commit.ts';
import { ask } from '../approvals/ask.ts';
import { refused } from '../errors.ts';
import type { Author } from '../records/author.ts';
import type { Head } from '../store/items.ts';
import type { FactDefinition, Facts } from '../tasks/facts.ts';
import { executionInput, executionName } from '../waiting/executions.ts';
import { type Also, type ChangePorts, nothing } from './change.ts';

/** What the workflow's contract knows of the question: its kind, and the facts that it demands. */
export interface Question {
  readonly kind: string;
  readonly gather: () => Promise<{
    readonly facts: Facts;
    readonly missing: readonly FactDefinition[];
    readonly stale: readonly FactDefinition[];
  }>;
}

/**
 * A record asks for a transition that is guarded: the approval is created and its machine started.
 * Where facts that the deciders must see are missing or stale, it is refused with the list.
 *
 * @throws Refused, Conflict
 */
export async function requestApproval(
  ports: ChangePorts,
  subject: Head,
  transition: string,
  question: Question,
  author: Author & { readonly reason: string },
  also: Also = nothing,
): Promise<Head> {
  const gathered = await question.gather();
  const missing = gathered.missing.map(({ key }) => key);
  const stale = gathered.stale.map(({ key }) => key);
  if (missing.length + stale.length > 0) {
    const what = [
      ...(missing.length === 0 ? [] : [`would miss facts: ${missing.join(', ')}`]),
      ...(stale.length === 0 ? [] : [`would see stale facts: ${stale.join(', ')}`]),
    ];
    throw refused(`Deciders ${what.join('; and ')}`, { missing, stale });
  }
  const approval = await ask(ports, { subject, transition, kind: question.kind, also, ...author });
  const { type, id } = approval.version;
  const name = executionName(approval.ref, 1);
  await afterCommit(() => ports.machines.start(type, name, executionInput(type, id)));
  return approval;
}
