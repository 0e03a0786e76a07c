import * as z from 'zod';
import * as f from '../records/fields.ts';

// A pattern shows in the published JSON Schema; what else makes a reference does not.
const refTo = (type: string) => f.ref(type).regex(new RegExp(`^${type}/[a-z0-9][a-z0-9-]{0,62}$`));

/** Members that the events of our own share. Unknown members are refused: they are mistakes. */
export const ownFields = () => ({
  system: refTo('ai-system').optional().describe('The AI system that it is about'),
  model: refTo('model').optional().describe('The model that it is about'),
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('When it happened, where that is not when it was sent'),
  key: f.line(100).optional().describe('Your own id for it: sent twice, it counts once'),
});

export const ownCause = () =>
  f
    .line(200)
    .optional()
    .describe('What repeats have in common: signals of one cause make one incident');

export const ownSeverity = () => z.enum(['info', 'low', 'medium', 'high', 'critical']);
