import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_REPORT_CHARS } from '#core/events/test-report.ts';
import { formatOf, readReport } from '#core/signals/test-reports/read-report.ts';

const xml = (text: string) => readReport(text, 'junit-xml');
const json = (value: unknown) => readReport(JSON.stringify(value), 'json');

describe('a report in JUnit XML', () => {
  it('says what its cases say', async () => {
    const read = await xml(`<?xml version="1.0" encoding="UTF-8"?>
      <testsuites tests="99"><testsuite name="age bands" tests="99">
        <properties><property name="seed" value="1"/></properties>
        <testcase classname="bands" name="18 to 24"><failure message="refused 1.31 times as often">x
          </failure></testcase>
        <testcase classname="bands" name="25 to 34"/>
        <testcase name="35 to 44"><skipped/></testcase>
        <testcase name="45 to 54"><error type="Timeout"/></testcase>
        <system-out>failure</system-out>
      </testsuite></testsuites>`);
    expect(read).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: ['bands, 18 to 24: refused 1.31 times as often', '45 to 54'],
    });
  });

  it('counts a case once, however often it failed', async () => {
    const text =
      '<testsuite><testcase name="a"><failure/><error/><skipped/></testcase></testsuite>';
    expect(await xml(text)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts cases of suites within suites', async () => {
    const inner = '<testsuite tests="1"><testcase name="a"/></testsuite>';
    expect(await xml(`<testsuites><testsuite>${inner}${inner}</testsuite></testsuites>`)).toEqual({
      passed: 2,
      failed: 0,
      skipped: 0,
      failures: [],
    });
  });

  it.each([
    ['<testsuite tests="42" failures="1"/>', { passed: 41, failed: 1, skipped: 0 }],
    [
      '<testsuites><testsuite tests="5" errors="2"/><testsuite tests="4" skipped="1"/></testsuites>',
      { passed: 6, failed: 2, skipped: 1 },
    ],
    [
      '<testsuite tests="3"><testsuite tests="2"/><testsuite tests="1"/></testsuite>',
      { passed: 3, failed: 0, skipped: 0 },
    ],
  ])('without cases says what its outermost suites say: %s', async (text, counts) => {
    expect(await xml(text)).toEqual({ ...counts, failures: [] });
  });

  it('reads the five entities of XML, and what is quoted whole', async () => {
    const text =
      '<testsuite><testcase name="a &lt; b &amp; c"><failure message="&quot;no&quot;"/></testcase>' +
      '<testcase name="b"><failure><![CDATA[<testcase name="c"/>]]></failure></testcase></testsuite>';
    expect((await xml(text))?.failures).toEqual(['a < b & c: "no"', 'b']);
  });
});

const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, n) => {
  const before = String.fromCharCode(97 + n);
  return `<!ENTITY ${String.fromCharCode(98 + n)} "${`&${before};`.repeat(10)}">`;
}).join('')}]><testsuite name="&j;" tests="1"/>`;

describe('a report that is hostile, or damaged', () => {
  it.each([
    ['entities that multiply', LAUGHS],
    [
      'an entity from elsewhere',
      '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite tests="1" name="&x;"/>',
    ],
    ['a document type alone', '<!DOCTYPE testsuite><testsuite tests="1"/>'],
    ['an entity that nobody defined', '<testsuite tests="1" name="&nbsp;"/>'],
    ['a depth that no suite has', '<testsuite>'.repeat(18_000)],
    ['another root', '<html><testsuite tests="1"/></html>'],
    ['two roots', '<testsuite tests="1"/><testsuite tests="1"/>'],
    ['an end that does not come', '<testsuite tests="1"><testcase name="a">'],
    ['an end that is another', '<testsuite><testcase></testsuite></testcase>'],
    ['an attribute without quotes', '<testsuite tests=1/>'],
    ['a number that is none', '<testsuite tests="many"/>'],
    ['a number below nothing', '<testsuite tests="-1"/>'],
    ['fewer tests than failed', '<testsuite tests="1" failures="2"/>'],
    ['a number beyond all', '<testsuite tests="999999999"/>'],
    ['nothing', ''],
    ['no XML', '{"passed": 1, "failed": 0}'],
    ['what was taken out', '$removed'],
  ])('is unread: %s', async (_what, text) => {
    expect(await xml(text)).toBeUndefined();
  });

  it('as long as any is read in the order of its length', async () => {
    const cases = '<testcase name="a"><failure message="&lt;"/></testcase>';
    const text = `<testsuite>${cases.repeat(3500)}</testsuite>`;
    expect(text.length).toBeLessThanOrEqual(MAX_REPORT_CHARS);
    expect(await xml(text)).toMatchObject({ failed: 3500 });
    const attribute = `<testsuite tests="1" name="${'&amp;'.repeat(10_000)}"/>`;
    expect(await xml(attribute)).toMatchObject({ passed: 1 });
  });

  it('never throws, whatever is done to it', async () => {
    const whole =
      '<?xml version="1.0"?><testsuites><testsuite tests="2"><testcase name="a"><failure ' +
      'message="&lt;b&gt;"/></testcase><!-- c --><testcase name="d"/></testsuite></testsuites>';
    const damage = fc.tuple(fc.nat(whole.length), fc.nat(20), fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(damage, async ([at, gone, put]) => {
        const read = await xml(whole.slice(0, at) + put + whole.slice(at + gone));
        expect(read === undefined || read.passed + read.failed + read.skipped <= 99).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('names at most fifty failures, each on one line that a reader sees all of', async () => {
    const odd = `a&#10;b\u202Ec ${'x'.repeat(600)}`;
    const text = `<testsuite>${`<testcase name="${odd}"><failure/></testcase>`.repeat(60)}</testsuite>`;
    const { failures = [] } = (await xml(text)) ?? {};
    expect(failures).toHaveLength(50);
    expect(failures[0]).toHaveLength(500);
    expect(failures[0]).toMatch(/^a b\ufffdc x+…$/);
  });
});

