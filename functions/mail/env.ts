import * as z from 'zod';
import {
  baseUrl,
  common,
  configurationSet,
  mailFrom,
  mailFunction,
  origin,
  personalTable,
  questionsADay,
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
  ...questionsADay(),
  ...configurationSet,
});
