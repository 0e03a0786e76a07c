import * as z from 'zod';
import {
  bucket,
  bus,
  common,
  deadLetters,
  locks,
  logFunction,
  machines,
  mailFunction,
  personalTable,
  table,
} from '../shared/env.ts';

export const Env = z.object({
  ...common,
  ...table,
  ...personalTable,
  ...bucket,
  ...bus,
  ...locks(),
  ...machines,
  ...mailFunction,
  ...logFunction,
  ...deadLetters(),
});
