import { Hono } from 'hono/tiny';
import * as z from 'zod';
import { declare, register, uploadOf } from '#core/evidence/evidence.ts';
import { refOf } from '#core/ids.ts';
import { once } from '#core/once.ts';
import { callerOf } from './caller.ts';
import type { ApiPorts } from './ports.ts';
import { presentHead } from './present.ts';
import { bodyOf, Content, Links, reason } from './requests.ts';

const Declared = once(() =>
  z.strictObject({
    content: Content(),
    links: Links().default([]),
    reason: reason(),
  }),
);
const Stored = once(() => z.strictObject({ reason: reason() }));

/** How long an upload's URL holds, in seconds; a new one is had by asking again. */
const UPLOAD_SECONDS = 15 * 60;

/** Evidence: declared, uploaded to S3 directly by a presigned PUT, and said to be there. */
export function evidenceRoutes(ports: ApiPorts): Hono {
  const app = new Hono();

  app.post('/v1/evidence', async (context) => {
    const author = await callerOf(context, ports.services, ports.store);
    const { content, links, reason: why } = await bodyOf(context, Declared());
    const { head, upload } = await declare(ports, content, links, { ...author, reason: why });
    const presigned = await ports.uploads.presign(upload, UPLOAD_SECONDS);
    return context.json({ ...presentHead(head, undefined), upload: presigned }, 201);
  });

  app.post('/v1/evidence/:id/upload', async (context) => {
    await callerOf(context, ports.services, ports.store);
    const head = await ports.store.need(refOf('evidence', context.req.param('id')));
    const presigned = await ports.uploads.presign(uploadOf(ports, head), UPLOAD_SECONDS);
    return context.json({ ...presentHead(head, undefined), upload: presigned });
  });

  app.post('/v1/evidence/:id/stored', async (context) => {
    const author = await callerOf(context, ports.services, ports.store);
    const { reason: why } = await bodyOf(context, Stored());
    const ref = refOf('evidence', context.req.param('id'));
    const head = await register(ports, ref, { ...author, reason: why });
    return context.json(presentHead(head, undefined));
  });
  return app;
}
