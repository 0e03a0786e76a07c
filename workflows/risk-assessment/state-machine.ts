import { asking } from '#workflows/workflow.ts';
import { CONTRACT, type OUTCOMES } from './contract.ts';

/**
 * Takes people through an assessment of risks, from its dimensions to the acceptance of what is
 * left. Input `{type, id}` of the assessment. Each wait ends when somebody has answered, and the
 * next one asks what is asked then.
 */
export default asking<(typeof OUTCOMES)[number]>(CONTRACT, {
  done: 'Over',
  wait: 'Await',
  overdue: 'Over',
  superseded: 'Over',
});
