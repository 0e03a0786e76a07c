import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { approval as approvalType } from '#core/records/approval.ts';
import { heading, row } from '../say.ts';

const Body = z.object({ state: z.string(), version: z.int(), content: z.unknown() });

/** What an auditor finds in the pack of an approval: which policy, which exception, who, what. */
export function showInPack(pack: string, approval: string): void {
  heading('What the pack says of the approval that took effect');
  const folder = join(pack, 'records', approval);
  const versions = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const newest = versions.sort().at(-1) ?? '';
  const body = Body.parse(JSON.parse(readFileSync(join(folder, newest), 'utf8')));
  const content = approvalType.stored().parse(body.content);
  row('File', `${join('records', approval, newest)}, ${body.state}`);
  row('Policy', `${content.policy.type}/${content.policy.id}, version ${content.policy.version}`);
  for (const { duty, until, reason } of content.exceptions) {
    row('Exception', `${duty}, until ${until.slice(0, 10)}: ${reason}`);
  }
  for (const { name, quorum, seats } of content.stages) {
    const answers = seats.map(({ id, rounds, answer }) => {
      const moves = rounds.slice(1).map(({ why }) => `, ${why}`);
      return `${id} ${answer?.choice ?? 'silent'}${moves.join('')}`;
    });
    row(name, `${quorum} needed: ${answers.join('; ')}`);
  }
  row('Questions', `${content.questions.length}, answered and on record`);
  row('Conditions', content.conditions.map(({ id, text }) => `${id} “${text}”`).join('; '));
}
