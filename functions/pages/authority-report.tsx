import type { ReportDraft, ReportRow, ReportValue } from '#core/incidents/report.ts';
import { toFillIn } from '#core/incidents/report.ts';
import { languageFor, renderPage } from './document.tsx';
import type { AuthorityReportWords } from './messages/authority-report-en.ts';
import { Digest, Row, When, wordOf } from './parts.tsx';
import type { Reader } from './views.ts';

export interface AuthorityReportView {
  readonly draft: ReportDraft;
  readonly reader: Reader;
}

/** The words of the draft: read only where somebody asks for one. */
export async function reportWords(locale: string): Promise<AuthorityReportWords> {
  if (/^de\b/.test(locale)) {
    return (await import('./messages/authority-report-de.ts')).authorityReportDe;
  }
  return (await import('./messages/authority-report-en.ts')).authorityReportEn;
}

/** A drafted report to an authority: a page to be printed, with what is missing said first. */
export function renderAuthorityReport(view: AuthorityReportView, t: AuthorityReportWords): string {
  const { draft, reader } = view;
  const { regime, reference, stage } = draft.duty;
  const missing = toFillIn(draft);
  return renderPage({
    title: t.title(draft.incident),
    language: languageFor(reader),
    organisation: draft.organisation,
    children: (
      <>
        <h1 class="alone">{t.heading}</h1>
        <p class="lead" dir="auto">
          {t.lead(`${regime}, ${reference}, ${stage}`)}
        </p>
        {missing.length === 0 ? null : (
          <section aria-labelledby="missing">
            <h2 id="missing">{t.missing(missing.length)}</h2>
            <p>{t.missingLead}</p>
            <ul class="plain">
              {missing.map((key) => (
                <li>{labelOf(key, t)}</li>
              ))}
            </ul>
          </section>
        )}
        {draft.sections.map(({ key, rows }) => (
          <section aria-labelledby={key}>
            <h2 id={key}>{wordOf(t.sections, key)}</h2>
            {rows.length === 0 ? <p>{t.nothing}</p> : <Rows rows={rows} reader={reader} t={t} />}
          </section>
        ))}
        <Sources draft={draft} reader={reader} t={t} />
      </>
    ),
  });
}

interface Shown {
  readonly reader: Reader;
  readonly t: AuthorityReportWords;
}

function Rows({ rows, reader, t }: Shown & { rows: readonly ReportRow[] }) {
  return (
    <dl class="rows">
      {rows.map(({ key, value }) => (
        <Row label={labelOf(key, t)}>
          {value === undefined ? <b>{t.toFill}</b> : <Value value={value} reader={reader} t={t} />}
        </Row>
      ))}
    </dl>
  );
}

function Value({ value, reader, t }: Shown & { value: ReportValue }) {
  switch (value.is) {
    case 'text':
      return <>{value.text}</>;
    case 'moment':
      return <When at={value.at} reader={reader} />;
    case 'words':
      return <>{value.values.map((each) => wordOf(t.words[value.of], each)).join(', ')}</>;
    case 'lines':
      return (
        <ul class="plain">
          {value.lines.map((line) => (
            <li dir="auto">{line}</li>
          ))}
        </ul>
      );
    case 'parts':
      return (
        <>
          {value.parts.map((rows) => (
            <Rows rows={rows} reader={reader} t={t} />
          ))}
        </>
      );
  }
}

function Sources({ draft, reader, t }: Shown & { draft: ReportDraft }) {
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">{t.sources}</h2>
      <dl class="rows">
        <Row label={t.drafted}>
          <When at={draft.drafted} reader={reader} />
        </Row>
        {draft.sources.map(({ type, id, version, digest }) => (
          <Row label={t.version(`${type}/${id}`, version)}>
            <Digest hex={digest} />
          </Row>
        ))}
      </dl>
    </section>
  );
}

const labelOf = (key: string, t: AuthorityReportWords): string => wordOf(t.rows, key);
