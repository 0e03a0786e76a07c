import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = 'docs/decisions';

/** Names of the files of decisions, in order of their numbers. */
export function decisionFiles(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file !== 'README.md')
    .sort();
}

/** A line a decision: its number and its title, linked. */
export function decisionList(): string {
  return decisionFiles()
    .map((file) => {
      const [title = ''] = readFileSync(`${FOLDER}/${file}`, 'utf8').split('\n');
      return `- ${file.slice(0, 4)} [${title.replace(/^# /, '')}](${file})`;
    })
    .join('\n');
}
