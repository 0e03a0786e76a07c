import * as z from 'zod';
import {
  baseUrl,
  bucket,
  common,
  locks,
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
  ...mailFunction,
});
