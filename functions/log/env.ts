import * as z from 'zod';
import { bucket, bus, common, locks, origin, signing, table } from '../shared/env.ts';

export const Env = z.object({
  ...common,
  ...table,
  ...bucket,
  ...locks(),
  ...origin,
  ...signing,
  ...bus,
});
