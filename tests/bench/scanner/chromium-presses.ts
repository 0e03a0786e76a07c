import type { Page } from 'playwright-core';
import { type Attempt, type Reach, some } from './attempt.ts';
import {
  countControls,
  enter,
  fillAll,
  press,
  pressOne,
  sendUnchecked,
  visit,
  withPage,
} from './chromium-hand.ts';
import { each } from './http-links.ts';
import { linkOf } from './rewritten.ts';
import type { Target } from './targets.ts';
import { GENERIC, nameInAddress, ofAddress } from './words.ts';

/** What is done in Chromium to the page of a task. */

/** Also the name itself in every field, wherever a machine has it from. */
const texts = ({ address, name }: Target): readonly string[] => [
  name,
  ...GENERIC.slice(0, 4),
  nameInAddress(address),
  ...ofAddress(address).slice(0, 2),
];

const pressed = (way: 'in order' | 'in reverse', typed: boolean): Attempt => ({
  by: 'Chromium',
  what: `Every radio, box, button and fold pressed ${way}, ${typed ? 'every field filled' : 'nothing typed'}`,
  run: (reach) =>
    each(reach, async (target) => {
      let times = 0;
      for (const text of typed ? some(reach, texts(target), 1) : [undefined]) {
        times += await withPage(reach, (page) => pressAll(reach, page, target, way, text));
      }
      return times;
    }),
});

async function pressAll(
  { door }: Reach,
  page: Page,
  { code }: Target,
  way: 'in order' | 'in reverse',
  text: string | undefined,
): Promise<number> {
  await visit(page, linkOf(door, code));
  const controls = await countControls(page);
  const order = Array.from({ length: controls }, (_, index) => index);
  let times = 0;
  for (const index of way === 'in order' ? order : order.toReversed()) {
    if (text !== undefined) await fillAll(page, text);
    if (await press(page, index)) times += 1;
  }
  return times;
}

const everyPair: Attempt = {
  by: 'Chromium',
  what: 'Every choice, every field filled, then every button',
  run: (reach) =>
    each(reach, async (target) => {
      const choices = await withPage(reach, async (page) => {
        await visit(page, linkOf(reach.door, target.code));
        return page.locator('input[type=radio]').count();
      });
      let times = 0;
      for (const text of some(reach, texts(target), 1)) {
        for (let choice = 0; choice < some(reach, Array(choices).fill(0), 2).length; choice++) {
          times += await withPage(reach, (page) =>
            chooseAndPress(reach, page, target, choice, text),
          );
        }
      }
      return times;
    }),
};

async function chooseAndPress(
  { door }: Reach,
  page: Page,
  { code }: Target,
  choice: number,
  text: string,
): Promise<number> {
  let times = 0;
  const link = linkOf(door, code);
  await visit(page, link);
  const buttons = await page.locator('button').count();
  for (let index = 0; index < buttons; index++) {
    if (index > 0) await visit(page, link);
    await fillAll(page, text);
    await page.locator('input[type=radio]').nth(choice).evaluate(check);
    await pressOne(page, page.locator('button').nth(index));
    times += 1;
  }
  return times;
}

const check = (element: Element) => {
  if (element instanceof HTMLInputElement) element.checked = true;
};

const entered: Attempt = {
  by: 'Chromium',
  what: 'Enter pressed in each field, every other one filled',
  run: (reach) =>
    each(reach, (target) =>
      withPage(reach, async (page) => {
        const link = linkOf(reach.door, target.code);
        await visit(page, link);
        const fields = await page.locator('input:not([type=hidden])').count();
        const [, text = ''] = texts(target);
        let times = 0;
        for (let index = 0; index < some(reach, Array(fields).fill(0), 2).length; index++) {
          await visit(page, link);
          await fillAll(page, text);
          const radio = page.locator('input[type=radio]').first();
          if ((await radio.count()) > 0) await radio.evaluate(check);
          if (await enter(page, page.locator('input:not([type=hidden])').nth(index))) times += 1;
        }
        return times;
      }),
    ),
};

const unchecked: Attempt = {
  by: 'Chromium',
  what: 'Forms sent by script past the browser’s checks, to every address',
  run: (reach) =>
    each(reach, (target) =>
      withPage(reach, async (page) => {
        const addresses = ['/t/decide', '/t/work', '/t/ask', '/t/repudiate', '/t/open', undefined];
        let times = 0;
        for (const action of some(reach, addresses, 2)) {
          for (const text of ['', ...some(reach, texts(target), 1)]) {
            await visit(page, linkOf(reach.door, target.code));
            if (text !== '') await fillAll(page, text);
            times += await sendUnchecked(page, action);
          }
        }
        return times;
      }),
    ),
};

/** What a browser knows of the person whose machine it is. */
const profile = ({ name, address }: Target) => [
  { name: 'NAME_FULL', value: name },
  { name: 'NAME_FIRST', value: name.split(' ')[0] ?? '' },
  { name: 'NAME_LAST', value: name.split(' ').at(-1) ?? '' },
  { name: 'EMAIL_ADDRESS', value: address },
];

const autofilled: Attempt = {
  by: 'Chromium',
  what: 'The browser’s own autofill let loose on each field, then every button',
  run: (reach) =>
    each(reach, (target) =>
      withPage(reach, async (page) => {
        await visit(page, linkOf(reach.door, target.code));
        const times = await autofill(page, target);
        const controls = await countControls(page);
        for (let index = 0; index < controls; index++) await press(page, index);
        return times;
      }),
    ),
};

async function autofill(page: Page, target: Target): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  const address = { fields: profile(target) };
  await cdp.send('Autofill.enable');
  await cdp.send('Autofill.setAddresses', { addresses: [address] });
  const { root } = await cdp.send('DOM.getDocument');
  const found = { nodeId: root.nodeId, selector: 'input:not([type=hidden]), textarea' };
  const { nodeIds } = await cdp.send('DOM.querySelectorAll', found);
  for (const nodeId of nodeIds) {
    const { node } = await cdp.send('DOM.describeNode', { nodeId });
    // Refused where the browser takes a field for none that it fills.
    const trigger = { fieldId: node.backendNodeId, address };
    await cdp.send('Autofill.trigger', trigger as never).catch(() => undefined);
  }
  // It fills in when it likes.
  await page.waitForTimeout(AUTOFILL_MS);
  return nodeIds.length;
}

const AUTOFILL_MS = 500;

export const pressAttempts: readonly Attempt[] = [
  pressed('in order', false),
  pressed('in reverse', false),
  pressed('in order', true),
  pressed('in reverse', true),
  everyPair,
  entered,
  unchecked,
  autofilled,
];
