import * as z from 'zod';
import {
  baseUrl,
  common,
  configurationSet,
  mailFrom,
  mailFunction,
  origin,
  personalTable,
  table,
} from '../shared/env.ts';

export const Env = z.object({
  ...common,
  ...table,
  ...personalTable,
  ...origin,
  ...baseUrl(),
  ...mailFrom,
  ...mailFunction,
  ...configurationSet,
});
