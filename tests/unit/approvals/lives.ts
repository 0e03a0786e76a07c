import { expect } from 'vitest';
import { MINUTE } from '#core/time.ts';
import type { Act } from './kill.ts';
import type { Matter } from './matter.ts';
import { leftToDo } from './settled.ts';

/** Minutes pass; whatever of it is killed is not delivered again but by the next minute. */
export async function pass(m: Matter, act: Act, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes && leftToDo(m).length > 0; minute++) {
    m.at.clock.advance(MINUTE);
    await act(() => m.at.sweep());
    await act(() => m.runMachines());
    await act(() => m.at.deliverMail());
  }
}

/** The gate opens, and everybody has a mail: at once, or when the sweep has healed it. */
export async function asked(m: Matter, act: Act, seats: number): Promise<void> {
  await act(() => m.runMachines());
  await act(() => m.at.deliverMail());
  await untilMailed(m, act, seats);
}

/** Minutes pass until so many seats, of all stages together, have their mail. */
export async function untilMailed(m: Matter, act: Act, seats: number): Promise<void> {
  const haveAll = async () => {
    const { content } = await m.theApproval();
    if (content.stages.flatMap((stage) => stage.seats).length < seats) return false;
    for (let seat = 0; seat < seats; seat++) if ((await codeIfAny(m, seat)) === '') return false;
    return true;
  };
  for (let tries = 0; tries < 8 && !(await haveAll()); tries++) await pass(m, act, 1);
}

// The task of a seat is not there before the machine has opened it.
const codeIfAny = (m: Matter, seat: number) => m.codeOf(seat).catch(() => '');

/** Somebody answers, and does so again where all they saw was an error. */
export async function answered(m: Matter, act: Act, seat: number, choice = {}): Promise<void> {
  const form = await m.formOf(seat, choice);
  const post = () =>
    act(async () => {
      const { is } = await m.at.answer(form);
      expect(is).toBe('recorded');
    });
  if (!(await post())) await post();
}
