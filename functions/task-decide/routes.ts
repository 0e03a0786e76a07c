import { Hono } from 'hono/tiny';
import type { Retry } from '../pages/views.ts';
import { formOf } from '../shared/forms.ts';
import { keepPosted, onPageError } from '../shared/page-response.ts';
import { ask } from './ask.ts';
import { type DecidePorts, decide } from './decide.ts';
import { unknownCode } from './not-taken.ts';
import { repudiate } from './repudiate.ts';

export type { DecidePorts } from './decide.ts';

type Posted = Readonly<Record<string, string>>;

/** What people post by link: answers, questions, reports. Nothing else of ours is here. */
export function taskDecide(ports: DecidePorts): Hono {
  const app = new Hono();
  app.onError(onPageError);
  const take = (action: Retry['action'], of: (posted: Posted) => Promise<Response>) =>
    app.post(action, async (context) => {
      const fields = await formOf(context.req.raw);
      keepPosted(context, { action, fields });
      return of(fields);
    });
  take('/t/decide', (posted) => decide(ports, posted));
  take('/t/ask', (posted) => ask(ports, posted));
  take('/t/repudiate', (posted) => repudiate(ports, posted));
  app.all('*', unknownCode);
  return app;
}
