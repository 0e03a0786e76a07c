import { transient } from '#core/errors.ts';

/** How a port in memory can be told to misbehave. Counts are of calls to come. */
export interface Faults {
  /** The next calls do nothing and throw `Transient`, outcome `none`: a throttle, a conflict. */
  fail(calls: number): void;
  /** The next calls do their work, then throw `Transient`, outcome `unknown`. */
  loseAnswers(calls: number): void;
}

/** Faults, and the gate through which each call of the port goes. */
export interface FaultGate extends Faults {
  through<T>(what: string, act: () => T): T;
}

export function faults(): FaultGate {
  let failing = 0;
  let losing = 0;
  return {
    fail(calls) {
      failing = calls;
    },
    loseAnswers(calls) {
      losing = calls;
    },
    through(what, act) {
      if (failing > 0) {
        failing -= 1;
        throw transient(`${what}: not now`, 'none');
      }
      const answer = act();
      if (losing > 0) {
        losing -= 1;
        throw transient(`${what}: the answer was lost`, 'unknown');
      }
      return answer;
    },
  };
}
