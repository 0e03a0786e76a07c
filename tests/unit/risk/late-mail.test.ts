import { beforeEach, describe, expect, it } from 'vitest';
import type { RiskMatter } from '#core/mail/matter.ts';
import { DIMENSIONS } from '#core/records/risk-criteria.ts';
import { renderMail } from '#functions/mail/render.ts';
import { ASTRID, INGRID } from '#tests/support/people.ts';
import { type Play, play } from './play.ts';

let p: Play;
beforeEach(async () => {
  p = await play();
});

const DAY = 24 * 60;

/** Mails about what is late of a risk, as they were sent. */
async function matters(): Promise<readonly RiskMatter[]> {
  await p.pass();
  return p.at.sentOthers.filter((matter) => matter.about === 'risk');
}

const first = async (kind: string) => {
  const [task] = await p.openTasks(kind);
  if (task === undefined) throw new Error(`Nobody is asked to ${kind}`);
  return task;
};

async function accepted(): Promise<void> {
  await p.assessImpact();
  await p.start();
  const bad = { likelihood: '3', impactIndividuals: '4', impactGroups: '4' };
  for (const dimension of DIMENSIONS) {
    await p.assess(dimension, dimension === 'bias' ? bad : {});
    if (dimension === 'bias') await p.assess('bias', bad);
  }
  await p.answer(await first('plan-treatment'), {
    option: 'reduce',
    reason: 'A second look costs little',
    weighed: 'Taking age out: other inputs carry it',
    'actions-1-text': 'A person looks at each refusal under 25',
    'actions-1-owner': ASTRID,
    'actions-1-due': '2027-01-15',
    target: '1',
  });
  await p.answer(await first('accept-risk'), {
    verdict: 'accept',
    gains: 'Applicants get an answer in a day',
    until: '2027-03-31',
    endsBy: 'A complaint that is upheld',
    reason: 'Stopping would send them to dearer loans',
  });
}

const told = (all: readonly RiskMatter[]) =>
  all.map(({ risk, delivery }) => [risk.is, delivery.to]).toSorted();

describe('what is late of a risk', () => {
  it('is an assessment that ended overdue: its owner is told, once', async () => {
    await p.start();
    await p.pass(61 * DAY);
    expect(told(await matters())).toEqual([['assessment', ASTRID]]);
    await p.pass(DAY);
    expect(await matters()).toHaveLength(1);
  });

  it('is a treatment: its owner is told, once', async () => {
    await accepted();
    await p.pass(60 * DAY);
    expect(told(await matters())).toEqual([['treatment', ASTRID]]);
    await p.pass(DAY);
    expect(await matters()).toHaveLength(1);
  });

  it('is an acceptance that expired: whoever accepted it and whoever owns the risk are told', async () => {
    await accepted();
    await p.pass(130 * DAY);
    const expired = (await matters()).filter(({ risk }) => risk.is === 'acceptance');
    expect(told(expired)).toEqual(
      [
        ['acceptance', INGRID],
        ['acceptance', ASTRID],
      ].toSorted(),
    );
  });

  it.each(['en', 'de'])('is said in %s, with what it is and until when', async (language) => {
    await p.start();
    await p.pass(61 * DAY);
    const [matter] = await matters();
    if (matter === undefined) throw new Error('Nobody was told');
    const to = { ...matter.to, language };
    const settings = { base: 'https://aims.halden.example', origin: 'halden.example/assent' };
    const mail = await renderMail({ ...matter, to }, settings as Parameters<typeof renderMail>[1]);
    expect(mail.subject).toContain('Credit scoring');
    expect(mail.text).toMatch(language === 'de' ? /ist überfällig/ : /has ended overdue/);
    expect(mail.text).toMatch(/2027/);
  });
});
