import * as z from 'zod';
import {
  bucket,
  common,
  locks,
  machines,
  personalTable,
  sweepFunction,
  table,
} from '../shared/env.ts';

export const Env = z.object({
  ...common,
  ...table,
  ...personalTable,
  ...bucket,
  ...locks(),
  ...machines,
  ...sweepFunction,
});
