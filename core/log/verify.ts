import { fromBase64, toBase64 } from '../encoding.ts';
import { checkpointText, parseCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { keysOf, LOG_KEY_REF } from './keys-in-force.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { bundlePath, MANIFEST_PATH, recordPath, TILE_WIDTH } from './paths.ts';
import { Chains, type ChainsOptions, ENTRIES_A_PASS } from './verify/chains.ts';
import { checkAside } from './verify/check-aside.ts';
import { checkEvidence, checkSignals, type RunningHash } from './verify/check-files.ts';
import { LogWalk } from './verify/check-log.ts';
import { checkPersonal } from './verify/check-personal.ts';
import { checkProofs } from './verify/check-proofs.ts';
import { RecordsCheck } from './verify/check-records.ts';
import { checkMutable, type Goal, goalsInOrder, newestCheckpoint } from './verify/checkpoints.ts';
import { type Finding, Findings } from './verify/findings.ts';
import { followChains } from './verify/follow-chains.ts';
import { KeyRing } from './verify/key-ring.ts';
import { Reader } from './verify/reader.ts';
import type { Source } from './verify/source.ts';
import { parseVersion } from './version-bytes.ts';
import { parseVerifierKey, type VerifierKey } from './vkey.ts';

export interface VerifyOptions {
  /** Keys known from elsewhere. Without them those of the pack are taken, which prove little. */
  readonly keys?: readonly VerifierKey[];
  /** A checkpoint known from elsewhere: the log must still lead to it. */
  readonly trustedCheckpoint?: Uint8Array;
  /** `log` leaves out versions, evidence, signals, disclosed values and proofs. */
  readonly scope?: 'everything' | 'log';
  /** Entries that are held in memory at a time: a longer log is walked through more than once. */
  readonly entriesAPass?: number;
  readonly hash: () => RunningHash;
  /** Told of each finding as it comes: memory does not grow with their number. */
  readonly tell?: (finding: Finding) => void;
}

/** What a verifier found. */
export interface Verified {
  /** Nothing failed and nothing is missing. */
  readonly ok: boolean;
  /** The newest checkpoint is signed by a key that was handed in. */
  readonly isTrusted: boolean;
  readonly origin: string | undefined;
  readonly size: number;
  /** Base64. */
  readonly root: string | undefined;
  readonly first: Finding | undefined;
  readonly findings: Readonly<Record<Finding['kind'], number>>;
  readonly counts: {
    readonly checkpoints: number;
    readonly versions: number;
    readonly files: number;
    readonly signals: number;
    readonly disclosed: number;
    readonly proofs: number;
  };
}

/**
 * Verifies a log and all that hangs on it, wherever it lies, without help of whoever wrote it:
 * signatures, the tree from its entries, every tile, consistency of all checkpoints, each record's
 * history, every version's bytes, evidence, disclosed values and proofs, and that none of them is
 * missing. Memory stays the same however long the log is (32 bytes an evidence file apart).
 */
export async function verify(source: Source, options: VerifyOptions): Promise<Verified> {
  const findings = new Findings(options.tell ?? (() => {}));
  return new Verification(new Reader(source, findings), findings, options).run();
}

class Verification {
  readonly #reader: Reader;
  readonly #findings: Findings;
  readonly #options: VerifyOptions;
  readonly #counts = { checkpoints: 0, versions: 0, files: 0, signals: 0, disclosed: 0, proofs: 0 };
  #manifest: Manifest | undefined;
  /** Of how many entries nothing is known. */
  #unknown = () => 0;
  /** Paths of checkpoints by keys of which nothing is known yet. */
  readonly #unknownSigners: string[] = [];
  /** A checkpoint before any rotation is signed by a key that was given. */
  #knowsFirstKey = false;
  #isTrusted = false;

  constructor(reader: Reader, findings: Findings, options: VerifyOptions) {
    this.#reader = reader;
    this.#findings = findings;
    this.#options = options;
  }

  async run(): Promise<Verified> {
    this.#manifest = await this.#readManifest();
    const keys = this.#keys();
    const newest = await newestCheckpoint(this.#reader, this.#findings, keys);
    if (newest !== undefined) {
      this.#compareManifest(newest);
      await checkMutable(this.#reader, this.#findings, newest);
      await this.#checkAll(newest, keys);
    }
    return this.#verdict(newest?.checkpoint);
  }

  async #checkAll(newest: Goal, keys: readonly VerifierKey[]): Promise<void> {
    const { size } = newest.checkpoint;
    const isWhole = this.#options.scope !== 'log';
    const entriesAPass = this.#options.entriesAPass ?? ENTRIES_A_PASS;
    const parts = Math.max(1, Math.ceil(size / entriesAPass));
    const entries = Math.ceil(size / parts);
    const chainsOf = (part: number) => this.#chains({ part, parts, entries, keepsLeaves: isWhole });
    let chains = chainsOf(0);
    await this.#walk(newest, keys, chains);
    const { source } = this.#reader;
    const mayBeAhead = this.#manifest === undefined;
    const files = isWhole
      ? await checkEvidence(source, this.#findings, this.#options.hash)
      : undefined;
    for (let part = 0; part < parts; part++) {
      if (part > 0) {
        chains = chainsOf(part);
        await followChains(this.#reader, size, chains);
      }
      if (files === undefined) continue;
      const records = { chains, files, unknown: this.#unknown(), mayBeAhead };
      this.#counts.versions += await new RecordsCheck(this.#reader, this.#findings, records).run();
    }
    await checkAside(this.#reader, this.#findings, size, mayBeAhead);
    if (files === undefined) return;
    this.#counts.files = files.count;
    this.#counts.signals = await checkSignals(source, this.#findings, this.#options.hash);
    this.#counts.disclosed = await checkPersonal(this.#reader, this.#findings);
    if (this.#manifest !== undefined) {
      const { checkpoint } = newest;
      this.#counts.proofs = await checkProofs(this.#reader, this.#findings, checkpoint);
    }
  }

  async #walk(newest: Goal, keys: readonly VerifierKey[], chains: Chains): Promise<void> {
    const ring = new KeyRing(keys);
    const extra = [newest, ...this.#trustedGoal(newest.checkpoint)];
    const walk = new LogWalk(this.#reader, this.#findings, {
      newest: newest.checkpoint,
      goals: goalsInOrder(this.#reader, this.#findings, newest.checkpoint, extra),
      chains,
      rotated: async (version, index) => {
        const listed = await this.#listedKeys(version);
        if (listed !== undefined) ring.rotate(listed, index);
      },
      reached: (goal) => this.#judge(goal, ring, newest),
    });
    this.#unknown = () => walk.unknown;
    if (!(await walk.run())) {
      this.#findings.noted(newest.path, 'the log could not be followed as far as this checkpoint');
    }
  }

  #judge(goal: Goal, ring: KeyRing, newest: Goal): void {
    const { path, checkpoint } = goal;
    const standing = ring.judge(checkpoint);
    if (goal !== newest && path !== TRUSTED) this.#counts.checkpoints += 1;
    if (goal === newest)
      this.#isTrusted = standing === 'trusted' && this.#options.keys !== undefined;
    if (typeof standing === 'object') this.#findings.failed(path, standing.bad);
    else if (standing === 'trusted') {
      this.#knowsFirstKey ||= !ring.hasRotated;
      this.#tellUnknown(ring.hasRotated && !this.#knowsFirstKey ? 'noted' : 'failed');
    } else if (goal === newest) {
      this.#unknownSigners.unshift(path);
      this.#tellUnknown('failed');
    } else if (path !== TRUSTED) {
      this.#unknownSigners.push(path);
      if (this.#knowsFirstKey) this.#tellUnknown('failed');
    }
  }

  /**
   * Tells of checkpoints by keys that are not known here. They may be older than the keys that were
   * given, where those came into force by a rotation; else somebody else signed them.
   */
  #tellUnknown(kind: 'noted' | 'failed'): void {
    for (const path of this.#unknownSigners.splice(0)) {
      if (kind === 'failed') this.#findings.failed(path, 'is signed by no key that is trusted');
      else this.#findings.noted(path, 'is signed by keys that are not known here; its root holds');
    }
  }

  #trustedGoal(newest: SignedCheckpoint): readonly Goal[] {
    const { trustedCheckpoint } = this.#options;
    if (trustedCheckpoint === undefined) return [];
    const checkpoint = parseCheckpoint(trustedCheckpoint);
    const { origin, size } = checkpoint;
    if (origin !== newest.origin) {
      this.#findings.failed(TRUSTED, `is of another log: ${origin}, not ${newest.origin}`);
    } else if (size > newest.size) {
      const ends = `it ends at ${newest.size} entries, and had ${size} before`;
      this.#findings.failed(TRUSTED, `the log does not lead to it: ${ends}`);
    } else if (size > 0) return [{ path: TRUSTED, checkpoint }];
    return [];
  }

  /** The keys that a version of `system/log-key` lists; what is wrong with it is told. */
  async #listedKeys(version: number): Promise<readonly VerifierKey[] | undefined> {
    const path = recordPath(LOG_KEY_REF, version);
    const bytes = await this.#reader.body(path);
    if (bytes !== undefined) {
      return this.#reader.attempt(path, () => keysOf(parseVersion(bytes).content));
    }
    this.#findings.missing(path, 'it says which keys sign the log from there on');
    return undefined;
  }

  #chains(options: Omit<ChainsOptions, 'broken'>): Chains {
    const broken = (index: number, reason: string, isGap: boolean) => {
      const path = bundlePath(Math.floor(index / TILE_WIDTH));
      // Where entries cannot be read, that was told, and the gap is theirs.
      const tell = isGap && this.#unknown() > 0 ? 'noted' : 'failed';
      this.#findings[tell](path, `entry ${index}, ${reason}`);
    };
    return new Chains({ ...options, broken });
  }

  async #readManifest(): Promise<Manifest | undefined> {
    const buffer = new Uint8Array(MAX_MANIFEST_BYTES);
    return this.#reader.attempt(MANIFEST_PATH, async () => {
      const bytes = await this.#reader.source.read(MANIFEST_PATH, buffer);
      return bytes && parseManifest(bytes);
    });
  }

  #keys(): readonly VerifierKey[] {
    if (this.#options.keys !== undefined) return this.#options.keys;
    if (this.#manifest === undefined) return [];
    this.#findings.noted(
      MANIFEST_PATH,
      'its own keys are taken, since none was given: whoever made the pack may have made them up',
    );
    return this.#manifest.vkeys.map(parseVerifierKey);
  }

  #compareManifest({ path, checkpoint }: Goal): void {
    if (this.#manifest === undefined) return;
    const { origin, size, root } = this.#manifest;
    const same = { origin, size, root: fromBase64(root) };
    if (checkpointText(same) === checkpointText(checkpoint)) return;
    this.#findings.failed(MANIFEST_PATH, `names another log, size or root than ${path}`);
  }

  #verdict(newest: SignedCheckpoint | undefined): Verified {
    const findings = this.#findings.counts;
    return {
      ok: newest !== undefined && findings.failed === 0 && findings.missing === 0,
      isTrusted: this.#isTrusted,
      origin: newest?.origin,
      size: newest?.size ?? 0,
      root: newest && toBase64(newest.root),
      first: this.#findings.first,
      findings,
      counts: this.#counts,
    };
  }
}

/** What findings about the checkpoint that was handed in are told of. */
const TRUSTED = 'trusted checkpoint';

const MAX_MANIFEST_BYTES = 64 * 1024;
