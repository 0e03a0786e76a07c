import { listFiles } from '#tests/architecture/source-files.ts';

/** The pages of the project that have generated sections: those of `docs`. */
export const pages: readonly string[] = listFiles().filter((path) => /^docs\/.*\.md$/.test(path));
