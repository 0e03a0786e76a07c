import { Hono } from 'hono';
import * as z from 'zod';
import { AssentError, invalid } from '#core/errors.ts';
import { type Ref, refOf } from '#core/ids.ts';
import { recordTypes } from '#core/records/registry.ts';
import { type Instant, isInstant } from '#core/time.ts';
import { onApiError, problem } from '../shared/problem.ts';
import { serviceOf } from './caller.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import type { ApiPorts } from './ports.ts';
import { etagOf, present, presentHead } from './present.ts';
import { writeRoutes } from './write-routes.ts';

const Positive = z.coerce.number().pipe(z.int().min(1));

/** Records over HTTP: read and listed here, written in `write-routes.ts`. */
export function api(ports: ApiPorts): Hono {
  const app = new Hono();
  app.onError(onApiError);
  app.notFound(() => problem(404, 'not-found', 'Not found', 'There is nothing at this path'));
  app.use('/v1/*', async (context, next) => {
    serviceOf(context, ports.services);
    await next();
  });
  app.route('/', evidenceRoutes(ports));
  app.route('/', writeRoutes(ports));

  app.get('/v1/types', (context) =>
    context.json({
      types: recordTypes.map(({ name, title, about, states, transitions, writtenBy }) => ({
        name,
        title,
        about,
        states,
        transitions: Object.keys(transitions),
        writtenBy,
      })),
    }),
  );

  app.get('/v1/records/:type/:id/versions', async (context) => {
    const ref = refOf(context.req.param('type'), context.req.param('id'));
    await ports.store.need(ref);
    const { limit, cursor } = pagingOf(context.req.query());
    const page = await ports.store.history(ref, limit, cursor);
    const versions = await Promise.all(
      page.versions.map((each) => withIndex(ports, each.ref, each)),
    );
    return context.json({ versions, cursor: page.cursor ?? null });
  });

  app.get('/v1/records/:type/:id', async (context) => {
    const ref = refOf(context.req.param('type'), context.req.param('id'));
    const { version, asOf } = context.req.query();
    if (version !== undefined) {
      const number = Positive.safeParse(version);
      if (!number.success) throw invalid('A version is a number from 1');
      return context.json(await withIndex(ports, ref, await ports.store.version(ref, number.data)));
    }
    if (asOf !== undefined) {
      const found = await ports.store.asOf(ref, momentOf('asOf', asOf));
      if (found === undefined) {
        throw new AssentError('NotFound', `There was no ${ref} at ${asOf}`, { ref });
      }
      return context.json(await withIndex(ports, ref, found));
    }
    const head = await ports.store.need(ref);
    const index = await ports.store.logIndex(ref, head.version.version);
    return context.json(presentHead(head, index), 200, { etag: etagOf(head) });
  });

  app.get('/v1/records/:type', async (context) => {
    const query = context.req.query();
    const paging = pagingOf(query);
    const type = context.req.param('type');
    const { records, cursor } =
      query.state === undefined
        ? await ports.lists.byType(type, paging)
        : await ports.lists.byState(type, query.state, paging);
    if (query.asOf === undefined) return context.json({ records, cursor: cursor ?? null });
    const moment = momentOf('asOf', query.asOf);
    const then = await Promise.all(records.map(({ ref }) => ports.store.asOf(ref, moment)));
    const versions = await Promise.all(
      then
        .filter((sealed) => sealed !== undefined)
        .map((sealed) => withIndex(ports, sealed.ref, sealed)),
    );
    return context.json({ versions, cursor: cursor ?? null });
  });

  app.get('/v1/due', async (context) => {
    const { by, limit } = context.req.query();
    const moment = by === undefined ? ports.clock.now() : momentOf('by', by);
    const records = await ports.lists.dueBy(moment, pagingOf({ limit: limit ?? '50' }).limit);
    return context.json({ records });
  });

  app.get('/v1/people/:id/tasks', async (context) => {
    const person = refOf('person', context.req.param('id'));
    const { records, cursor } = await ports.lists.byPerson(person, pagingOf(context.req.query()));
    return context.json({ records, cursor: cursor ?? null });
  });
  return app;
}

async function withIndex({ store }: ApiPorts, ref: Ref, sealed: Parameters<typeof present>[0]) {
  return present(sealed, await store.logIndex(ref, sealed.version.version));
}

function momentOf(name: string, text: string): Instant {
  if (!isInstant(text)) throw invalid(`${name} is a UTC time with milliseconds`);
  return text;
}

function pagingOf(query: Record<string, string>): { limit: number; cursor: string | undefined } {
  const limit = Positive.safeParse(query.limit ?? '50');
  if (!limit.success) throw invalid('limit is a number from 1');
  return { limit: limit.data, cursor: query.cursor };
}
