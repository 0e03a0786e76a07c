import * as z from 'zod';
import * as f from '../records/fields.ts';

/** Members that the events of our own share. Unknown members are refused: they are mistakes. */
export const ownFields = () => ({
  /** The AI system that it is about. */
  system: f.ref('ai-system').optional(),
  /** The model that it is about. */
  model: f.ref('model').optional(),
  /** When it happened, where that is not when it was sent. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** The sender's own id for it: sent twice, it counts once. */
  key: f.line(100).optional(),
});

/** What repeats have in common: the same `cause` is the same trouble. */
export const ownCause = () => f.line(200).optional();

export const ownSeverity = () => z.enum(['info', 'low', 'medium', 'high', 'critical']);
