import * as z from 'zod';
import { common, machines, mailFunction, table } from '../shared/env.ts';

export const Env = z.object({
  ...common,
  ...table,
  ...machines,
  ...mailFunction,
});
