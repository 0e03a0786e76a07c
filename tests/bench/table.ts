/** One measurement. */
export interface Row {
  /** What was measured, and against what where there is a ratio. */
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  /** The value ÷ what it is held against, both measured in this run. */
  readonly ratio?: number;
  /** At most that much: of the ratio where there is one, else of the value. */
  readonly bound?: number;
}

const BEGIN = '<!-- measured: begin -->';
const END = '<!-- measured: end -->';
const HEADER = ['measure', 'value', 'ratio', 'bound', ''];

/** Whether the row keeps within its bound; `undefined` where it has none. */
export function isMet({ value, ratio, bound }: Row): boolean | undefined {
  return bound === undefined ? undefined : (ratio ?? value) <= bound;
}

/** The rows as a table of Markdown that also reads well in a terminal. */
export function table(rows: readonly Row[]): string {
  return markdown(HEADER, rows.map(cellsOf), [1, 2, 3]);
}

/** Cells in columns, those of the given numbers to the right. */
export function markdown(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[],
): string {
  const cells = [header, ...rows];
  const widths = header.map((_, column) =>
    Math.max(...cells.map((row) => [...(row[column] ?? '')].length), 3),
  );
  const lines = cells.map((row) => line(row, widths, numeric));
  const rule = line(
    widths.map((width, column) =>
      numeric.includes(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
    ),
    widths,
    numeric,
  );
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function cellsOf(row: Row): string[] {
  const met = isMet(row);
  return [
    row.measure,
    `${figure(row.value)} ${row.unit}`.trim(),
    row.ratio === undefined ? '' : figure(row.ratio),
    row.bound === undefined ? '' : `≤ ${figure(row.bound)}`,
    met === undefined ? '' : met ? 'met' : '**NOT MET**',
  ];
}

function line(
  cells: readonly string[],
  widths: readonly number[],
  numeric: readonly number[],
): string {
  const padded = widths.map((width, column) => {
    const cell = cells[column] ?? '';
    const room = ' '.repeat(width - [...cell].length);
    return numeric.includes(column) ? room + cell : cell + room;
  });
  return `| ${padded.join(' | ')} |`;
}

/** Three figures that count, and thousands apart. */
export function figure(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return Number(value.toFixed(digits)).toLocaleString('en-GB', { maximumFractionDigits: digits });
}

/**
 * The document with what stands between its two markers replaced.
 *
 * @throws Error where the markers are not there, once each and in order
 */
export function replaceMeasured(document: string, measured: string): string {
  const [before, rest, ...more] = document.split(BEGIN);
  const [, after, ...again] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined || more.length + again.length > 0) {
    throw new Error(`The document needs ${BEGIN} and ${END}, once each and in this order`);
  }
  return `${before}${BEGIN}\n\n${measured}\n\n${END}${after}`;
}
