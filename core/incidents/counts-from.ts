/**
 * From when a duty of the catalogue counts, where that is not the moment of awareness: from the
 * decision that it applies, from when a measure was there, or from another report's sending.
 */
export type CountsFrom =
  | { readonly from: 'awareness' | 'decision' | 'measure' }
  /** The first of these that was sent. */
  | { readonly after: readonly string[] };

const COUNTS_FROM: Readonly<Record<string, CountsFrom>> = {
  'dora-initial-classification': { from: 'decision' },
  'dora-intermediate': { after: ['dora-initial-classification', 'dora-initial-awareness'] },
  'dora-final': { after: ['dora-intermediate'] },
  'nis2-art23-final': { after: ['nis2-art23-notification'] },
  'cra-art14-vuln-final': { from: 'measure' },
  'cra-art14-incident-final': { after: ['cra-art14-incident-notification'] },
};

/** From when a duty counts, by its id in the catalogue. */
export const countsFrom = (duty: string): CountsFrom => COUNTS_FROM[duty] ?? { from: 'awareness' };
