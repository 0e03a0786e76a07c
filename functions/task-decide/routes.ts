import { Hono } from 'hono/tiny';
import type { Retry } from '../pages/fault-views.ts';
import { formOf } from '../shared/forms.ts';
import { keepPosted, onPageError, readLanguage, unknownPage } from '../shared/page-response.ts';
import { ask } from './ask.ts';
import { type DecidePorts, decide } from './decide.ts';
import { repudiate } from './repudiate.ts';
import type { WorkPorts } from './work.ts';

export type { DecidePorts } from './decide.ts';
export type { WorkPorts } from './work.ts';

type Posted = Readonly<Record<string, string>>;

/** What people post by link: answers, questions, reports. Nothing else of ours is here. */
export function taskDecide(ports: DecidePorts & WorkPorts): Hono {
  const app = new Hono();
  app.onError(onPageError);
  app.use(readLanguage);
  const take = (action: Retry['action'], of: (posted: Posted) => Promise<Response | undefined>) =>
    app.post(action, async (context) => {
      const fields = await formOf(context.req.raw);
      keepPosted(context, { action, fields });
      return (await of(fields)) ?? unknownPage(context);
    });
  take('/t/decide', (posted) => decide(ports, posted));
  // Fewer come than votes: what they need is read when one does.
  take('/t/work', async (posted) => (await import('./work.ts')).work(ports, posted));
  take('/t/draft', async (posted) => (await import('./draft.ts')).draft(ports, posted));
  take('/t/ask', (posted) => ask(ports, posted));
  take('/t/repudiate', (posted) => repudiate(ports, posted));
  app.all('*', (context) => unknownPage(context));
  return app;
}
