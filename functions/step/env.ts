import * as z from 'zod';
import { common, mailFunction, table } from '../shared/env.ts';

export const Env = z.object({
  ...common,
  ...table,
  ...mailFunction,
});
