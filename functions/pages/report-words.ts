import type { FormProblem } from './form-problems.ts';
import type { ReportWords } from './messages/report.ts';
import {
  EXTENTS,
  REPORT_FIELDS,
  type ReportField,
  type ReportProblem,
  type TypedReport,
} from './report-views.ts';

/** Characters that a field may hold; what the event carries is made of them. */
export const MOST_CHARS: Readonly<Record<ReportField, number>> = {
  service: 70,
  title: 120,
  description: 3000,
  extent: 20,
  harm: 500,
  when: 10,
  name: 200,
  contact: 200,
};

/** What is wrong, in words, each with the id of its field. */
export function problemsIn(
  problems: readonly ReportProblem[],
  w: ReportWords,
): readonly FormProblem[] {
  return problems.map(({ field, is }) => {
    const text = w.mistake(labelOf(field, w), w.mistakes[is]);
    const isLong = is === 'too-long' && field !== 'trap' && field !== 'word';
    return { id: field, text: isLong ? `${text} ${w.most(MOST_CHARS[field])}` : text };
  });
}

function labelOf(field: ReportProblem['field'], w: ReportWords): string {
  if (field === 'trap') return w.trap;
  return field === 'word' ? w.check.wordLabel(w.check.word) : w.labels[field];
}

/** What was typed, in words, field by field. */
export function typedIn(
  typed: TypedReport,
  w: ReportWords,
): readonly { readonly label: string; readonly text: string }[] {
  return REPORT_FIELDS.map((field) => {
    const value = typed[field] ?? '';
    const extent = EXTENTS.find((each) => each === value);
    const said = field === 'extent' && extent !== undefined ? w.extents[extent] : value;
    return { label: w.labels[field], text: said === '' ? w.check.empty : said };
  });
}
