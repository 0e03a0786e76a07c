import { beforeEach, describe, expect, it } from 'vitest';
import type { RiskMatter } from '#core/mail/matter.ts';
import { renderMail } from '#functions/mail/render.ts';
import { ASTRID, INGRID } from '#tests/support/people.ts';
import { accepted, type Play, play } from './play.ts';

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
    await accepted(p);
    await p.pass(60 * DAY);
    expect(told(await matters())).toEqual([['treatment', ASTRID]]);
    await p.pass(DAY);
    expect(await matters()).toHaveLength(1);
  });

  it('is an acceptance that expired: whoever accepted it and whoever owns the risk are told', async () => {
    await accepted(p);
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