describe('a report in JSON', () => {
  it.each([
    [
      'of CTRF',
      {
        results: {
          tool: { name: 'x' },
          summary: { tests: 5, passed: 1, failed: 1, skipped: 1, pending: 1, other: 1 },
          tests: [
            { name: 'a', status: 'passed', duration: 1 },
            { name: 'b', status: 'failed', duration: 1, message: 'expected 1' },
          ],
        },
      },
      { passed: 1, failed: 1, skipped: 3, failures: ['b: expected 1'] },
    ],
    [
      'of pytest',
      {
        summary: { total: 7, passed: 2, failed: 1, error: 1, xfailed: 1, xpassed: 1, skipped: 1 },
        tests: [
          { nodeid: 't.py::a', outcome: 'failed' },
          { nodeid: 't.py::b', outcome: 'error' },
          { nodeid: 't.py::c', outcome: 'passed' },
        ],
      },
      { passed: 3, failed: 2, skipped: 2, failures: ['t.py::a', 't.py::b'] },
    ],
    [
      'of Jest and Vitest',
      {
        numPassedTests: 2,
        numFailedTests: 1,
        numPendingTests: 1,
        numTodoTests: 1,
        testResults: [
          {
            assertionResults: [
              { fullName: 'a b', status: 'failed' },
              { fullName: 'a c', status: 'passed' },
            ],
          },
        ],
      },
      { passed: 2, failed: 1, skipped: 2, failures: ['a b'] },
    ],
    [
      'of plain counts',
      { passed: 41, failed: 1, failures: ['18 to 24'] },
      { passed: 41, failed: 1, skipped: 0, failures: ['18 to 24'] },
    ],
  ])('%s says what ran', async (_of, value, read) => {
    expect(await json(value)).toEqual(read);
  });

  it.each([
    ['counts as text', { passed: '41', failed: 1 }],
    ['half a count', { passed: 1.5, failed: 0 }],
    ['more failed than ran', { summary: { total: 1, failed: 2 } }],
    ['no counts', { tests: [] }],
    ['a list', []],
    ['nothing', null],
  ])('is unread: %s', async (_what, value) => {
    expect(await json(value)).toBeUndefined();
  });

  it.each([
    ['no JSON', '<testsuite tests="1"/>'],
    ['cut off', '{"passed": 1, "fai'],
    ['a depth that no report has', '['.repeat(150_000)],
    ['a member that would be a prototype', '{"__proto__": {"passed": 1, "failed": 0}}'],
  ])('is unread: %s', async (_what, text) => {
    expect(await readReport(text, 'json')).toBeUndefined();
  });
});

it('a report whose sender does not say what it is, is told by how it begins', () => {
  expect([formatOf('  \n<testsuite/>'), formatOf('{}'), formatOf('')]).toEqual([
    'junit-xml',
    'json',
    'json',
  ]);
});
