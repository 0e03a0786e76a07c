import { decisionList } from './decisions.ts';
import { diagram } from './diagram.ts';
import {
  adapterTable,
  kindTable,
  personalTable,
  publishedTable,
  putEventsLines,
} from './events.ts';
import { alarmTable, fitTable } from './operating.ts';
import { rightsTable } from './rights.ts';
import type { Maker } from './sections.ts';

/** What makes each generated section, by its name in the pages. */
export const makers: Readonly<Record<string, Maker>> = {
  adapters: adapterTable,
  alarms: alarmTable,
  decisions: decisionList,
  diagram,
  events: publishedTable,
  fits: fitTable,
  kinds: kindTable,
  'personal-members': personalTable,
  'put-events': putEventsLines,
  rights: rightsTable,
};
