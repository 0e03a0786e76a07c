import { asking } from '#workflows/workflow.ts';
import { CONTRACT, type OUTCOMES } from './contract.ts';

/**
 * Takes people through an incident, from triage to its closure. Input `{type, id}` of the incident.
 * Each wait ends when somebody has answered, and the next one asks what is asked then.
 */
export default asking<(typeof OUTCOMES)[number]>(CONTRACT, {
  closed: 'Over',
  wait: 'Await',
  dismissed: 'Over',
  merged: 'Over',
});
