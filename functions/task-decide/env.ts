import * as z from 'zod';
import {
  baseUrl,
  bucket,
  common,
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
  ...origin,
  ...baseUrl(),
  ...mailFunction,
});
