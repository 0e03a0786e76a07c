import { beforeEach, describe, expect, it } from 'vitest';
import { gatherReport } from '#core/incidents/gather-report.ts';
import { draftReport, type ReportRow, toFillIn } from '#core/incidents/report.ts';
import { correctiveAction } from '#core/records/corrective-action.ts';
import { pin } from '#core/store/commit.ts';
import { renderAuthorityReport, reportWords } from '#functions/pages/authority-report.tsx';
import { authorityReportDe } from '#functions/pages/messages/authority-report-de.ts';
import { authorityReportEn } from '#functions/pages/messages/authority-report-en.ts';
import { loadLanguage } from '#functions/pages/messages/messages.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import type { House } from '#tests/support/house.ts';
import { ASTRID, given, INGRID, LARS } from '#tests/support/people.ts';
import {
  answeredTask,
  clockWorld,
  decide,
  givenIncident,
  INCIDENT,
  MODEL,
  NOW,
  OF,
  SYSTEM,
} from './clock-world.ts';

const GENERAL = 'euaia-art73-general';
const PRIVACY = 'gdpr-art33-authority';
const READER = { locale: 'en', timeZone: 'Europe/Oslo' };

let at: House;
beforeEach(async () => {
  at = await clockWorld();
  await decide(at, [GENERAL, PRIVACY]);
});

const draft = async (duty = GENERAL) => draftReport(await gatherReport(at, OF, duty, NOW));

const htmlOf = async (locale: string) => {
  await loadLanguage(locale);
  const reader = { ...READER, locale };
  return renderAuthorityReport({ draft: await draft(), reader }, await reportWords(locale));
};

async function rowOf(section: string, key: string): Promise<ReportRow['value']> {
  const { sections } = await draft();
  return sections.find((each) => each.key === section)?.rows.find((row) => row.key === key)?.value;
}

/** Triage, containment and analysis, as people recorded them. */
async function lookedInto(changes: object = {}): Promise<void> {
  const by = pin((await answeredTask(at, OF, ASTRID)).head);
  const { content } = (await at.store.need(OF)).version;
  await givenIncident(at, {
    ...content,
    triage: {
      by,
      at: NOW,
      affected: 'About 200 applicants with income from abroad',
      harm: ['financial', 'discrimination'],
      reason: 'The limits were too low',
      use: 'suspended',
    },
    containment: { by, at: NOW, what: 'Decided by hand', residual: 'Older limits stand' },
    analysis: {
      by,
      at: NOW,
      cause: 'Training data without such income',
      kind: 'data',
      method: 'five-whys',
      elsewhere: 'Looked at two others: no',
      reassess: 'asked',
      reassessReason: 'The limits are new to the assessment',
    },
    ...changes,
  });
}

