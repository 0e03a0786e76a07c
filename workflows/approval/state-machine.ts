import { asking } from '#workflows/workflow.ts';
import { CONTRACT, type OUTCOMES } from './contract.ts';

/**
 * Asks the approvers of one record's transition, and carries it out or not. Input `{type, id}` of
 * the approval. The straight way is Await, Conclude, Outcome, Approved.
 */
export default asking<(typeof OUTCOMES)[number]>(CONTRACT, {
  effective: 'Approved',
  wait: 'Await',
  rejected: 'NotApproved',
  lapsed: 'NotApproved',
  void: 'NotApproved',
  withdrawn: 'NotApproved',
});
