import * as z from 'zod';
import * as f from './fields.ts';
import { ACTS, PARTIES } from './risk-criteria.ts';

/** Members that records about risks share. Steps, levels and strengths count from 1. */

const step = () => z.int().min(1).max(10);

/** A place in the criteria's matrix. */
export const place = () =>
  z.strictObject({ likelihood: step(), impact: step(), level: z.int().min(1).max(6) });

export const score = () =>
  z.strictObject({
    inherent: place(),
    effectiveness: z.strictObject({ prevents: z.int().min(0), limits: z.int().min(0) }),
    residual: place(),
    raised: z.strictObject({ likelihood: z.boolean(), impact: z.boolean() }),
  });

export const control = () =>
  z.strictObject({ acts: z.enum(ACTS), strength: z.int().min(1).max(6), proven: z.boolean() });

/** What one assessor said, and what it came to by the criteria. */
export const assessed = () =>
  z.strictObject({
    by: f.pinned('task'),
    person: f.ref('person'),
    at: f.instant(),
    /** Cause, event, harm and to whom, in one sentence each. */
    scenario: z.strictObject({
      cause: f.line(500),
      event: f.line(500),
      harm: f.line(500),
      to: f.line(500),
    }),
    likelihood: step(),
    impact: z.partialRecord(z.enum(PARTIES), step()),
    rationale: f.text(),
    /** Options chosen, by question. */
    answers: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), f.line(40)),
    /** Questions that nobody could answer. */
    unknown: z.array(f.line(40)).max(40),
    controls: z.array(control()).max(60),
    /** What it would be good for, beside the risk (6.1.1). */
    opportunity: f.text(1000).optional(),
    score: score(),
  });
