import { readFileSync, writeFileSync } from 'node:fs';
import { withDiagram } from './diagram.ts';
import { loadWorkflows } from './workflows.ts';

/** Writes the diagrams of all workflows into their pages. */
for (const [name, define] of await loadWorkflows()) {
  const path = new URL(`../workflows/${name}/README.md`, import.meta.url);
  writeFileSync(path, withDiagram(readFileSync(path, 'utf8'), define));
}
