import * as z from 'zod';
import { common, deadLetters, logFunction, machines, mailFunction, table } from '../shared/env.ts';

export const Env = z.object({
  ...common,
  ...table,
  ...machines,
  ...mailFunction,
  ...logFunction,
  ...deadLetters,
});
