import { clientOptions } from './client-options.ts';

const SECONDS = 20;

/** Options of every S3 client. Checksums are named by us, so the SDK adds none of its own. */
export function s3Options() {
  return {
    ...clientOptions(SECONDS),
    requestChecksumCalculation: 'WHEN_REQUIRED' as const,
    responseChecksumValidation: 'WHEN_REQUIRED' as const,
  };
}
