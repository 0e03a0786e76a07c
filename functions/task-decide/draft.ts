import { type DraftPorts, saveDraft } from '#core/work/drafts.ts';
import { loadLanguage } from '../pages/messages/messages.ts';
import { renderWork } from '../pages/work.tsx';
import { page } from '../shared/page-response.ts';
import { workPage } from '../shared/work-page.ts';
import { workView } from '../shared/work-view.ts';

/**
 * What is typed into a long form so far, kept until the person goes on.
 *
 * @returns nothing where the code opens nothing of the kind
 */
export async function draft(
  ports: DraftPorts,
  posted: Readonly<Record<string, string>>,
): Promise<Response | undefined> {
  const { code = '' } = posted;
  const kept = await saveDraft(ports, code, posted);
  if (kept.is === 'unknown') return undefined;
  const { opened } = kept;
  await loadLanguage(opened.names.language);
  const now = ports.clock.now();
  if (kept.is === 'not-asked') return page(workPage(opened, true, { code, now }), 410);
  const { saved } = kept.draft;
  return page(renderWork(workView(opened, { code, now, posted, saved })), 200);
}
