/** Where an entry stands, and a checkpoint that covers it, as far as either is there yet. */
export interface Place {
  readonly index: number | undefined;
  /** The newest checkpoint: the signed note's exact text. */
  readonly checkpoint: string | undefined;
}

export interface FindPlace {
  readonly logIndex: () => Promise<number | undefined>;
  readonly checkpoint: () => Promise<string | undefined>;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

const STEP_MS = 250;

/**
 * The place of an entry that was written just now. The log follows within a second or two, and a
 * receipt that says where, under a checkpoint that covers it, is worth the wait.
 *
 * @param patience milliseconds after which what is not there is left out
 */
export async function findPlace(ports: FindPlace, patience: number): Promise<Place> {
  let index = await ports.logIndex();
  let checkpoint = await ports.checkpoint();
  for (let waited = 0; waited < patience && !covers(checkpoint, index); waited += STEP_MS) {
    await ports.sleep(STEP_MS);
    index ??= await ports.logIndex();
    if (index !== undefined) checkpoint = await ports.checkpoint();
  }
  return { index, checkpoint };
}

/** The size that a checkpoint is of: its second line. */
export function sizeIn(note: string | undefined): number | undefined {
  const size = Number(note?.split('\n')[1]);
  return note === undefined || !Number.isSafeInteger(size) ? undefined : size;
}

function covers(checkpoint: string | undefined, index: number | undefined): boolean {
  const size = sizeIn(checkpoint);
  return index !== undefined && size !== undefined && size > index;
}
