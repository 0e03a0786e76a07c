import { type Ref, splitRef } from '../../ids.ts';
import { acceptance } from '../../records/acceptance.ts';
import { contentOf } from '../../records/content-of.ts';
import { impactAssessment } from '../../records/impact-assessment.ts';
import { type RiskContent, risk as riskType } from '../../records/risk.ts';
import { DIMENSIONS, riskCriteria } from '../../records/risk-criteria.ts';
import type { Sealed } from '../../records/version.ts';
import { acceptanceRef, riskRef } from '../../risk/risks.ts';
import type { Fact } from '../../tasks/facts.ts';
import { fact, type Line, type ReadRecords } from './question.ts';

/** How an AI system's risks stand, and what is known of its impact: for whoever lets it go live. */

/** Each dimension's residual against what is borne; those above it have a key of their own. */
export async function riskFacts(system: Ref, read: ReadRecords): Promise<readonly Fact[]> {
  const heads = await Promise.all(DIMENSIONS.map((each) => read.load(riskRef(system, each))));
  const risks = heads.filter((head) => head !== undefined && head.version.state !== 'retired');
  const facts = await Promise.all(risks.map((head) => (head ? riskFact(head, read) : undefined)));
  return facts.filter((each) => each !== undefined);
}

async function riskFact(head: Sealed, read: ReadRecords): Promise<Fact> {
  const content = contentOf(riskType, head);
  const { dimension, scored, appetite, criteria } = content;
  const above = scored.residual.level > appetite;
  const name = await levelNames(content, read);
  const accepted = above ? await acceptedLine(head, content, name, read) : [];
  return fact(above ? 'risks-above' : 'risks', head, [
    {
      say: 'dimension-level',
      dimension,
      level: name(scored.residual.level),
      appetite: name(appetite),
      above,
    },
    { say: 'scored-by', version: criteria.version, disagree: scored.disagree },
    ...accepted,
  ]);
}

/** What levels are called, as long as the criteria are those that the risk was scored by. */
async function levelNames({ criteria }: RiskContent, read: ReadRecords) {
  const head = await read.load(`${criteria.type}/${criteria.id}`);
  const levels =
    head?.digest === criteria.digest ? contentOf(riskCriteria, head).levels : undefined;
  return (level: number): string => levels?.[level - 1]?.name ?? String(level);
}

async function acceptedLine(
  head: Sealed,
  { scored, dimension }: RiskContent,
  name: (level: number) => string,
  read: ReadRecords,
): Promise<readonly Line[]> {
  if (head.version.state !== 'accepted') return [{ say: 'not-accepted' }];
  const given = await read.load(acceptanceRef(scored.by, dimension));
  if (given === undefined) return [];
  const { until } = contentOf(acceptance, given);
  return [{ say: 'accepted-until', dimension, level: name(scored.residual.level), until }];
}

/** The impact assessment that has the system's id, where it is approved. */
export async function impactFacts(system: Ref, read: ReadRecords): Promise<readonly Fact[]> {
  const head = await read.load(`${impactAssessment.name}/${splitRef(system).id}`);
  if (head?.version.state !== 'approved') return [];
  const { name, nextReview, fundamentalRights } = contentOf(impactAssessment, head);
  return [
    fact('impact', head, [
      name,
      { say: 'fundamental-rights', applies: fundamentalRights.applies === 'yes' },
      { say: 'reviewed-next', on: nextReview },
    ]),
  ];
}
