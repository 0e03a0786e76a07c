import { AssentError, invalid, isError, refused } from '../errors.ts';
import { type Ref, uuidv7 } from '../ids.ts';
import { evidencePath } from '../log/paths.ts';
import { type RetentionDays, retainUntil } from '../log/retention.ts';
import type { Clock, Objects, Random } from '../ports.ts';
import type { Author } from '../records/author.ts';
import { contentOf } from '../records/content-of.ts';
import type { Link } from '../records/define-type.ts';
import { evidence as evidenceType } from '../records/evidence.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { DAY, type Instant, later } from '../time.ts';

export interface RegisterPorts {
  readonly store: RecordStore;
  readonly objects: Pick<Objects, 'head'>;
}

export interface EvidencePorts extends RegisterPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly retention: RetentionDays;
  readonly maxBytes: number;
}

/** A file that is locked but was never said to be there is registered after so long. */
export const CLAIM_WITHIN_MS = DAY;

/** What a presigned upload must carry to be taken. */
export interface Upload {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly retainUntil: Instant;
}

/**
 * Declares a file: the record, and what the upload must carry. The client gives name, size, media
 * type and SHA-256 beforehand, so that nothing else can be put at its path.
 *
 * @throws Invalid, TooLarge, Refused
 */
export async function declare(
  ports: EvidencePorts,
  content: unknown,
  links: readonly Link[],
  author: Author,
): Promise<{ readonly head: Head; readonly upload: Upload }> {
  const { store, clock, random } = ports;
  const made = await store.draft({
    ...author,
    type: evidenceType.name,
    id: uuidv7(clock.now(), random.bytes(10)),
    before: undefined,
    action: 'create',
    state: 'declared',
    content,
    links,
    pending: [{ at: later(clock.now(), CLAIM_WITHIN_MS), for: 'claim' }],
  });
  const upload = uploadOf(ports, made.head);
  await store.commit([made]);
  return { head: made.head, upload };
}

/** What the upload of a declared file must carry. @throws TooLarge */
export function uploadOf({ clock, retention, maxBytes }: EvidencePorts, head: Head): Upload {
  const { sha256, size, mediaType, class: of } = contentOf(evidenceType, head);
  if (size > maxBytes) {
    throw new AssentError('TooLarge', `A file of ${size} bytes; at most ${maxBytes}`, {
      limit: maxBytes,
      got: size,
    });
  }
  return {
    path: evidencePath(sha256),
    sha256,
    size,
    mediaType,
    retainUntil: retainUntil(of, clock.now(), retention),
  };
}

/**
 * Says that the file is there: its size and SHA-256 as the store computed it are compared with
 * what was declared.
 *
 * @throws Refused where it is not there, or is another file
 */
export async function register(ports: RegisterPorts, ref: Ref, author: Author): Promise<Head> {
  const head = await ports.store.need(ref);
  if (head.version.type !== evidenceType.name) throw invalid(`${ref} is no evidence`);
  if (head.version.state !== 'declared') return head;
  const { sha256, size } = contentOf(evidenceType, head);
  const stored = await ports.objects.head(evidencePath(sha256));
  if (stored === undefined) throw refused(`The file of ${ref} has not been uploaded`);
  if (stored.size !== size || stored.sha256 !== sha256) {
    throw refused(`The file of ${ref} is not the one that was declared`, { sha256, size });
  }
  const made = await ports.store.draft({
    ...author,
    type: evidenceType.name,
    id: head.version.id,
    before: head,
    action: 'store',
    state: 'stored',
    content: head.version.content,
    links: head.version.links,
  });
  await ports.store.commit([made]);
  return made.head;
}

/**
 * A day after it was declared: a file that was uploaded, and so is locked, but never said to be
 * there is registered as unclaimed; one that never came is let go.
 */
export async function claim(ports: RegisterPorts, head: Head): Promise<void> {
  try {
    await register(ports, head.ref, {
      actor: 'service/assent-sweep',
      via: 'system',
      reason: 'Unclaimed: uploaded, and never said to be there',
    });
  } catch (error) {
    if (!isError(error, 'Refused')) throw error;
    await ports.store.setPending(
      head,
      head.pending.filter((each) => each.for !== 'claim'),
    );
  }
}
