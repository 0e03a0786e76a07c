import * as z from 'zod';
import { common, table } from '../shared/env.ts';

export const Env = z.object({ ...common, ...table });
