import sax from 'sax';
import type { ReportRead } from './report-read.ts';

/** Levels of suites within suites. */
const MOST_DEPTH = 100;

type Attributes = Readonly<Record<string, string>>;
type Result = 'passed' | 'failed' | 'skipped';

/** What stands in a case that did not pass. */
const RESULTS: ReadonlyMap<string, Result> = new Map([
  ['failure', 'failed'],
  ['error', 'failed'],
  ['skipped', 'skipped'],
]);

/**
 * JUnit XML, as the test runners of many languages write it: what its cases say, or where it has
 * none, the counts of its outermost suites. A document type is refused, so there are no entities
 * but XML's own five.
 *
 * @throws where it is no XML, or no such report
 */
export function read(xml: string): ReportRead {
  const report = new Report();
  const parser = sax.parser(true, { strictEntities: true });
  parser.onopentag = ({ name, attributes }) => report.open(name, attributes);
  parser.onclosetag = (name) => report.close(name);
  parser.ondoctype = () => {
    throw new Error('It has a document type');
  };
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(xml).close();
  return report.read();
}

/** A report while it is read. */
class Report {
  readonly #counts = { passed: 0, failed: 0, skipped: 0 };
  readonly #failures: string[] = [];
  /** What the outermost suites say of themselves: they count what is within. */
  readonly #suites: Attributes[] = [];
  readonly #within: string[] = [];
  #roots = 0;
  #case: { readonly name: string; readonly result: Result; readonly message: string } | undefined;

  open(name: string, attributes: Attributes): void {
    const isSuite = name === 'testsuite';
    if (this.#within.length === 0) this.#roots += 1;
    if (this.#roots > 1) throw new Error('It has several roots');
    if (this.#within.length === 0 && !isSuite && name !== 'testsuites')
      throw new Error('No report');
    if (this.#within.length >= MOST_DEPTH) throw new Error('It is too deep');
    if (isSuite && !this.#within.includes(name)) this.#suites.push(attributes);
    this.#within.push(name);
    if (name === 'testcase')
      this.#case = { name: nameOf(attributes), result: 'passed', message: '' };
    const result = RESULTS.get(name);
    if (this.#case === undefined || result === undefined || this.#case.result === 'failed') return;
    this.#case = { ...this.#case, result, message: attributes.message ?? '' };
  }

  close(name: string): void {
    this.#within.pop();
    if (name !== 'testcase' || this.#case === undefined) return;
    const { name: called, result, message } = this.#case;
    this.#counts[result] += 1;
    if (result === 'failed') this.#failures.push(message === '' ? called : `${called}: ${message}`);
    this.#case = undefined;
  }

  read(): ReportRead {
    if (this.#roots === 0) throw new Error('It is empty');
    const { passed, failed, skipped } = this.#counts;
    const ofCases = { ...this.#counts, failures: this.#failures };
    return passed + failed + skipped > 0 ? ofCases : { ...this.#said(), failures: [] };
  }

  /** @throws where a suite says no number */
  #said() {
    const sum = (...names: readonly string[]) =>
      this.#suites.flatMap((suite) => names.map((name) => numberOf(suite[name]))).reduce(add, 0);
    const failed = sum('failures', 'errors');
    const skipped = sum('skipped');
    return { passed: sum('tests') - failed - skipped, failed, skipped };
  }
}

const nameOf = ({ name = '', classname = '' }: Attributes): string =>
  [classname, name].filter((part) => part !== '').join(', ');

function numberOf(text = '0'): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error('A count is no number');
  return Number(text);
}

const add = (sum: number, each: number): number => sum + each;
