import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Plant } from './plants.ts';

/** Writes a tree in which every plant is an import, and everything imported is there but lost. */
export function plantTree(top: string, plants: readonly Plant[]): void {
  const { imports } = JSON.parse(readFileSync('package.json', 'utf8'));
  const sources = new Map<string, string[]>();
  for (const plant of plants) {
    const lines = sources.get(plant.in) ?? [];
    sources.set(plant.in, [...lines, importLine(plant, lines.length)]);
  }
  for (const plant of plants) {
    const target = ownTarget(plant);
    if (target !== undefined && !sources.has(target)) sources.set(target, []);
    if (target === undefined && isPackage(plant.imports)) writePackage(top, plant.imports);
  }
  write(top, 'package.json', JSON.stringify({ name: 'planted', type: 'module', imports }));
  for (const [path, lines] of sources) {
    write(top, path, [...lines, 'export const value = 1;', ''].join('\n'));
  }
}

/** The file of the tree that the plant imports: where it has to lead. */
export function ownTarget({ in: from, imports }: Plant): string | undefined {
  if (imports.includes('gone')) return undefined;
  if (imports === '#hash') return 'core/hash/node.ts';
  if (imports.startsWith('#')) return imports.slice(1);
  if (imports.startsWith('.')) return posix.join(posix.dirname(from), imports);
  return undefined;
}

function isPackage(specifier: string): boolean {
  return !specifier.startsWith('node:') && !specifier.startsWith('#');
}

function importLine({ imports, as }: Plant, index: number): string {
  if (as === 'dynamic') return `export const load${index} = () => import('${imports}');`;
  if (as === 'type') return `import type { value as V${index} } from '${imports}';`;
  return `export { value as from${index} } from '${imports}';`;
}

/** A package that is there and empty, with the file that a longer specifier names. */
function writePackage(top: string, specifier: string): void {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  const folder = join('node_modules', ...parts.slice(0, length));
  const file = parts.slice(length).join('/');
  const name = parts.slice(0, length).join('/');
  write(top, join(folder, 'package.json'), JSON.stringify({ name, main: './index.js' }));
  write(top, join(folder, 'index.js'), 'exports.value = 1;\n');
  if (file !== '') {
    write(top, join(folder, file.endsWith('.js') ? file : `${file}.js`), 'exports.value = 1;\n');
  }
}

function write(top: string, path: string, text: string): void {
  const full = join(top, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
}
