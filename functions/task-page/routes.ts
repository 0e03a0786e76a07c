import { Hono } from 'hono/tiny';
import type { Opened } from '#core/approvals/open-task.ts';
import type { Clock, Table } from '#core/ports.ts';
import type { RecordStore } from '#core/store/record-store.ts';
import { readDraft } from '#core/work/drafts.ts';
import { type OpenedWorkLink, openLink } from '#core/work/open-link.ts';
import { renderDoor } from '../pages/door.tsx';
import { loadLanguage } from '../pages/messages/messages.ts';
import { renderReceipt } from '../pages/receipt.tsx';
import { formOf } from '../shared/forms.ts';
import { openPage } from '../shared/open-page.ts';
import {
  keepPosted,
  onPageError,
  page,
  readLanguage,
  unknownPage,
} from '../shared/page-response.ts';
import { receiptView } from '../shared/receipt-view.ts';

export interface TaskPagePorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly clock: Clock;
  readonly origin: string;
}

/**
 * The door and the task. GET and HEAD of `/t` and of whatever begins with it give the same bytes
 * to everybody and change nothing: scanners, prefetchers and link rewriters come here first.
 */
export function taskPage(ports: TaskPagePorts): Hono {
  const app = new Hono();
  const door = renderDoor();
  app.onError(onPageError);
  app.use(readLanguage);
  app.post('/t/open', async (context) => {
    const { code = '' } = await formOf(context.req.raw);
    keepPosted(context, { action: '/t/open', fields: { code } });
    const found = await openLink(ports, code, ports.clock.now());
    if (found.is === 'unknown') return unknownPage(context);
    await loadLanguage(found.opened.names.language);
    return page(await show(ports, found, code), 200);
  });
  // Hono answers HEAD by the GET route. Gateways make the code part of the path: `%23` before it,
  // `%2523`, a slash.
  app.get('*', (context) => {
    const { pathname } = new URL(context.req.url);
    const isDoor = /^\/t($|[^a-z0-9_-])/i.test(pathname);
    return isDoor ? page(door, 200) : unknownPage(context);
  });
  app.all('*', (context) => unknownPage(context, 405));
  return app;
}

async function show(
  ports: TaskPagePorts,
  found: Exclude<Opened | OpenedWorkLink, { is: 'unknown' }>,
  code: string,
): Promise<string> {
  const { head, task } = found.opened;
  const now = ports.clock.now();
  const index =
    task.decision === undefined
      ? undefined
      : await ports.store.logIndex(head.ref, head.version.version);
  const receipt = { origin: ports.origin, index, checkpoint: undefined };
  if (found.is === 'work') {
    // Fewer come than votes: what they need is read when one does.
    const { workPage, workReceiptPage } = await import('../shared/work-page.ts');
    if (task.decision !== undefined) return workReceiptPage(found.opened, receipt);
    const draft = await readDraft(ports.table, head.ref);
    return workPage(found.opened, found.expired, { code, now, ...draft });
  }
  return task.decision === undefined
    ? openPage(found.opened, found.is === 'expired', { code, now })
    : renderReceipt(receiptView(found.opened, { ...receipt, code }));
}
