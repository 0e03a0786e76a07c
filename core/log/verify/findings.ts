/**
 * What a verifier has to say of one object: it does not hold (`failed`), it is not there
 * (`missing`), or it holds and a reader should know something of it (`noted`).
 */
export interface Finding {
  readonly kind: 'failed' | 'missing' | 'noted';
  readonly path: string;
  readonly reason: string;
}

/** So many findings are remembered, so that none of them is told twice. */
const MAX_REMEMBERED = 1000;

/** Passes findings on as they come and keeps little more than how many there are, and the first. */
export class Findings {
  readonly #tell: (finding: Finding) => void;
  readonly #counts = { failed: 0, missing: 0, noted: 0 };
  readonly #told = new Set<string>();
  #first: Finding | undefined;

  constructor(tell: (finding: Finding) => void) {
    this.#tell = tell;
  }

  /** The first object that does not hold or is not there. */
  get first(): Finding | undefined {
    return this.#first;
  }

  get counts(): Readonly<Record<Finding['kind'], number>> {
    return { ...this.#counts };
  }

  failed(path: string, reason: string): void {
    this.#add({ kind: 'failed', path, reason });
  }

  missing(path: string, reason: string): void {
    this.#add({ kind: 'missing', path, reason });
  }

  noted(path: string, reason: string): void {
    this.#add({ kind: 'noted', path, reason });
  }

  #add(finding: Finding): void {
    // An object may be read more than once, and is wrong each time.
    const words = Object.values(finding).join(' ');
    if (this.#told.has(words)) return;
    if (this.#told.size < MAX_REMEMBERED) this.#told.add(words);
    this.#counts[finding.kind] += 1;
    if (finding.kind !== 'noted') this.#first ??= finding;
    this.#tell(finding);
  }
}
