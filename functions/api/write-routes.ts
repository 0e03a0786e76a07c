import { Hono } from 'hono/tiny';
import * as z from 'zod';
import { withdraw } from '#core/approvals/withdraw.ts';
import { create, edit, openApprovals, take } from '#core/changes/change.ts';
import { erase, erasePerson } from '#core/changes/erase.ts';
import { requestApproval } from '#core/changes/request-approval.ts';
import { AssentError, invalid, refused } from '#core/errors.ts';
import { refOf } from '#core/ids.ts';
import { once } from '#core/once.ts';
import * as f from '#core/records/fields.ts';
import { recordType } from '#core/records/registry.ts';
import type { Sealed } from '#core/records/version.ts';
import { startAssessment } from '#core/risk/start.ts';
import type { Head } from '#core/store/items.ts';
import { transitionOf } from '#core/store/prepare.ts';
import { gatherFacts, kindFor } from '#workflows/approval/contract.ts';
import { readRecords } from '../shared/read-records.ts';
import { callerOf } from './caller.ts';
import type { ApiPorts } from './ports.ts';
import { etagOf, present, presentHead } from './present.ts';
import {
  type Before,
  bodyOf,
  Content,
  demandMatch,
  idempotent,
  Links,
  reason,
} from './requests.ts';

const Created = once(() =>
  z.strictObject({
    id: f.id().optional(),
    content: Content(),
    links: Links().default([]),
    reason: reason(),
  }),
);
const Edited = once(() => Created().omit({ id: true }));
const Erased = once(() =>
  z.strictObject({
    /** RFC 6901 paths within the content; absent: every personal value, of a person everywhere. */
    paths: z.array(z.string().max(500)).min(1).max(50).optional(),
    reason: f.text(),
  }),
);
const Withdrawn = once(() => z.strictObject({ reason: f.text() }));
const Assessed = once(() => z.strictObject({ reason: f.text(2000) }));
const Taken = once(() => z.strictObject({ reason: reason() }));

type Remember = NonNullable<Awaited<ReturnType<typeof idempotent>>>['remember'];

/** What writes: create, change, take a transition. */
export function writeRoutes(ports: ApiPorts): Hono {
  const app = new Hono();

  /** Runs a write once per Idempotency-Key, and answers what it wrote. */
  async function answerOnce(
    context: Parameters<typeof callerOf>[0],
    status: 200 | 201 | 202,
    write: (author: Awaited<ReturnType<typeof callerOf>>, remember?: Remember) => Promise<Head>,
  ): Promise<Response> {
    const author = await callerOf(context, ports.services, ports.store);
    const key = await idempotent(ports, context, author.actor);
    const before = await key?.before();
    if (before !== undefined) return again(before, status);
    try {
      const head = await write(author, key?.remember);
      return answer(head, presentHead(head, await indexOf(head)), status);
    } catch (error) {
      // The same request at the same moment: the other one has written, and this one was refused.
      const other = error instanceof AssentError ? await key?.before() : undefined;
      if (other === undefined) throw error;
      return again(other, status);
    }
  }

  /** What a request wrote before, as it was then: others may have written upon it. */
  async function again({ ref, version }: Before, status: number): Promise<Response> {
    const head = await ports.store.need(ref);
    if (head.version.version === version) {
      return answer(head, presentHead(head, await indexOf(head)), status);
    }
    const then = await ports.store.version(ref, version);
    return answer(then, present(then, await indexOf(then)), status);
  }

  const indexOf = ({ ref, version }: Sealed) => ports.store.logIndex(ref, version.version);

  function answer(sealed: Sealed, shown: object, status: number): Response {
    return new Response(JSON.stringify(shown), {
      status,
      headers: {
        'content-type': 'application/json',
        etag: etagOf(sealed),
        location: `/v1/records/${sealed.ref}`,
      },
    });
  }

  app.post('/v1/records/:type', (context) =>
    answerOnce(context, 201, async (author, remember) => {
      const { id, content, links, reason: why } = await bodyOf(context, Created());
      const type = context.req.param('type');
      return create(ports, type, id, { content, links }, { ...author, reason: why }, remember);
    }),
  );

  app.put('/v1/records/:type/:id', (context) =>
    answerOnce(context, 200, async (author, remember) => {
      const { content, links, reason: why } = await bodyOf(context, Edited());
      const head = await ports.store.need(
        refOf(context.req.param('type'), context.req.param('id')),
      );
      demandMatch(context, head);
      return edit(ports, head, { content, links }, { ...author, reason: why }, remember);
    }),
  );

  app.post('/v1/records/:type/:id/transitions/:transition', (context) =>
    answerOnce(context, 202, async (author, remember) => {
      const { reason: why } = await bodyOf(context, Taken());
      const head = await ports.store.need(
        refOf(context.req.param('type'), context.req.param('id')),
      );
      demandMatch(context, head);
      const action = context.req.param('transition');
      const by = { ...author, reason: why };
      const asks = asksFor(head, action);
      if (asks === undefined) return take(ports, head, action, by, remember);
      if (why === null) throw invalid('Asking for approval says why: a reason');
      return requestApproval(
        ports,
        head,
        action,
        question(ports, head, action),
        { ...by, reason: why },
        remember,
      );
    }),
  );

  /** Has the risks of an AI system assessed; what is running gives way. */
  app.post('/v1/records/ai-system/:id/assessments', (context) =>
    answerOnce(context, 201, async (author, remember) => {
      const { reason: why } = await bodyOf(context, Assessed());
      const system = refOf('ai-system', context.req.param('id'));
      const by = { ...author, reason: why };
      return startAssessment(ports, { system, why: 'by-hand' }, by, remember);
    }),
  );

  app.post('/v1/records/:type/:id/erasures', (context) =>
    answerOnce(context, 200, async (author, remember) => {
      const { paths, reason: why } = await bodyOf(context, Erased());
      const head = await ports.store.need(
        refOf(context.req.param('type'), context.req.param('id')),
      );
      const by = { ...author, reason: why };
      const whole = paths === undefined && head.version.type === 'person';
      return whole
        ? erasePerson(ports, head, by, remember)
        : erase(ports, head, by, paths, remember);
    }),
  );

  app.post('/v1/approvals/:id/withdrawal', (context) =>
    answerOnce(context, 200, async (author, remember) => {
      const { reason: why } = await bodyOf(context, Withdrawn());
      const ref = refOf('approval', context.req.param('id'));
      return withdraw(ports, ref, { ...author, reason: why }, remember);
    }),
  );

  /** What a change of the record would void: to be told before, not after. */
  app.get('/v1/records/:type/:id/open-approvals', async (context) => {
    const ref = refOf(context.req.param('type'), context.req.param('id'));
    await ports.store.need(ref);
    const heads = await openApprovals(ports, ref);
    return context.json({ approvals: heads.map((head) => presentHead(head, undefined)) });
  });
  return app;
}

function asksFor(head: Head, action: string) {
  if (action === 'retire') return undefined;
  return transitionOf(recordType(head.version.type), action, head.version.state).asks;
}

function question(ports: ApiPorts, subject: Head, action: string) {
  const kind = kindFor(subject.version.type, action);
  if (kind === undefined) throw refused(`No kind of task asks about "${action}"`);
  const read = readRecords(ports);
  return {
    kind: kind.name,
    gather: () => gatherFacts(kind, subject, read, ports.clock.now()),
  };
}
