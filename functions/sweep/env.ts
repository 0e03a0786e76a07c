import * as z from 'zod';
import {
  bucket,
  common,
  deadLetters,
  logFunction,
  machines,
  mailFunction,
  table,
} from '../shared/env.ts';

export const Env = z.object({
  ...common,
  ...table,
  ...bucket,
  ...machines,
  ...mailFunction,
  ...logFunction,
  ...deadLetters(),
});
