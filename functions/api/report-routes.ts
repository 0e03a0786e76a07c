import { Hono } from 'hono/tiny';
import { invalid } from '#core/errors.ts';
import { refOf } from '#core/ids.ts';
import { gatherReport } from '#core/incidents/gather-report.ts';
import { draftReport, type ReportMatter } from '#core/incidents/report.ts';
import { contentOf } from '#core/records/content-of.ts';
import { organisation } from '#core/records/organisation.ts';
import type { ApiPorts } from './ports.ts';
import { queryOf } from './requests.ts';

/** Reports of incidents to authorities, drafted from the record as a page to be printed. */
export function reportRoutes(ports: ApiPorts): Hono {
  const app = new Hono();

  app.get('/v1/records/incident/:id/report', async (context) => {
    const { duty, language } = queryOf(context, 'duty', 'language');
    if (duty === undefined) throw invalid('A report is of a duty: duty=<id of the catalogue>');
    const ref = refOf('incident', context.req.param('id'));
    const matter = await gatherReport(ports, ref, duty, ports.clock.now());
    const [pages, { pageHeaders }, { loadLanguage }] = await Promise.all([
      import('../pages/authority-report.tsx'),
      import('../pages/headers.ts'),
      import('../pages/messages/messages.ts'),
    ]);
    const reader = readerOf(matter, language);
    await loadLanguage(reader.locale);
    const words = await pages.reportWords(reader.locale);
    const html = pages.renderAuthorityReport({ draft: draftReport(matter), reader }, words);
    return context.body(html, 200, { ...pageHeaders });
  });
  return app;
}

/** In the language that is asked for, else in the organisation's, by its own clocks. */
function readerOf({ organisation: head }: ReportMatter, language: string | undefined) {
  const home = head && contentOf(organisation, head);
  return { locale: language ?? home?.language ?? 'en', timeZone: home?.zone ?? 'UTC' };
}
