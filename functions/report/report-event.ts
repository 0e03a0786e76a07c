import { canonicalBytes } from '#core/canonical.ts';
import { fromHex } from '#core/encoding.ts';
import { INCIDENT_REPORTED, incidentReported } from '#core/events/incident-reported.ts';
import { inGroups } from '#core/tasks/code.ts';
import type { Instant } from '#core/time.ts';
import { sha256Hex } from '#hash';
import type { Extent, TypedReport } from '../pages/report-views.ts';

/** `source` of what comes by the public form. */
export const REPORT_SOURCE = 'assent.report';

const SEVERITY: Readonly<Record<Extent, 'critical' | 'high' | 'medium'>> = {
  serious: 'critical',
  harm: 'high',
  'near-miss': 'medium',
  // Somebody took the trouble to report it: worth a look.
  unsure: 'medium',
};

const CHARACTERS = 12;

/**
 * The number of a report, such as `4F7K-9M2X-QWRT`: of what it says and of the page that it was
 * confirmed on, so that sending it twice is the same report, and nobody can send another under it.
 */
export function reportNumber(typed: TypedReport, once: string): string {
  const digest = sha256Hex(canonicalBytes([once, { ...typed }]));
  return inGroups(fromHex(digest.slice(0, 2 * CHARACTERS)));
}

/**
 * The event of a report, as the bus would deliver it. Name and contact are where they are kept
 * erasable; all else that was typed is kept.
 *
 * @throws ZodError for what was not looked through before (`problemsOf`)
 */
export function reportEvent(typed: TypedReport, number: string, now: Instant): string {
  const { service, title, description, extent, harm, when, name, contact } = typed;
  const said = [
    description,
    '',
    `Service: ${service}`,
    ...(when === undefined ? [] : [`Day, as reported: ${when}`]),
    `Number of the report: ${number}`,
  ];
  const detail = incidentReported().parse({
    title: `${title} (${service})`,
    description: said.join('\n'),
    severity: SEVERITY[extentOf(extent)],
    ...(harm === undefined ? {} : { harm: harm.replace(/\s+/gu, ' ') }),
    key: number,
    // Words that somebody else used as well make no report of theirs: a person reads each.
    cause: number,
    ...(name === undefined && contact === undefined
      ? {}
      : {
          reporter: {
            ...(name === undefined ? {} : { name }),
            ...(contact === undefined ? {} : { contact }),
          },
        }),
  });
  return JSON.stringify({
    version: '0',
    id: `report-${number}`,
    'detail-type': INCIDENT_REPORTED,
    source: REPORT_SOURCE,
    time: now,
    resources: [],
    detail,
  });
}

const extentOf = (typed: string | undefined): Extent =>
  typed === 'serious' || typed === 'harm' || typed === 'near-miss' ? typed : 'unsure';
