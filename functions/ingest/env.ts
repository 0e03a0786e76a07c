import * as z from 'zod';
import { bucket, common, locks, machines, table } from '../shared/env.ts';

export const Env = z.object({ ...common, ...table, ...bucket, ...locks(), ...machines });
