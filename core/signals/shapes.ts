import * as z from 'zod';

/** Shapes of members as services write them; what an adapter does not need, it does not name. */

/** A text that identifies something. */
export const text = () => z.string().min(1).max(2048);

/** A number as text: ids come as either. */
export const id = () => z.union([text(), z.number().transform(String)]);

/** A quantity, as a number or as its digits. */
export const amount = () =>
  z.union([
    z.number(),
    z
      .string()
      .regex(/^-?\d{1,15}(\.\d{1,15})?$/)
      .transform(Number),
  ]);

/** What only adorns: missing and damaged are the same. */
export const maybe = <Shape extends z.ZodType>(shape: Shape) => shape.nullish().catch(undefined);

/** A time in any form (`momentOf`). */
export const time = () => z.unknown().optional();
