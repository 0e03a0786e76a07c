import type { ChangePorts } from '#core/changes/change.ts';
import type { EvidencePorts } from '#core/evidence/evidence.ts';
import type { Uploads } from '#core/ports.ts';

/** What the API is written against. */
export interface ApiPorts extends ChangePorts, EvidencePorts {
  readonly uploads: Uploads;
  /** Callers: IAM role or user ARN to service id. */
  readonly services: Readonly<Record<string, string>>;
}
