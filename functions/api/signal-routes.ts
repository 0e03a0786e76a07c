import { Hono } from 'hono';
import * as z from 'zod';
import { once } from '#core/once.ts';
import * as f from '#core/records/fields.ts';
import { listUnmapped } from '#core/signals/mapping/list-unmapped.ts';
import { mapSignals } from '#core/signals/mapping/map-signals.ts';
import { mappingRule } from '#core/signals/system-of.ts';
import { callerOf } from './caller.ts';
import type { ApiPorts } from './ports.ts';
import { presentHead } from './present.ts';
import { bodyOf, pagingOf, queryOf } from './requests.ts';

/** Causes of one request: each is a rule. */
const MOST_CAUSES = 50;

const Mapped = once(() => {
  const { when, kind, state, severity } = mappingRule().shape;
  return z
    .strictObject({
      causes: z.array(f.hex()).min(1).max(MOST_CAUSES).optional(),
      when: when.optional(),
      system: f.ref('ai-system'),
      kind,
      state,
      severity,
      reason: f.text(),
    })
    .refine(
      ({ causes, when: pattern }) => (causes === undefined) !== (pattern === undefined),
      'names either causes or what else fits',
    );
});

/** Signals that belong to no system: listed, and mapped. */
export function signalRoutes(ports: ApiPorts): Hono {
  const app = new Hono();

  app.get('/v1/signals/unmapped', async (context) => {
    const { limit, cursor } = pagingOf(queryOf(context, 'limit', 'cursor'));
    const page = await listUnmapped(ports, { limit, cursor });
    const causes = page.causes.map(({ arn, incident, ...cause }) => ({
      ...cause,
      arn: arn ?? null,
      incident: incident ?? null,
    }));
    return context.json({ causes, cursor: page.cursor ?? null });
  });

  app.post('/v1/signals/mappings', async (context) => {
    const author = await callerOf(context, ports.services, ports.store);
    const { causes, when, reason, ...means } = await bodyOf(context, Mapped());
    const of = causes ?? when ?? [];
    const { mapping, incidents } = await mapSignals(ports, { of, ...means }, { ...author, reason });
    const { ref, version } = mapping;
    const index = await ports.store.logIndex(ref, version.version);
    return context.json({ mapping: presentHead(mapping, index), incidents });
  });
  return app;
}
