import { beforeEach, describe, expect, it } from 'vitest';
import type { LateMatter } from '#core/mail/matter.ts';
import { DAY } from '#core/time.ts';
import { renderMail } from '#functions/mail/render.ts';
import type { House } from '#tests/support/house.ts';
import { ASTRID, given, LARS } from '#tests/support/people.ts';
import { clockWorld, decide, refOf } from './clock-world.ts';

const DUTY = 'gdpr-art34-individuals';
const SETTINGS = { base: 'https://assent.example', origin: 'assent.example/test' };

let at: House;
beforeEach(async () => {
  at = await clockWorld();
});

/** What whoever is told of the breach is mailed. */
async function matters(): Promise<readonly LateMatter[]> {
  await decide(at, [DUTY]);
  at.clock.advance(4 * DAY);
  await at.sweep();
  await at.mailOf(refOf(DUTY));
  return at.sentOthers.filter((matter) => matter.about === 'late');
}

const mailTo = async (person: string) => {
  const matter = (await matters()).find(({ to }) => to.ref === person);
  if (matter === undefined) throw new Error(`Nothing was mailed to ${person}`);
  return renderMail(matter, SETTINGS);
};

describe('the mail of a breached duty to report', () => {
  it('tells whoever is to report what is due, since when and to whom, and to do it now', async () => {
    const { subject, text } = await mailTo(LARS);
    expect(subject).toMatch(/^Report overdue: GDPR/);
    expect(text).toContain('Drift of income');
    expect(text).toContain('people affected');
    expect(text).toContain('Fri 27 November 2026, 09:00 CET');
    expect(text).toContain('Lars Bakke');
    expect(text).toContain('Report it now');
    expect(text).toContain('The limit is our own');
  });

  it('tells whoever leads the incident whose it is, and has no link that answers', async () => {
    const { text, html } = await mailTo(ASTRID);
    expect(text).toContain('Lars Bakke');
    expect(text).toContain('Please see to it');
    expect(`${text} ${html}`).not.toContain('/t#');
  });

  it('speaks the language of its reader', async () => {
    const { type, id, content, links } = (await at.store.need(LARS)).version;
    const german = { ...content, language: 'de' };
    await given(at.store, { type, id, state: 'active', content: german, links });
    const { subject, text } = await mailTo(LARS);
    expect(subject).toMatch(/^Meldung überfällig: GDPR/);
    expect(text).toContain('Melden Sie jetzt');
  });

  it('is not sent to who has left, and the others get theirs', async () => {
    const { type, id, content, links } = (await at.store.need(LARS)).version;
    await decide(at, [DUTY]);
    await given(at.store, { type, id, state: 'retired', content, links });
    at.clock.advance(4 * DAY);
    await at.sweep();
    await at.mailOf(refOf(DUTY));
    expect(at.sentOthers.map(({ to }) => to.ref)).not.toContain(LARS);
    expect(at.sentOthers.length).toBeGreaterThan(0);
  });
});
