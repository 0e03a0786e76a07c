import type { Envelope } from './envelope.ts';

/** Whether an event is one of ours by that name: no service of AWS may bear it. */
export const isOwn =
  (name: string) =>
  ({ source, type }: Envelope): boolean =>
    type === name && !source.startsWith('aws.');
