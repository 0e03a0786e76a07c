import { decisionList } from './decisions.ts';
import { diagram } from './diagram.ts';
import { alarmTable, fitTable } from './operating.ts';
import { rightsTable } from './rights.ts';
import type { Maker } from './sections.ts';

/** What makes each generated section, by its name in the pages. */
export const makers: Readonly<Record<string, Maker>> = {
  alarms: alarmTable,
  decisions: decisionList,
  diagram,
  fits: fitTable,
  rights: rightsTable,
};
