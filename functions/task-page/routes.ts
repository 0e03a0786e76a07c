import { Hono } from 'hono';
import { type Opened, openCode } from '#core/approvals/open-task.ts';
import type { Clock, Table } from '#core/ports.ts';
import type { RecordStore } from '#core/store/record-store.ts';
import { renderClosed } from '../pages/closed.tsx';
import { renderDoor } from '../pages/door.tsx';
import { renderReceipt } from '../pages/receipt.tsx';
import { renderTask } from '../pages/task.tsx';
import { closedView } from '../shared/closed-view.ts';
import { formOf } from '../shared/forms.ts';
import { keepPosted, onPageError, page } from '../shared/page-response.ts';
import { receiptView } from '../shared/receipt-view.ts';
import { taskView } from '../shared/task-view.ts';

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
  app.post('/t/open', async (context) => {
    const { code = '' } = await formOf(context.req.raw);
    keepPosted(context, { action: '/t/open', fields: { code } });
    const found = await openCode(ports, code, ports.clock.now());
    return page(await show(ports, found, code), found.is === 'unknown' ? 404 : 200);
  });
  // Hono answers HEAD by the GET route. Gateways make the code part of the path: `%23` before it,
  // `%2523`, a slash.
  app.get('*', (context) => {
    const { pathname } = new URL(context.req.url);
    const isDoor = /^\/t($|[^a-z0-9_-])/i.test(pathname);
    return isDoor ? page(door, 200) : page(renderClosed({ reason: 'unknown' }), 404);
  });
  app.all('*', () => page(renderClosed({ reason: 'unknown' }), 405));
  return app;
}

async function show(ports: TaskPagePorts, found: Opened, code: string): Promise<string> {
  if (found.is === 'unknown') return renderClosed({ reason: 'unknown' });
  const { opened } = found;
  const { head, task, approvalHead } = opened;
  if (task.decision !== undefined) {
    const index = await ports.store.logIndex(head.ref, head.version.version);
    return renderReceipt(
      receiptView(opened, { origin: ports.origin, index, checkpoint: undefined }),
    );
  }
  const isOpen = head.version.state === 'open' && approvalHead.version.state === 'open';
  if (found.is === 'expired' || !isOpen) return renderClosed(closedView(opened));
  return renderTask(taskView(opened, { code, now: ports.clock.now() }));
}
