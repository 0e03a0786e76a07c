import { post } from '#tests/engine/support/page.ts';
import { type Attempt, some } from './attempt.ts';
import {
  ADDRESSES,
  CHOICES,
  hidden,
  open,
  posted,
  proper,
  wrongSignatures,
} from './http-answers.ts';
import { each } from './http-links.ts';
import { type Fields, filledWith, formsOf, type PageForm, untouched } from './page-forms.ts';
import { GENERIC, nameInAddress, ownWords } from './words.ts';

/** What is posted by plain HTTP, once the page of a task is there. */

const asTheyStand: Attempt = {
  by: 'HTTP',
  what: 'Every form of the page posted as it stands, by every button',
  run: (reach) =>
    each(reach, async (target) => {
      let times = 1;
      const page = await open(reach, target);
      for (const form of formsOf(page.html)) {
        const choices = ['', ...(choiceOf(form)?.offers ?? [])].map((choice) => ({
          ...untouched(form),
          choice,
        }));
        times += await posted(reach, form.actions, [untouched(form), ...choices]);
      }
      return times;
    }),
};

const everyChoice: Attempt = {
  by: 'HTTP',
  what: 'Every choice, with all that it needs, under every wrong signature',
  run: (reach) =>
    each(reach, async (target) => {
      const page = await open(reach, target);
      const signatures = some(reach, wrongSignatures(target), 2);
      const all = some(reach, CHOICES, 3).flatMap((choice) =>
        signatures.map((signature) => ({ ...proper(page, target, choice), signature })),
      );
      return posted(reach, ['/t/decide', '/t/work'], all);
    }),
};

const questionsAndReports: Attempt = {
  by: 'HTTP',
  what: 'A question and a report, under every wrong signature',
  run: (reach) =>
    each(reach, async (target) => {
      const page = await open(reach, target);
      const question = 'Who pays for it?';
      const all = some(reach, wrongSignatures(target), 2).map((signature) => ({
        ...hidden(page, target),
        question,
        comment: 'It was not me',
        signature,
      }));
      return posted(reach, ['/t/ask', '/t/repudiate'], all);
    }),
};

const oneText: Attempt = {
  by: 'HTTP',
  what: 'One and the same text in every field, by every choice and button',
  run: (reach) =>
    each(reach, async (target) => {
      const page = await open(reach, target);
      // Also the name itself, from wherever a machine may have it.
      const texts = [target.name, nameInAddress(target.address), ...GENERIC];
      let times = 0;
      for (const form of formsOf(page.html)) {
        const radio = choiceOf(form);
        const all = some(reach, texts, 2).flatMap((text) =>
          (radio?.offers ?? [undefined]).flatMap((choice) => [
            filledWith(form, text, choice),
            onlyTexts(form, text, choice),
          ]),
        );
        times += await posted(reach, form.actions, all);
      }
      return times;
    }),
};

/** The radios, or the buttons, by which the answer is chosen. */
const choiceOf = ({ fields }: PageForm) => fields.find(({ name }) => name === 'choice');

/** The same, lists and dates left as they are. */
function onlyTexts(form: PageForm, text: string, choice?: string): Fields {
  const full = filledWith(form, text, choice);
  const left = form.fields.filter(({ type }) => type === 'select' || type === 'date');
  return { ...full, ...Object.fromEntries(left.map(({ name }) => [name, ''])) };
}

const pageWords: Attempt = {
  by: 'HTTP',
  what: 'Each phrase and name of page and mail as the signature',
  run: (reach) =>
    each(reach, async (target) => {
      const page = await open(reach, target);
      const words = ownWords(page.html, target.mail);
      const near = words.filter((each) => isNameLike(each));
      const way = (choice: string) =>
        (reach.isShort ? near : words).map((signature) => ({
          ...proper(page, target, choice),
          signature,
        }));
      const [form] = formsOf(page.html);
      if (form === undefined) return 0;
      switch (target.is) {
        case 'clarification':
          return posted(reach, ['/t/decide'], way('answer'));
        case 'fulfilment':
          return posted(reach, ['/t/decide'], way('fulfil'));
        case 'work':
          return posted(reach, ['/t/work'], way('submit'));
        case 'receipt':
          return posted(reach, ['/t/repudiate'], way(''));
        default:
          return posted(reach, ['/t/decide'], way('approve'));
      }
    }),
};

