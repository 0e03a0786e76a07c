import * as z from 'zod';
import type { OpenedTask } from '#core/approvals/open-task.ts';
import { once } from '#core/once.ts';
import * as f from '#core/records/fields.ts';
import type * as views from '../pages/views.ts';
import { lineOf, type Speech } from '../pages/wording.ts';

const stored = once(() =>
  z.object({
    subject: f.pinned(),
    choice: z.string(),
    at: f.instant(),
    changes: z.array(z.json()),
  }),
);

/** What changed since the reader's own last decision; nothing where they decide first. */
export function sinceOf({ shown }: OpenedTask, speech: Speech): { since?: views.SinceLast } {
  if (shown.since === undefined) return {};
  const { subject, choice, at, changes } = stored().parse(JSON.parse(shown.since));
  const lines = changes.map((each) => lineOf(each, speech));
  return {
    since: {
      version: subject.version,
      choice,
      decided: at,
      changes: lines.map(({ mark, text }) => (mark === undefined ? text : `${mark} – ${text}`)),
    },
  };
}
