import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import { toHex } from '#core/encoding.ts';
import { AssentError } from '#core/errors.ts';
import type { Clock, Random } from '#core/ports.ts';
import { renderReport } from '../pages/report.tsx';
import {
  renderReportCheck,
  renderReportFault,
  renderReportReceipt,
} from '../pages/report-sent.tsx';
import { REPORT_MORE, type ReportProblem } from '../pages/report-views.ts';
import { formOf } from '../shared/forms.ts';
import { log, logFault } from '../shared/log.ts';
import { localeOf, page, readLanguage } from '../shared/page-response.ts';
import { openedIn, problemsOf, typedIn } from './read-report.ts';
import { reportEvent, reportNumber } from './report-event.ts';
import { isSendingWord } from './sending-word.ts';

export interface ReportPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly organisation: string;
  /** Puts a message into the queue of what comes from outside. @throws Transient */
  readonly send: (message: string) => Promise<void>;
}

type Posted = Readonly<Record<string, string>>;

/** Bytes of randomness that tell one report from another that says the same. */
const ONCE_BYTES = 16;

/**
 * `GET /report` shows the form; `POST /report` shows what would be sent, and sends it once the word
 * for it was typed. Only that puts one message into the queue; nothing is kept here.
 */
export function reportForm(ports: ReportPorts): Hono {
  const app = new Hono();
  app.onError((error, context) => onFault(error, context, ports.organisation));
  app.use(readLanguage);
  app.get('/report', (context) =>
    form(ports, context, { [REPORT_MORE.opened]: String(Date.parse(ports.clock.now())) }, []),
  );
  app.post('/report', async (context) => {
    const posted = await formOf(context.req.raw);
    tried.set(context.req.raw, posted);
    const problems = problemsOf(posted, ports.clock.now());
    if (posted[REPORT_MORE.step] === 'edit') return form(ports, context, posted, []);
    if (problems.length > 0) return form(ports, context, posted, problems);
    return posted[REPORT_MORE.step] === 'send'
      ? send(ports, context, posted)
      : check(ports, context, posted, []);
  });
  app.all('*', () => new Response('', { status: 405, headers: { allow: 'GET, HEAD, POST' } }));
  return app;
}

function form(
  { clock, organisation }: ReportPorts,
  context: Context,
  posted: Posted,
  problems: readonly ReportProblem[],
): Response {
  const html = renderReport({
    locale: localeOf(context),
    organisation,
    typed: typedIn(posted),
    trap: posted[REPORT_MORE.trap] ?? '',
    opened: openedIn(posted, clock.now()),
    problems,
  });
  return page(html, problems.length === 0 ? 200 : 422);
}

function check(
  { clock, random, organisation }: ReportPorts,
  context: Context,
  posted: Posted,
  problems: readonly ReportProblem[],
): Response {
  const html = renderReportCheck({
    locale: localeOf(context),
    organisation,
    typed: typedIn(posted),
    opened: openedIn(posted, clock.now()),
    once: onceIn(posted) ?? toHex(random.bytes(ONCE_BYTES)),
    word: posted[REPORT_MORE.word] ?? '',
    problems,
  });
  return page(html, problems.length === 0 ? 200 : 422);
}

async function send(ports: ReportPorts, context: Context, posted: Posted): Promise<Response> {
  const once = onceIn(posted);
  if (once === undefined) return check(ports, context, posted, []);
  const word = posted[REPORT_MORE.word] ?? '';
  if (!isSendingWord(word)) {
    const is = word.trim() === '' ? 'missing' : 'differs';
    return check(ports, context, posted, [{ field: 'word', is }]);
  }
  const typed = typedIn(posted);
  const number = reportNumber(typed, once);
  const now = ports.clock.now();
  await ports.send(reportEvent(typed, number, now));
  log('reported', { number });
  const { organisation } = ports;
  return page(
    renderReportReceipt({ locale: localeOf(context), organisation, typed, number, at: now }),
    200,
  );
}

function onceIn(posted: Posted): string | undefined {
  const once = posted[REPORT_MORE.once] ?? '';
  return once.length === 2 * ONCE_BYTES && /^[0-9a-f]+$/.test(once) ? once : undefined;
}

const tried = new WeakMap<Request, Posted>();

/** Nothing was lost: what was posted stands in the page, to be posted again. */
function onFault(error: Error, context: Context, organisation: string): Response {
  const code = error instanceof AssentError ? error.code : undefined;
  const status = code === 'Invalid' ? 400 : code === 'TooLarge' ? 413 : 503;
  logFault('report failed', error, { status });
  const fields = tried.get(context.req.raw) ?? {};
  return page(renderReportFault({ locale: localeOf(context), organisation, fields }), status);
}
