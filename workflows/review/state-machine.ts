import { asking } from '#workflows/workflow.ts';
import { CONTRACT, type OUTCOMES } from './contract.ts';

/**
 * Takes people through one review of a record: somebody looks, somebody else signs. Input
 * `{type, id}` of the review. Each wait ends when somebody has answered, and the next one asks what
 * is asked then.
 */
export default asking<(typeof OUTCOMES)[number]>(CONTRACT, {
  done: 'Over',
  wait: 'Await',
  moot: 'Over',
});
