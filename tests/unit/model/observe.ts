import type { Ref } from '#core/ids.ts';
import type { Matter } from '../approvals/matter.ts';
import { isEnded, type Model, newest, suspends } from './model.ts';
import { must } from './must.ts';
import { allowedStates } from './predict.ts';
import { seeStage } from './see-stage.ts';
import { type Stand, standOf } from './stand.ts';

/**
 * Looks at what stands after something was done: whatever changed must be one of the things that
 * the model allows, which then takes note of it.
 *
 * @param since when the command began: what was true then may have been acted on
 */
export function observe(m: Model, real: Matter, since: string): Stand {
  const stand = standOf(real, m.kind.subject);
  seeState(m, stand);
  for (const [index, stage] of stand.approval.content.stages.entries()) {
    seeStage(m, stage, index, since);
  }
  seeQuestions(m, stand);
  seeTasks(m, stand);
  seeConditions(m, stand);
  seeSubject(m, stand);
  return stand;
}

function seeState(m: Model, { approval }: Stand): void {
  if (approval.state === m.approval) return;
  const allowed = allowedStates(m);
  const { outcome } = approval.content;
  must(
    allowed.includes(approval.state),
    `The approval is ${approval.state} (${outcome?.reason ?? 'no reason'}), ` +
      `and may be ${allowed.join(' or ')}`,
  );
  m.approval = approval.state;
  if (approval.state === 'effective') {
    m.subject = m.moved ? m.subject : 'approved';
    m.stands = true;
    for (const each of m.conditions) each.state = 'open';
  } else if (isEnded(m) && !m.moved) m.subject = 'draft';
}

function seeTasks(m: Model, { tasks }: Stand): void {
  for (const [ref, { state, content }] of tasks) {
    const known = m.tasks[ref];
    if (known === undefined) {
      const stage = Number(content.gate.slice('stage-'.length)) - 1;
      m.tasks[ref] = {
        person: content.person,
        seat: content.seat,
        ...(content.seat.startsWith('s') ? { stage } : {}),
        state,
        bounced: false,
      };
      must(state !== 'decided', `${ref} is decided as it is opened`);
    } else if (known.state !== state) {
      must(state === 'closed' && known.state === 'open', `${ref} is ${state}, not ${known.state}`);
      must(mayClose(m, ref), `${ref} is closed (${content.closed?.why}) and is still asked`);
      known.state = state;
    }
  }
}

/** A task closes when nobody waits for its answer any more. */
function mayClose(m: Model, ref: Ref): boolean {
  const task = m.tasks[ref];
  if (task === undefined) return false;
  if (task.seat.startsWith('c')) {
    return m.conditions.some(({ id, due }) => id === task.seat && due <= m.now);
  }
  if (isEnded(m) || task.stage === undefined) return isEnded(m);
  const stage = m.stages[task.stage];
  const seat = stage?.seats.find(({ id }) => id === task.seat);
  return stage?.closed !== undefined || (seat !== undefined && newest(seat).task !== ref);
}

function seeConditions(m: Model, { conditions }: Stand): void {
  for (const each of m.conditions) {
    const found = [...conditions.values()].find(({ ref }) => ref.endsWith(`-${each.id}`));
    if (found === undefined) continue;
    must(m.approval === 'effective', `${found.ref} stands though nothing took effect`);
    must(found.content.due === each.due, `${found.ref} is due at ${found.content.due}`);
    must(found.content.owner === each.owner, `${found.ref} is ${found.content.owner}'s`);
    if (found.state === each.state) continue;
    must(
      found.state === 'missed' && each.state === 'open' && each.due <= m.now,
      `${found.ref} is ${found.state}, and was ${each.state}`,
    );
    each.state = 'missed';
    suspend(m);
  }
  must(conditions.size <= m.conditions.length, 'There are conditions that nobody set');
}

function seeQuestions(m: Model, { approval }: Stand): void {
  const said = (each: { id: string; by: Ref; text: string }, answered: boolean) =>
    `${each.id} ${each.by} ${each.text} ${answered}`;
  const seen = approval.content.questions.map((each) => said(each, each.answer !== undefined));
  const asked = m.questions.map((each) => said(each, each.answered));
  must(seen.join() === asked.join(), `The questions are ${seen.join()}, not ${asked.join()}`);
}

/** What this approval gave is taken back, also where a revision of it is on its way. */
function suspend(m: Model): void {
  if (m.stands) m.subject = 'suspended';
  m.stands = false;
}

function seeSubject(m: Model, { subject }: Stand): void {
  const state = m.kind.states[subject.state];
  const acted = state === 'suspended' && m.subject !== 'suspended';
  if (acted) {
    must(m.stands && suspends(m), 'The subject is suspended for no reason');
    suspend(m);
  }
  must(state === m.subject, `The subject is ${subject.state}, and should be ${m.subject}`);
  must(
    (subject.item.standingDigest !== undefined) === m.stands,
    `What was approved ${m.stands ? 'stands no more' : 'stands'}`,
  );
}
