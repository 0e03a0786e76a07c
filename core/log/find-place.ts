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

/**
 * The first pause; each further one lasts a third as long again, so that a short wait ends soon. It
 * begins anew once there is a place: a checkpoint that covers it is a few calls away.
 */
const FIRST_PAUSE_MS = 25;
const GROWTH = 4 / 3;

/**
 * The place of an entry that was written just now. The log follows within a second or two, and a
 * receipt that says where, under a checkpoint that covers it, is worth the wait.
 *
 * @param patience milliseconds after which what is not there is left out
 */
export async function findPlace(ports: FindPlace, patience: number): Promise<Place> {
  let place = await look(ports, undefined);
  for (let waited = 0, pause = FIRST_PAUSE_MS; waited < patience && !isThere(place); ) {
    await ports.sleep(pause);
    waited += pause;
    const known = place.index;
    place = await look(ports, known);
    pause = known === place.index ? pause * GROWTH : FIRST_PAUSE_MS;
  }
  // Without a place, the newest checkpoint there is: a shorter log is noticed all the same.
  return { ...place, checkpoint: place.checkpoint ?? (await ports.checkpoint()) };
}

async function look(ports: FindPlace, known: number | undefined): Promise<Place> {
  const index = known ?? (await ports.logIndex());
  return { index, checkpoint: index === undefined ? undefined : await ports.checkpoint() };
}

/** The size that a checkpoint is of: its second line. */
export function sizeIn(note: string | undefined): number | undefined {
  const size = Number(note?.split('\n')[1]);
  return note === undefined || !Number.isSafeInteger(size) ? undefined : size;
}

function isThere({ index, checkpoint }: Place): boolean {
  const size = sizeIn(checkpoint);
  return index !== undefined && size !== undefined && size > index;
}
