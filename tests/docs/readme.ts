/** A folder of the tree that the README prints, by its path. */
const LINE = /^((?:│ {3}| {4})*)(?:├──|└──) (\S+)/;

/** The folders that a printed tree shows, as paths; its first line is the project itself. */
export function foldersOfTree(page: string): string[] {
  const [, tree = ''] = /```\nassent\n([\s\S]*?)```/.exec(page) ?? [];
  const above: string[] = [];
  return tree
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, indent = '', name = ''] = LINE.exec(line) ?? [];
      above.splice(indent.length / 4, Number.POSITIVE_INFINITY, name);
      return above.join('/');
    });
}

/** Folders of the project: those at the top, and of those named what is right below. */
export function foldersOf(files: readonly string[], opened: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    const [top = '', below, ...rest] = file.split('/');
    if (top.startsWith('.') || below === undefined) continue;
    folders.add(top);
    if (opened.includes(top) && rest.length > 0) folders.add(`${top}/${below}`);
  }
  return [...folders].sort();
}
