import * as z from 'zod';
import {
  ActTier,
  AuditQuestion,
  Clause,
  Control,
  IncidentClock,
  NistSubcategory,
} from './schemas.ts';

/**
 * The catalogue: what standards and laws ask for, as data, in this project's own words. Each list
 * is loaded and checked at its first use, so whoever needs one carries no other.
 */

/** The 32 clauses of ISO/IEC 42001 with content of their own, 4.1 to 10.2, in order. */
export const loadClauses = lazily(Clause, async () => {
  const file = await import('./iso42001-clauses.json', { with: { type: 'json' } });
  return file.default;
});

/** The 38 controls of Annex A of ISO/IEC 42001, in order. */
export const loadControls = lazily(Control, async () => {
  const file = await import('./iso42001-controls.json', { with: { type: 'json' } });
  return file.default;
});

/** The 72 subcategories of the NIST AI RMF 1.0, in order. */
export const loadNistSubcategories = lazily(NistSubcategory, async () => {
  const file = await import('./nist-ai-rmf.json', { with: { type: 'json' } });
  return file.default;
});

/** What auditors ask: one entry for each clause and each control. */
export const loadAuditQuestions = lazily(AuditQuestion, async () => {
  const file = await import('./audit-questions.json', { with: { type: 'json' } });
  return file.default;
});

/** Deadlines for reporting incidents under European law. */
export const loadIncidentClocks = lazily(IncidentClock, async () => {
  const file = await import('./euaiact-incident-clocks.json', { with: { type: 'json' } });
  return file.default;
});

/** The tiers of the EU AI Act: four of systems, two of models. */
export const loadActTiers = lazily(ActTier, async () => {
  const file = await import('./euaiact-tiers.json', { with: { type: 'json' } });
  return file.default;
});

function lazily<T>(item: z.ZodType<T>, load: () => Promise<unknown>): () => Promise<readonly T[]> {
  let loaded: Promise<readonly T[]> | undefined;
  return () => {
    loaded ??= load().then((file) => z.array(item).readonly().parse(file));
    return loaded;
  };
}
