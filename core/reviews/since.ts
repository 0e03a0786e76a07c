import { factIfAny, type Line, type ReadRecords } from '../approvals/questions/question.ts';
import { type Ref, splitRef } from '../ids.ts';
import { acceptance } from '../records/acceptance.ts';
import { approval } from '../records/approval.ts';
import { contentOf } from '../records/content-of.ts';
import { evidence } from '../records/evidence.ts';
import type { Pinned } from '../records/fields.ts';
import { incident } from '../records/incident.ts';
import { regulatoryClock } from '../records/regulatory-clock.ts';
import { type RiskContent, risk as riskType } from '../records/risk.ts';
import type { RiskCriteriaContent } from '../records/risk-criteria.ts';
import { testReport } from '../records/test-report.ts';
import type { Sealed } from '../records/version.ts';
import { compareUtf8 } from '../store/text-order.ts';
import type { Fact } from '../tasks/facts.ts';
import type { Instant } from '../time.ts';

/** From when and until when a review looks. */
export interface Since {
  /** When the record was looked at before; else when it began. */
  readonly at: Instant;
  /** When it was looked at before, where it was. */
  readonly last: Instant | undefined;
  /** What ends by then ends soon. */
  readonly soon: Instant;
  /** The criteria that a risk or an acceptance goes by. */
  readonly criteria: (pinned: Pinned) => Promise<RiskCriteriaContent>;
}

type Cap = (lines: readonly Line[]) => readonly Line[];

/** What has happened around a record since it was looked at, by who points to it. */
export async function aboutSince(
  record: Sealed,
  read: ReadRecords,
  since: Since,
  cap: Cap,
): Promise<readonly Fact[]> {
  const [risks, tests, stale, incidents, approvals] = await Promise.all([
    riskFacts(record, read, since, cap),
    testFacts(record, read, since, cap),
    staleEvidence(record, read, since),
    incidentsSince(record, read, since),
    approvalsSince(record, read, since),
  ]);
  return [
    ...risks,
    ...tests,
    ...factIfAny('stale-evidence', record, cap(stale)),
    ...factIfAny('incidents-since', record, cap(incidents.lines)),
    ...factIfAny('clocks', record, cap(incidents.clocks)),
    ...factIfAny('approvals-since', record, cap(approvals)),
  ];
}

/** Records of a type that point to one by a relation, as they stand. */
async function pointing(of: Ref, rel: string, type: string, read: ReadRecords) {
  const refs = await read.incoming(of, rel);
  const heads = await Promise.all(
    refs.filter((ref) => splitRef(ref).type === type).map((ref) => read.load(ref)),
  );
  return heads.filter((head) => head !== undefined);
}

/** Risks above appetite, and acceptances that end before it is looked at again. */
async function riskFacts(
  record: Sealed,
  read: ReadRecords,
  { soon, criteria }: Since,
  cap: Cap,
): Promise<readonly Fact[]> {
  const above: Line[] = [];
  const ending: Line[] = [];
  for (const risk of await pointing(record.ref, 'threatens', riskType.name, read)) {
    const content = contentOf(riskType, risk);
    const name = levelNames(await criteria(content.criteria));
    if (risk.version.state === 'above-appetite') above.push(aboveLine(content, name));
    for (const accepted of await pointing(risk.ref, 'accepts', acceptance.name, read)) {
      const { until, residual } = contentOf(acceptance, accepted);
      if (accepted.version.state !== 'in-force' || until > soon) continue;
      const { dimension } = content;
      ending.push({ say: 'accepted-until', dimension, level: name(residual.level), until });
    }
  }
  return [
    ...factIfAny('above-appetite', record, cap(above)),
    ...factIfAny('ending-soon', record, cap(ending)),
  ];
}

type LevelName = (level: number) => string;

const levelNames =
  ({ levels }: RiskCriteriaContent): LevelName =>
  (level) =>
    levels[level - 1]?.name ?? String(level);

