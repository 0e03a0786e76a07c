import { type Demo, mailTo, pageFor } from '../demo-world.ts';
import type { OpenPage } from '../hand.ts';
import { linkIn } from '../mailbox.ts';
import { heading, quote, row } from '../say.ts';
import { expectTaken, under, vote } from './answers.ts';
import { type Asked, approvalOf, askToGoLive } from './credit-scoring.ts';
import { ringAsStranger } from './forged-ring.ts';

const QUESTION = 'One test failed, for applicants aged 21 to 25. What becomes of them?';
/** What a reminder says of what comes next, and when. */
const WHAT_NEXT = /not answered yet|time is over|asked instead/;

const ANSWER =
  'A loan officer decides on them without the score until release 15 passes that test.';

/** The first stage: two of three reviewers, one of whom passes on, and one stays silent. */
export async function review(demo: Demo): Promise<Asked> {
  heading('Stage 1 of 2: two of three reviewers');
  const { people } = demo;
  const [ingrid, eirik, sunniva] = [people('Ingrid'), people('Eirik'), people('Sunniva')];
  const asked = await askToGoLive(demo, 'Everything is described, and one test has failed');
  await showWhoIsKeptApart(demo, asked);
  const page = await pageFor(demo, ingrid, asked.mail('Approve go-live: '));
  quoteFacts(page);
  await passOn(demo, asked);
  const clear = await question(demo, asked, page);
  await vote(clear, ingrid, 'approve', 'Bearable with a person deciding on the young.');
  await mailTo(demo, people('Astrid'), asked.mail(`${ingrid.name} answered: `));

  await ringAsStranger(demo, asked.approval);

  heading('Whoever is silent is reminded; two of three are enough');
  const reminder = await mailTo(demo, sunniva, asked.mail('Re: Approve go-live: '));
  quote(reminder.text.split('\n').filter((line) => WHAT_NEXT.test(line)));
  const { link } = linkIn(await mailTo(demo, eirik, asked.mail('Approve go-live: ')));
  const deputy = await demo.hand.open(link);
  quote(under(deputy, 'Questions put so far', 4));
  await vote(deputy, eirik, 'approve', 'The agreements cover this use of the data.');
  await mailTo(demo, sunniva, asked.mail('Your answer is no longer needed: '));
  return asked;
}

/** Nobody decides who asked, edited it last or owns it; the approval says so. */
async function showWhoIsKeptApart(demo: Demo, { approval }: Asked): Promise<void> {
  const { excluded } = await approvalOf(demo, approval);
  for (const each of [demo.people('Astrid'), demo.people('Jonas')]) {
    const duties = excluded.filter(({ person }) => person === each.ref).map(({ duty }) => duty);
    row(each.name, `may not decide: ${duties.join(', ')}`);
  }
}

function quoteFacts(page: OpenPage): void {
  quote([
    page.heading,
    ...under(page, 'Why Astrid Nygård asks', 1),
    ...under(page, 'Who must agree', 0),
    ...under(page, 'Where this departs from the rule', 1),
    ...under(page, 'What speaks against it', 3),
  ]);
}

/** One reviewer is away and names a colleague, who is asked instead by the same deadline. */
async function passOn(demo: Demo, asked: Asked): Promise<void> {
  const [lars, eirik] = [demo.people('Lars'), demo.people('Eirik')];
  const page = await pageFor(demo, lars, asked.mail('Approve go-live: '));
  const why = 'On leave until Monday; Eirik stands in for me.';
  const receipt = await vote(page, lars, 'pass-on', why, { passTo: eirik.ref });
  quote(under(receipt, 'What happens now', 1));
}

/** A question on record; everybody asked sees the answer, and no deadline stops. */
async function question(demo: Demo, asked: Asked, page: OpenPage): Promise<OpenPage> {
  const [astrid, ingrid] = [demo.people('Astrid'), demo.people('Ingrid')];
  const sent = await page.send('/t/ask', { question: QUESTION, signature: ingrid.name });
  expectTaken(sent);
  row(ingrid.name, `asks first: “${QUESTION}”`);
  const put = await pageFor(demo, astrid, asked.mail('A question to you: '));
  expectTaken(await put.send('/t/decide', { comment: ANSWER, signature: astrid.name }));
  row(astrid.name, `answers: “${ANSWER}”`);
  await mailTo(demo, ingrid, asked.mail('Your question is answered: '));
  return sent;
}
