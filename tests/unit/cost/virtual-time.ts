import type { FixedClock } from '#tests/memory/clock.ts';

interface Waiting {
  readonly at: number;
  readonly go: () => void;
}

/**
 * Time in which many things run side by side and only those that sleep make it pass: calls take no
 * time. It moves on when all that runs is asleep, to the next who wakes.
 */
export class VirtualTime {
  readonly #clock: FixedClock;
  readonly #waiting: Waiting[] = [];
  readonly #failures: unknown[] = [];
  #now = 0;
  #awake = 0;

  constructor(clock: FixedClock) {
    this.#clock = clock;
  }

  /** For what runs by `begin`: sleeps so many milliseconds. */
  sleep(milliseconds: number): Promise<void> {
    this.#awake -= 1;
    return new Promise((resolve) => {
      this.#wait(milliseconds, () => {
        this.#awake += 1;
        resolve();
      });
    });
  }

  /** Begins something after so many milliseconds; what it throws, `pass` throws. */
  begin(act: () => Promise<unknown>, after = 0): void {
    this.#wait(after, () => {
      this.#awake += 1;
      act()
        .catch((error: unknown) => this.#failures.push(error))
        .finally(() => {
          this.#awake -= 1;
        });
    });
  }

  /** Until nothing runs and nothing is to begin. */
  async pass(): Promise<void> {
    for (;;) {
      while (this.#awake > 0) await new Promise((resolve) => setImmediate(resolve));
      if (this.#failures.length > 0) throw this.#failures[0];
      this.#waiting.sort((a, b) => a.at - b.at);
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#clock.advance(next.at - this.#now);
      this.#now = next.at;
      next.go();
    }
  }

  #wait(milliseconds: number, go: () => void): void {
    this.#waiting.push({ at: this.#now + milliseconds, go });
  }
}
