import * as z from 'zod';

const word = z.string().min(1);

export const parse = (value: unknown): string => word.parse(value);
export const ask = (): unknown => z.toJSONSchema(word);
