import * as z from 'zod';
import {
  baseUrl,
  bucket,
  callers,
  common,
  locks,
  machines,
  mailFunction,
  origin,
  personalTable,
  table,
} from '../shared/env.ts';

export const Env = z.object({
  ...common,
  ...table,
  ...personalTable,
  ...bucket,
  ...locks(),
  ...origin,
  ...baseUrl(),
  ...machines,
  ...mailFunction,
  ...callers(),
});
