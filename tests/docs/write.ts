import { readFileSync, writeFileSync } from 'node:fs';
import { makers } from './generated/makers.ts';
import { pages } from './generated/pages.ts';
import { withSections } from './generated/sections.ts';

/** Writes the generated sections of all pages anew: `npx node tests/docs/write.ts`. */
for (const path of pages) {
  const page = readFileSync(path, 'utf8');
  const written = withSections(page, makers);
  if (written !== page) writeFileSync(path, written);
}
