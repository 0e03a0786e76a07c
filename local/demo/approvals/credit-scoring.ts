import { aiSystem } from '#core/records/ai-system.ts';
import { type ApprovalContent, approval as approvalType } from '#core/records/approval.ts';
import type { Demo } from '../demo-world.ts';
import type { Shown } from '../records.ts';
import { row } from '../say.ts';

/** The system that wants to go live. */
export const SYSTEM = 'ai-system/credit-scoring';

/** Mails about the request: those whose subject names exactly that version. */
export interface Asked {
  readonly approval: string;
  /** The version that is asked about. */
  readonly version: number;
  /** A subject that begins so, and names the system in that version. */
  readonly mail: (begins: string) => RegExp;
}

/** The applicants a year, as the system's owner last counted them. */
export async function countApplicants(demo: Demo, number: string, reason: string): Promise<Shown> {
  const { records, people } = demo;
  const { version } = await records.get(SYSTEM);
  const { affected, oversight } = aiSystem.stored().parse(version.content);
  const [applicants, ...others] = affected;
  if (applicants === undefined) throw new Error(`${SYSTEM} affects nobody`);
  const changes = {
    affected: [{ ...applicants, number }, ...others],
    // Older than half a year, this would keep everybody from being asked.
    oversight: { ...oversight, lastTried: new Date().toISOString().slice(0, 10) },
  };
  return records.edit(SYSTEM, changes, people('Jonas').ref, reason);
}

/** The Head of AI asks whether the system may go live. */
export async function askToGoLive({ records, people }: Demo, reason: string): Promise<Asked> {
  const astrid = people('Astrid');
  const { ref, version } = await records.take(SYSTEM, 'request-go-live', astrid.ref, reason);
  const { label, subject } = approvalType.stored().parse(version.content);
  row(astrid.name, `asks: may ${label}, version ${subject.version}, go live?`);
  row('Approval', `${ref}, ${version.state}`);
  const mail = (begins: string) =>
    new RegExp(`^${begins}.*${label}, [Vv]ersion ${subject.version}\\b`);
  return { approval: ref, version: subject.version, mail };
}

export async function approvalOf({ records }: Demo, ref: string): Promise<ApprovalContent> {
  return approvalType.stored().parse((await records.get(ref)).version.content);
}
