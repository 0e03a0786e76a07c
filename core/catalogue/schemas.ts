import * as z from 'zod';
import { isTypeName } from '../ids.ts';

/** Shapes of the catalogue's files. Where its facts come from: `SOURCES.md` beside this file. */

const text = z.string().min(1);
const day = z.iso.date();
const recordType = text.refine(isTypeName, 'Not a record type');

/** Heading of the chapter or group that the item stands in; titles repeat, ids do not. */
const requirement = {
  group: text,
  groupTitle: text,
  parent: text,
  parentTitle: text,
  title: text,
  /** What it asks for, in this project's own words: no audit criterion. */
  statement: text,
  area: z.enum(['audits', 'evidence', 'governance', 'lifecycle', 'risk', 'scope']),
  /** Record types that show it is met, and artefacts that are no record. */
  evidence: z.array(recordType).readonly(),
  otherEvidence: z.array(text).readonly(),
  /** Related subcategories of the NIST AI RMF, and those of them in the published crosswalk. */
  nistAiRmf: z.array(text).readonly(),
  nistPublishedCrosswalk: z.array(text).readonly(),
  /** Related articles of the EU AI Act: a relation, no equivalence. */
  euAiAct: z.array(text).readonly(),
};

/** A clause of ISO/IEC 42001 that has content of its own. */
export const Clause = z.strictObject({ id: text.regex(/^\d+\.\d+(\.\d+)?$/), ...requirement });
export type Clause = z.infer<typeof Clause>;

/** A control of Annex A of ISO/IEC 42001. */
export const Control = z.strictObject({ id: text.regex(/^A\.\d+(\.\d+){1,2}$/), ...requirement });
export type Control = z.infer<typeof Control>;

/** A subcategory of the NIST AI Risk Management Framework 1.0. */
export const NistSubcategory = z.strictObject({
  id: text.regex(/^[A-Z]+ \d+\.\d+$/),
  function: z.enum(['GOVERN', 'MAP', 'MEASURE', 'MANAGE']),
  category: text,
  summary: text,
});
export type NistSubcategory = z.infer<typeof NistSubcategory>;

/** What an auditor asks about a clause or control at stage 1 and stage 2, and finds wanting. */
export const AuditQuestion = z.strictObject({
  ref: text,
  stage1: text,
  stage2: text,
  looksFor: z.array(recordType).readonly(),
  usualFailure: text,
});
export type AuditQuestion = z.infer<typeof AuditQuestion>;

/** A duty to report an incident within a time. */
export const IncidentClock = z.strictObject({
  id: text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  regime: text,
  reference: text,
  stage: text,
  trigger: text,
  /** Hours of the deadline; `null` means at once. `deadline` wins where they differ. */
  deadlineHours: z.int().positive().nullable(),
  /** ISO 8601 duration; `P1M` is a calendar month. */
  deadline: text.regex(/^P(\d+[DM]|T\d+H)$/).nullable(),
  countsFrom: text,
  alsoWithoutDelay: z.boolean(),
  reportedBy: text,
  reportedTo: text,
  binding: z.enum(['law', 'voluntary']),
  appliesFrom: day,
  confidence: z.enum(['high', 'medium', 'low']),
  note: z.string(),
});
export type IncidentClock = z.infer<typeof IncidentClock>;

/** A tier of the EU AI Act, of systems (ranked, the gravest first) or of models. */
export const ActTier = z.strictObject({
  id: text,
  name: text,
  axis: z.enum(['system', 'model']),
  rank: z.int().positive().nullable(),
  reference: z.array(text).readonly(),
  criterion: text,
  indicators: z.array(z.strictObject({ ref: text, summary: text })).readonly(),
  obligations: z.array(z.strictObject({ ref: text, role: text, summary: text })).readonly(),
  appliesFrom: z.array(z.strictObject({ date: day, what: text, reference: text })).readonly(),
  maxFine: z
    .strictObject({ ref: text, eurMillion: z.number(), turnoverPercent: z.number(), rule: text })
    .nullable(),
  exception: z.strictObject({ ref: text, summary: text }).nullable(),
});
export type ActTier = z.infer<typeof ActTier>;
