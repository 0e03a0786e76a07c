import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makers } from './generated/makers.ts';
import { pages } from './generated/pages.ts';
import { schemaFiles } from './generated/schemas.ts';
import { withSections } from './generated/sections.ts';

/** Writes what is made from code anew, sections and files: `npx node tests/docs/write.ts`. */
for (const path of pages) {
  const page = readFileSync(path, 'utf8');
  const written = withSections(page, makers);
  if (written !== page) writeFileSync(path, written);
}

for (const { path, text } of schemaFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