describe('a drafted report to an authority', () => {
  it('says under what, to whom and until when it is due, and why it is to be reported', async () => {
    expect((await draft()).duty).toEqual({
      regime: 'EU AI Act (Reg. (EU) 2024/1689)',
      reference: 'Art. 73(2) with Art. 3(49)',
      stage: 'report',
    });
    expect(await rowOf('duty', 'deadline')).toEqual({
      is: 'moment',
      at: '2026-12-09T08:00:00.000Z',
    });
    expect(await rowOf('duty', 'decided')).toEqual({ is: 'text', text: 'The law says so' });
  });

  it('names the system and the very version of its model that the incident names', async () => {
    const { type, id, state, content, links } = (await at.store.need(MODEL)).version;
    await given(at.store, { type, id, state, content: { ...content, release: '15' }, links });
    expect(await rowOf('system', 'system-name')).toEqual({ is: 'text', text: 'Credit scoring' });
    expect(JSON.stringify(await rowOf('system', 'models'))).toContain('Credit scorecard 14');
  });

  it('invents nothing: what is not on record is to be filled in, each by name', async () => {
    expect(toFillIn(await draft())).toEqual([
      'authority-reference',
      'contact',
      'registration',
      'description',
      'place',
      'harm',
      'affected',
      'use',
      'contained',
      'measures',
      'residual',
      'repaired',
      'told',
      'cause',
      'cause-kind',
      'method',
      'elsewhere',
      'reassess',
      'actions',
    ]);
  });

  it('lacks less once it was looked into', async () => {
    await lookedInto({ signals: 12, description: 'Limits were too low' });
    expect(toFillIn(await draft())).toEqual([
      'authority-reference',
      'contact',
      'registration',
      'place',
      'repaired',
      'told',
      'actions',
    ]);
    expect(await rowOf('happened', 'harm')).toEqual({
      is: 'words',
      of: 'harm',
      values: ['financial', 'discrimination'],
    });
  });

  it('lists corrective actions by the roles of whoever does them, and other reports', async () => {
    const plannedBy = pin((await answeredTask(at, OF, ASTRID)).head);
    await given(at.store, {
      type: correctiveAction.name,
      id: `${INCIDENT}-a1`,
      state: 'open',
      content: {
        incident: OF,
        text: 'Refit the scorecard',
        owner: INGRID,
        due: NOW,
        effect: { due: NOW, by: LARS, shownBy: 'Stability' },
        plannedBy,
      },
    });
    const actions = JSON.stringify(await rowOf('correction', 'actions'));
    expect(actions).toContain('Refit the scorecard');
    expect(actions).toContain('Chief Risk Officer');
    expect(JSON.stringify(await rowOf('other-reports', 'other'))).toContain('GDPR');
  });

  it('names no person', async () => {
    await lookedInto();
    const text = `${JSON.stringify(await draft())} ${await htmlOf('en')}`;
    for (const name of ['Ingrid', 'Astrid', 'Lars', 'person/']) expect(text).not.toContain(name);
  });

  it('pins what it was drafted from', async () => {
    const { sources } = await draft();
    const heads = await Promise.all([OF, SYSTEM, MODEL].map((ref) => at.store.need(ref)));
    for (const head of heads) expect(sources).toContainEqual(pin(head));
  });

  it.each([
    ['a duty that does not apply', OF, 'dora-final'],
    ['an incident that there is not', 'incident/none', GENERAL],
    ['what is no incident', MODEL, GENERAL],
  ])('is not drafted of %s', async (_, ref, duty) => {
    await expectError(gatherReport(at, ref, duty, NOW), 'NotFound');
  });
});

describe('the page of a drafted report', () => {
  it.each(['en', 'de'])(
    'in %s says that nobody has sent it, and what is missing, first',
    async (l) => {
      const html = await htmlOf(l);
      const t = await reportWords(l);
      expect(html.indexOf(t.missing(19))).toBeGreaterThan(0);
      expect(html.indexOf(t.missing(19))).toBeLessThan(html.indexOf(t.sections.duty));
      expect(html).toContain(t.rows.place);
      expect(html).not.toMatch(/<(script|img|link|a)\b/);
    },
  );

  it('has words for whatever a draft holds, in both languages', async () => {
    await lookedInto();
    const { sections } = await draft();
    for (const t of [authorityReportEn, authorityReportDe]) {
      for (const { key, rows } of sections) {
        expect(t.sections).toHaveProperty(key);
        for (const { key: name } of rows) expect(t.rows).toHaveProperty(name);
      }
    }
    expect(await htmlOf('de')).toContain('Ungleichbehandlung');
  });

  it('shows hostile words of a record as words', async () => {
    await lookedInto({ title: '<script>alert(1)</script>', description: '</dd><h1>Closed</h1>' });
    const html = await htmlOf('en');
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<h1>Closed');
    expect(html).toContain('&lt;script&gt;alert(1)');
  });

  it('of an unknown language is in English', async () => {
    expect(await htmlOf('xx')).toContain(authorityReportEn.heading);
  });
});
