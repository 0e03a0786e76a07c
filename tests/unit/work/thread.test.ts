import { beforeEach, describe, expect, it } from 'vitest';
import { contentOf } from '#core/records/content-of.ts';
import { incident } from '#core/records/incident.ts';
import { HOUR, later } from '#core/time.ts';
import { BERIT, INCIDENT, type Piece, piece } from './piece.ts';

let p: Piece;
beforeEach(async () => {
  p = await piece();
});

describe('a piece of work', () => {
  it('is put to the first who holds the role, with deadline and reminders by the plan', async () => {
    const opened = await p.open();
    const { head, content } = await p.theTask();
    expect(opened).toEqual({ task: head.ref, opened: true });
    const now = p.at.clock.now();
    expect(content).toMatchObject({
      kind: 'look-into',
      of: INCIDENT,
      gate: 'triage',
      seat: 'w1',
      round: 1,
      person: BERIT,
      capacity: 'role/incident-lead',
      deadline: later(now, 4 * HOUR),
      reminders: [later(now, 3 * HOUR)],
      policy: { type: 'response-plan', id: 'default' },
    });
    expect(p.at.mailer.sent.map(({ to }) => to)).toEqual(['06@halden.example']);
  });

  it('once answered is one version of the task, and what its kind made of the record', async () => {
    await p.open();
    const answered = await p.answer();
    expect(answered).toMatchObject({ is: 'recorded', again: false });
    const { head, content } = await p.theTask();
    expect(head.version).toMatchObject({ state: 'decided', action: 'decide', actor: BERIT });
    expect(content.decision).toMatchObject({
      choice: 'submit',
      answers: { verdict: 'real', harm: ['rights'], reason: 'The alarm is right' },
    });
    const now = await p.theIncident();
    expect(now.version).toMatchObject({ version: 2, state: 'confirmed', actor: BERIT });
    expect(contentOf(incident, now).triage?.by.digest).toBe(head.digest);
  });

  it('tells whoever answered by a receipt', async () => {
    await p.open();
    await p.answer();
    await p.at.deliverMail();
    expect(p.at.sentWork.map(({ delivery }) => delivery.kind)).toEqual(['request', 'receipt']);
  });
});