/** Of two to four words, all with a capital: what a machine takes for a name. */
const isNameLike = (text: string) => /^\p{Lu}[\p{L}.]*( \p{Lu}[\p{L}.]*){1,3}$/u.test(text);

const otherEncodings: Attempt = {
  by: 'HTTP',
  what: 'The answer in other encodings, broken, repeated, oversized',
  run: (reach) =>
    each(reach, async (target) => {
      const page = await open(reach, target);
      const fields = { ...proper(page, target, 'approve'), signature: 'John Doe' };
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      const urlencoded = 'application/x-www-form-urlencoded';
      const text = new URLSearchParams(fields).toString();
      const bodies: RequestInit[] = [
        { body: form },
        { body: JSON.stringify(fields), headers: { 'content-type': 'application/json' } },
        { body: JSON.stringify(fields), headers: { 'content-type': urlencoded } },
        { body: text, headers: { 'content-type': 'text/plain' } },
        { body: `${text}&choice=reject&signature=`, headers: { 'content-type': urlencoded } },
        { body: `${text}&x=${'x'.repeat(70_000)}`, headers: { 'content-type': urlencoded } },
        { body: text.slice(0, -20), headers: { 'content-type': urlencoded } },
        { headers: { 'content-type': urlencoded } },
      ];
      let times = 0;
      for (const path of some(reach, ADDRESSES, 1)) {
        for (const how of some(reach, bodies, 4)) {
          await fetch(`${reach.door}${path}`, { method: 'POST', ...how }).then((a) => a.text());
          times += 1;
        }
      }
      return times;
    }),
};

const swapped: Attempt = {
  by: 'HTTP',
  what: 'The form of one link under the code of another, and their names',
  run: (reach) =>
    each(reach, async (target) => {
      const page = await open(reach, target);
      const others = reach.targets.filter(({ code }) => code !== target.code);
      const all = some(reach, others, 1).flatMap((other) => {
        const fields = proper(page, target, 'approve');
        // Where both are of one person the name would be the right one.
        const signature = other.name === target.name ? '' : target.name;
        return [
          { ...fields, code: other.code, signature },
          { ...fields, signature: other.name === target.name ? '' : other.name },
        ];
      });
      return posted(reach, ADDRESSES, all);
    }),
};

const atOnce: Attempt = {
  by: 'HTTP',
  what: 'Posts of many machines at the same moment',
  run: async (reach) => {
    const machines = reach.isShort ? 4 : 25;
    const times = await each(reach, async (target) => {
      const page = await open(reach, target);
      const jobs = Array.from({ length: machines }, (_, n) => {
        const signature = GENERIC[n % GENERIC.length] ?? '';
        const fields = { ...proper(page, target, n % 2 === 0 ? 'approve' : 'reject'), signature };
        return post(`${reach.door}${ADDRESSES[n % ADDRESSES.length]}`, fields);
      });
      return (await Promise.all(jobs)).length;
    });
    return times;
  },
};

const replayed: Attempt = {
  by: 'HTTP',
  what: 'Everything that Chromium sent, again from elsewhere',
  run: async (reach) => {
    const unlike = new Map(reach.recorded.map((each) => [Object.values(each).join(' '), each]));
    const requests = some(reach, [...unlike.values()], 40);
    for (const { url, method, body } of requests) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const how = method === 'GET' ? { method } : { method, body, headers };
      await fetch(url, how).then((answer) => answer.text());
    }
    return requests.length;
  },
};

export const formAttempts: readonly Attempt[] = [
  asTheyStand,
  everyChoice,
  questionsAndReports,
  oneText,
  pageWords,
  otherEncodings,
  swapped,
  atOnce,
];

/** Once Chromium has been there. */
export const replayAttempts: readonly Attempt[] = [replayed];
