import { sha256Hex } from '#hash';
import { AssentError, isError } from '../../errors.ts';
import { testReport as event, TEST_REPORT, type TestReport } from '../../events/test-report.ts';
import type { Ref } from '../../ids.ts';
import { evidencePath } from '../../log/paths.ts';
import { type RetentionDays, retainUntil } from '../../log/retention.ts';
import type { Clock, Objects } from '../../ports.ts';
import type { Link } from '../../records/define-type.ts';
import {
  type TestReportContent,
  testReportId,
  testReport as type,
} from '../../records/test-report.ts';
import type { RecordStore } from '../../store/record-store.ts';
import { isObject } from '../envelope.ts';
import type { Counted } from '../folding/counted.ts';
import { REMOVED } from '../signal.ts';
import { formatOf, readReport } from './read-report.ts';

export interface TestReportPorts {
  readonly store: RecordStore;
  readonly objects: Pick<Objects, 'create'>;
  readonly clock: Clock;
  readonly retention: RetentionDays;
}

export interface KeptTestReports {
  /** New records. */
  readonly kept: number;
  /** Identities of those that could not be kept, with why. */
  readonly failed: ReadonlyMap<string, unknown>;
}

/**
 * Keeps the test reports among some signals: of each a record, once, and the report itself as
 * evidence, without what is taken out of every event. One that cannot be kept holds up no other.
 *
 * @throws Transient
 */
export async function keepTestReports(
  ports: TestReportPorts,
  signals: readonly Counted[],
): Promise<KeptTestReports> {
  let kept = 0;
  const failed = new Map<string, unknown>();
  for (const signal of signals) {
    const report = reportIn(signal);
    if (report === undefined) continue;
    try {
      if (await isNew(ports, signal, report)) kept += 1;
    } catch (error) {
      if (!(error instanceof AssentError) || error.code === 'Transient') throw error;
      failed.set(signal.identity, error);
    }
  }
  return { kept, failed };
}

function reportIn({ line }: Counted): TestReport | undefined {
  if (!isObject(line.event) || line.event['detail-type'] !== TEST_REPORT) return undefined;
  if (String(line.event.source).startsWith('aws.')) return undefined;
  return event().safeParse(line.event.detail).data;
}

async function isNew(ports: TestReportPorts, signal: Counted, report: TestReport) {
  const { store } = ports;
  const id = testReportId(signal.identity);
  if ((await store.load(`${type.name}/${id}`)) !== undefined) return false;
  const made = await store.draft({
    type: type.name,
    id,
    before: undefined,
    action: 'create',
    state: type.initial,
    content: await contentFor(ports, signal, report),
    links: await linksOf(store, report),
    actor: 'service/assent-ingest',
    via: 'system',
    reason: null,
  });
  try {
    await store.commit([made]);
    return true;
  } catch (error) {
    // Another runner was faster.
    if (isError(error, 'Conflict')) return false;
    throw error;
  }
}

async function contentFor(
  ports: TestReportPorts,
  { identity, moment }: Counted,
  said: TestReport,
): Promise<TestReportContent> {
  const { suite, kind, passed, failed, skipped } = said;
  const counted = { suite, kind, ran: moment, passed, failed, skipped, identity };
  const { report } = said;
  if (report === undefined || !('text' in report)) {
    // What lies in somebody else's bucket is not read.
    return {
      ...counted,
      failures: [],
      counts: 'unread',
      ...(said.format !== undefined && { format: said.format }),
      ...(report !== undefined && { report }),
    };
  }
  const { text } = report;
  const format = said.format ?? formatOf(text);
  if (text === REMOVED) return { ...counted, failures: [], counts: 'unread', format };
  const read = await readReport(text, format);
  const evidence = await keepText(ports, text, format === 'json' ? 'json' : 'xml');
  return {
    ...counted,
    failures: [...(read?.failures ?? [])],
    counts: read === undefined ? 'unread' : agreement(said, read),
    format,
    report: { evidence },
  };
}

function agreement(
  said: Pick<TestReport, 'passed' | 'failed' | 'skipped'>,
  read: Pick<TestReport, 'passed' | 'failed' | 'skipped'>,
) {
  const agree =
    said.passed === read.passed && said.failed === read.failed && said.skipped === read.skipped;
  return agree ? 'agree' : 'differ';
}

/** The path is the digest, so what stands there already is the same. */
async function keepText(ports: TestReportPorts, text: string, form: 'json' | 'xml') {
  const bytes = new TextEncoder().encode(text);
  const sha256 = sha256Hex(bytes);
  await ports.objects.create(evidencePath(sha256), bytes, {
    contentType: `application/${form}`,
    retainUntil: retainUntil('evidence', ports.clock.now(), ports.retention),
  });
  return sha256;
}

/** What was tested, as far as it has a record: a link leads nowhere else. */
async function linksOf(store: RecordStore, { system, model }: TestReport): Promise<Link[]> {
  const named = [system, model].filter((ref): ref is Ref => ref !== undefined);
  const there = await Promise.all(named.map((ref) => store.load(ref)));
  return named.filter((_ref, n) => there[n] !== undefined).map((to) => ({ rel: 'tests', to }));
}
