import { contentOf } from '../../records/content-of.ts';
import { evidence } from '../../records/evidence.ts';
import { model } from '../../records/model.ts';
import { vendor } from '../../records/vendor.ts';
import type { Sealed } from '../../records/version.ts';
import type { Fact } from '../../tasks/facts.ts';
import type { Said } from '../../tasks/said.ts';
import { fact, factIfAny, linked, type OneNumber, type ReadRecords } from './question.ts';

/** Facts that a model brings to whatever it is part of, and to its own release. */

/** How many tests failed, of all that are on record. */
export const FAILED_TESTS: OneNumber = { key: 'tests-failed', among: ['tests-failed', 'tests'] };

/** Failures first, each by the group on which it was tested (decision-pages: go-live). */
export function testFacts(from: Sealed): readonly Fact[] {
  const { tests = [] } = contentOf(model, from);
  const said = tests.map((test): Said => ({ say: 'test', ...test }));
  const passed = (each: Said) => each.say === 'test' && each.passed;
  return [
    ...factIfAny(
      'tests-failed',
      from,
      said.filter((each) => !passed(each)),
    ),
    ...factIfAny('tests', from, said.filter(passed)),
  ];
}

export const limitFacts = (from: Sealed): readonly Fact[] =>
  factIfAny('limits', from, contentOf(model, from).limitations);

export function dataFacts(from: Sealed): readonly Fact[] {
  const { data } = contentOf(model, from);
  return data === undefined ? [] : [fact('data', from, data)];
}

/** Whoever supplies it, and when that was last looked at. */
export async function supplierFacts(of: Sealed, read: ReadRecords): Promise<readonly Fact[]> {
  const suppliers = await linked(of, 'supplied-by', read);
  return suppliers.map((each) => {
    const { name, supplies, reviewed } = contentOf(vendor, each);
    return fact('suppliers', each, {
      say: 'supplier',
      name,
      supplies,
      ...(reviewed === undefined ? {} : { reviewed }),
    });
  });
}

/** Evidence that a record is linked with, by its source and the day it was collected. */
export async function evidenceFacts(
  key: string,
  of: Sealed,
  rel: string,
  read: ReadRecords,
): Promise<readonly Fact[]> {
  const found = await linked(of, rel, read);
  return found.map((each) => {
    const { source, collected } = contentOf(evidence, each);
    return { ...fact(key, each, { say: 'evidence', source, collected }), asOf: collected };
  });
}