const aboveLine = ({ dimension, scored, appetite }: RiskContent, name: LevelName): Line => ({
  say: 'dimension-level',
  dimension,
  level: name(scored.residual.level),
  appetite: name(appetite),
  above: true,
});

async function testFacts(
  record: Sealed,
  read: ReadRecords,
  { at }: Since,
  cap: Cap,
): Promise<readonly Fact[]> {
  const reports = (await pointing(record.ref, 'tests', testReport.name, read))
    .map((head) => contentOf(testReport, head))
    .filter(({ ran }) => ran >= at)
    .toSorted((a, b) => compareUtf8(b.ran, a.ran));
  const line = ({ suite, ran, passed, failed }: (typeof reports)[number]): Line => ({
    say: 'tests-ran',
    suite,
    at: ran,
    passed,
    failed,
  });
  const isBad = ({ failed }: (typeof reports)[number]) => failed > 0;
  return [
    ...factIfAny('failed-tests', record, cap(reports.filter(isBad).map(line))),
    ...factIfAny('tests-since', record, cap(reports.filter((each) => !isBad(each)).map(line))),
  ];
}

/** Evidence that nobody has renewed since the record was looked at before. */
async function staleEvidence(
  record: Sealed,
  read: ReadRecords,
  { at }: Since,
): Promise<readonly Line[]> {
  const named = record.version.links.map(({ to }) => to);
  const linked = named.filter((to) => splitRef(to).type === evidence.name);
  const heads = await Promise.all(linked.map((ref) => read.load(ref)));
  const proving = await pointing(record.ref, 'proves', evidence.name, read);
  const all = [...heads.filter((head) => head !== undefined), ...proving];
  const once = new Map(all.map((head) => [head.ref, contentOf(evidence, head)]));
  return [...once.values()]
    .filter(({ collected }) => collected < at)
    .map(({ source, collected }) => ({ say: 'evidence', source, collected }));
}

/** Incidents that began since and are over, what was counted, and duties to report that run. */
async function incidentsSince(record: Sealed, read: ReadRecords, { at }: Since) {
  const lines: Line[] = [];
  const clocks: Line[] = [];
  let signals = 0;
  const found = await Promise.all(
    ['concerns', 'of-model'].map((rel) => pointing(record.ref, rel, incident.name, read)),
  );
  const once = new Map(found.flat().map((head) => [head.ref, head]));
  for (const head of once.values()) {
    const { title, severity, happened, signals: counted } = contentOf(incident, head);
    const { state } = head.version;
    for (const clock of await pointing(head.ref, 'of', regulatoryClock.name, read)) {
      const line = clockLine(clock);
      if (line !== undefined) clocks.push(line);
    }
    if (happened < at) continue;
    signals += counted;
    if (OVER.has(state)) lines.push({ say: 'incident', title, severity, state, happened });
  }
  return {
    lines: signals === 0 ? lines : [{ say: 'signals', count: signals } as Line, ...lines],
    clocks,
  };
}

const OVER: ReadonlySet<string> = new Set(['closed', 'dismissed', 'merged']);

function clockLine(clock: Sealed): Line | undefined {
  const { state } = clock.version;
  if (state !== 'running' && state !== 'breached') return undefined;
  const { regime, reference, reportedTo, deadline } = contentOf(regulatoryClock, clock);
  return { say: 'clock', regime, reference, to: reportedTo, state, deadline };
}

async function approvalsSince(
  record: Sealed,
  read: ReadRecords,
  { at }: Since,
): Promise<readonly Line[]> {
  const found = await pointing(record.ref, 'about', approval.name, read);
  return found
    .filter(({ version }) => version.time >= at)
    .filter(({ version }) => version.state !== 'open' && version.state !== 'decided')
    .map(
      ({ version }): Line => ({ say: 'approval-ended', state: version.state, at: version.time }),
    );
}
