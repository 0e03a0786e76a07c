import { Hono } from 'hono/tiny';
import { AssentError, invalid } from '#core/errors.ts';
import { type Ref, refOf } from '#core/ids.ts';
import { recordTypes } from '#core/records/registry.ts';
import { gatherCoverage } from '#core/reviews/gather-coverage.ts';
import { type Instant, isInstant } from '#core/time.ts';
import { onApiError, problem } from '../shared/problem.ts';
import { serviceOf } from './caller.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import type { ApiPorts } from './ports.ts';
import { etagOf, present, presentHead } from './present.ts';
import { reportRoutes } from './report-routes.ts';
import { numberOf, pagingOf, queryOf } from './requests.ts';
import { signalRoutes } from './signal-routes.ts';
import { writeRoutes } from './write-routes.ts';

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
  app.route('/', reportRoutes(ports));
  app.route('/', signalRoutes(ports));
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
    const { limit, cursor } = pagingOf(queryOf(context, 'limit', 'cursor'));
    const page = await ports.store.history(ref, limit, cursor);
    const versions = await Promise.all(
      page.versions.map((each) => withIndex(ports, each.ref, each)),
    );
    return context.json({ versions, cursor: page.cursor ?? null });
  });

  app.get('/v1/records/:type/:id', async (context) => {
    const ref = refOf(context.req.param('type'), context.req.param('id'));
    const { version, asOf } = queryOf(context, 'version', 'asOf');
    if (version !== undefined) {
      const found = await ports.store.version(ref, numberOf('version', version));
      return context.json(await withIndex(ports, ref, found));
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
    const query = queryOf(context, 'limit', 'cursor', 'state', 'asOf');
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
    const query = queryOf(context, 'by', 'limit');
    const moment = query.by === undefined ? ports.clock.now() : momentOf('by', query.by);
    const records = await ports.lists.dueBy(moment, pagingOf(query).limit);
    return context.json({ records });
  });

  app.get('/v1/coverage', async (context) => {
    queryOf(context);
    return context.json(await gatherCoverage(ports, ports.clock.now()));
  });

  app.get('/v1/people/:id/tasks', async (context) => {
    const person = refOf('person', context.req.param('id'));
    const { records, cursor } = await ports.lists.byPerson(
      person,
      pagingOf(queryOf(context, 'limit', 'cursor')),
    );
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
