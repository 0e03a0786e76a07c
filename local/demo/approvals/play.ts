import type { Demo } from '../demo-world.ts';
import { prove } from '../prove.ts';
import { bold, row, say } from '../say.ts';
import { decideAsBoard } from './board.ts';
import { seeConditions } from './conditions.ts';
import { countApplicants } from './credit-scoring.ts';
import { disown } from './disowned.ts';
import { editWhileAsked } from './edited.ts';
import { revise, termsInDays } from './go-live-policy.ts';
import { showInPack } from './in-the-pack.ts';
import { lapse } from './lapse.ts';
import { DEMO_PACE, type Pace } from './pace.ts';
import { showPolicy } from './policy-scene.ts';
import { refuseLink } from './refused-link.ts';
import { review } from './review.ts';

/** What came of it: references of records, by what was played with them. */
export interface Played {
  readonly refusedLink: string;
  readonly edited: string;
  readonly disowned: { readonly approval: string; readonly repudiation: string };
  readonly granted: string;
  readonly conditions: { readonly met: string; readonly missed: string };
  readonly lapsed: string;
  /** The folder of the audit pack. */
  readonly pack: string;
}

/** A high-risk system goes live through two stages, with all that may come between. */
export async function playApprovals(demo: Demo, pace: Pace = DEMO_PACE): Promise<Played> {
  await countApplicants(demo, 'about 9,000 a year', 'As counted last year');
  await showPolicy(demo, pace);
  try {
    const { approval: refusedLink } = await refuseLink(demo);
    const { approval: edited } = await editWhileAsked(demo);
    const disowned = await disown(demo);
    const asked = await review(demo);
    await decideAsBoard(demo, asked, pace);
    const conditions = await seeConditions(demo, asked);
    const { approval: lapsed } = await lapse(demo, pace);
    await backToDays(demo);
    const pack = await prove(demo);
    showInPack(pack, asked.approval);
    say(`\n${bold('Done.')} How to read it: docs/approvals.md.`);
    return { refusedLink, edited, disowned, granted: asked.approval, conditions, lapsed, pack };
  } catch (error) {
    // Whatever happened: nobody's policy stays as the demo had it.
    await backToDays(demo).catch(() => {});
    throw error;
  }
}

async function backToDays(demo: Demo): Promise<void> {
  const policy = await revise(demo, termsInDays(demo), 'The demo is over');
  row('Policy', `counts in working days again: version ${policy.version.version}`);
}
