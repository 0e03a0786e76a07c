import * as z from 'zod';
import { common, ingestQueue, organisation } from '../shared/env.ts';

export const Env = z.object({ ...common, ...ingestQueue(), ...organisation });
