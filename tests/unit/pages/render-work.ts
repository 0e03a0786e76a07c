import { openWorkCode } from '#core/work/open-link.ts';
import type { WorkKind } from '#core/work/work.ts';
import { loadLanguage } from '#functions/pages/messages/messages.ts';
import { renderWork } from '#functions/pages/work.tsx';
import type { WorkView } from '#functions/pages/work-views.ts';
import { workView } from '#functions/shared/work-view.ts';
import { asked } from '#tests/support/work-of-kinds.ts';

/** The page of a kind's task in a language, as the facts lie under it. */
export async function pageOf(kind: WorkKind, locale = 'en', changes: Partial<WorkView> = {}) {
  const { at, code } = await asked(kind);
  await loadLanguage(locale);
  const found = await openWorkCode(at, code, at.clock.now());
  if (found.is === 'unknown') throw new Error('unknown');
  const names = { ...found.opened.names, language: locale };
  const view = workView({ ...found.opened, names }, { code, now: at.clock.now() });
  return renderWork({ ...view, ...changes });
}
