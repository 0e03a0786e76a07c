import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dayEndsIn } from '#core/approvals/form.ts';
import type { Field } from '#core/work/field.ts';
import { readWork } from '#core/work/form.ts';
import { renderWork } from '#functions/pages/work.tsx';
import { renderWorkReceipt } from '#functions/pages/work-receipt.tsx';
import { launchBrowser, newPage } from '#tests/browser/support/browser.ts';
import { jonas } from '#tests/support/view-matter.ts';
import { aWork, aWorkReceipt, planFields, triageFields } from '#tests/support/work-views.ts';
import { type Asked, type PageServer, servePages } from './page-server.ts';

let browser: Browser;
let server: PageServer;

const plan = aWork({ kind: 'plan-correction', fields: planFields });

beforeAll(async () => {
  browser = await launchBrowser();
  server = await servePages(({ method, path }: Asked) => {
    if (method === 'POST') return renderWorkReceipt(aWorkReceipt());
    return renderWork(path === '/plan' ? plan : aWork());
  });
});

afterEach(() => {
  server.asked.length = 0;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function openWork(path: string, script = true): Promise<Page> {
  const page = await newPage(browser, { script });
  await page.goto(`${server.origin}${path}`);
  return page;
}

/** What was posted, as the server reads it. */
async function posted(fields: readonly Field[]) {
  const [first, ...more] = server.asked.filter(({ method }) => method === 'POST');
  expect(more).toEqual([]);
  expect(first?.path).toBe('/t/work');
  const values = first?.fields ?? {};
  const days = await dayEndsIn(Object.values(values), 'Europe/Oslo');
  const now = '2026-11-24T09:30:00.000Z';
  return {
    values,
    read: readWork(fields, values, { days, now, people: [jonas.ref], isName: () => false }),
  };
}

const recorded = (page: Page) =>
  page.getByRole('heading', { level: 1, name: 'Your answer is recorded' }).waitFor();

describe.each([true, false])('the form of work, with script: %s', (script) => {
  test('asks for more only where an answer needs it, and posts what was answered', async () => {
    const page = await openWork('/triage', script);
    const affected = page.getByLabel('Who is or may be affected?');
    const other = page.getByText('Income of applicants from abroad');
    expect([await affected.isVisible(), await other.isVisible()]).toEqual([false, false]);
    await page.getByLabel('It is real').check();
    expect([await affected.isVisible(), await other.isVisible()]).toEqual([true, false]);
    await page.getByLabel('High').check();
    await page.getByLabel('Fundamental rights').check();
    await affected.fill('Forty applicants');
    await page.getByLabel('Why do you judge it so?').fill('The check fails');
    await page.getByLabel('Signature').fill('Ingrid Solheim');
    await page.getByRole('button', { name: 'Record my answer' }).click();
    await recorded(page);
    const { values, read } = await posted(triageFields);
    expect(values.choice).toBe('submit');
    expect(read).toEqual({
      answers: {
        verdict: 'confirm',
        severity: 'high',
        harm: ['rights'],
        affected: 'Forty applicants',
        reason: 'The check fails',
      },
    });
    await page.context().close();
  });

  test('takes rows, times and days as browsers give them', async () => {
    const page = await openWork('/plan', script);
    const row = page.getByRole('group', { name: 'Action 1' });
    await row.getByLabel('What is to be done').fill('Refit the scorecard');
    await row.getByLabel('By whom').selectOption(jonas.ref);
    await row.getByLabel('By when').fill('2026-12-15');
    await page.getByLabel('contained').fill('2026-11-24T10:00');
    await page.getByLabel('Signature').fill('Ingrid Solheim');
    await page.getByRole('button', { name: 'Record my answer' }).click();
    await recorded(page);
    expect((await posted(planFields)).read).toEqual({
      answers: {
        actions: [
          { text: 'Refit the scorecard', owner: jonas.ref, due: '2026-12-15T22:59:59.999Z' },
        ],
        contained: '2026-11-24T09:00:00.000Z',
      },
    });
    await page.context().close();
  });

  test('is passed on without being filled in', async () => {
    const page = await openWork('/triage', script);
    await page.getByText('Not yours to answer?').click();
    await page.getByLabel('To whom').selectOption(jonas.ref);
    await page.getByLabel('Why', { exact: true }).fill('I am on leave');
    await page.getByLabel('Signature').fill('Ingrid Solheim');
    await page.getByRole('button', { name: 'Pass it on' }).click();
    await recorded(page);
    const { values } = await posted(triageFields);
    expect(values).toMatchObject({
      choice: 'pass-on',
      passTo: jonas.ref,
      comment: 'I am on leave',
    });
    await page.context().close();
  });
});

test('the form of work is sent by Enter as an answer, never as passing on', async () => {
  const page = await openWork('/plan');
  await page.getByLabel('Signature').fill('Ingrid Solheim');
  await page.keyboard.press('Enter');
  await recorded(page);
  expect((await posted(planFields)).values.choice).toBe('submit');
  await page.context().close();
});

test('a browser sends nothing where what every answer needs is empty', async () => {
  const page = await openWork('/triage');
  await page.getByRole('button', { name: 'Record my answer' }).click();
  expect(server.asked.filter(({ method }) => method === 'POST')).toEqual([]);
  await page.context().close();
});
