/** How long a step took. */
export interface StepTime {
  readonly step: string;
  readonly seconds: number;
}

/** Shows what is being done, step by step, and how long each took. */
export class Progress {
  readonly times: StepTime[] = [];
  readonly #out: NodeJS.WritableStream & { readonly isTTY?: boolean };

  constructor(out: NodeJS.WritableStream & { readonly isTTY?: boolean }) {
    this.#out = out;
  }

  /**
   * Does a step and tells its parts while it is under way.
   *
   * @param doing what is shown meanwhile
   * @param step what is shown when it is done
   */
  async step<T>(
    doing: string,
    step: string,
    act: (say: (what: string) => void) => Promise<T>,
  ): Promise<T> {
    const begun = performance.now();
    this.#begin(doing);
    const result = await act((what) => this.#begin(what));
    const seconds = Math.round((performance.now() - begun) / 10) / 100;
    this.times.push({ step, seconds });
    this.#end(step, seconds);
    return result;
  }

  /** On a terminal a line that the next one takes the place of. */
  #begin(what: string): void {
    if (this.#out.isTTY) this.#out.write(`\r\x1b[K  … ${what}`);
    else this.#out.write(`  … ${what}\n`);
  }

  #end(step: string, seconds: number): void {
    const line = `  ✓ ${step.padEnd(46)} ${seconds.toFixed(1).padStart(5)} s\n`;
    this.#out.write(this.#out.isTTY ? `\r\x1b[K${line}` : line);
  }
}
