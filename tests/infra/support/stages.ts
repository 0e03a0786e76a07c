import {
  type Config,
  checkConfig,
  chooseStage,
  permanentWords,
  type Stage,
} from '#infra/config.ts';

/** A stage's configuration with everything in it that can be configured. */
export function aProductionStage(): Config['stages'][string] {
  const stage = {
    account: '111122223333',
    region: 'eu-central-1',
    origin: 'assent.example.com/production',
    retention: { mode: 'COMPLIANCE' as const },
    domain: {
      name: 'assent.example.com',
      certificate: 'arn:aws:acm:eu-central-1:111122223333:certificate/0a1b',
      zone: { id: 'Z0123456789ABC', name: 'example.com' },
    },
    mail: { from: 'assent@example.com', name: 'Assent', identity: { domain: 'example.com' } },
    alarms: { email: 'operations@example.com' },
    budget: { monthlyUsd: 20, of: 'stage' as const, email: 'operations@example.com' },
    services: { 'arn:aws:iam::111122223333:role/pipeline': 'pipeline' },
    organisationId: 'o-a1b2c3d4e5',
    tags: { team: 'governance' },
    permissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary',
    rolePath: '/assent/',
    tableKey: 'arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d',
  };
  return { ...stage, permanent: wordsFor(stage.origin) };
}

/** What a production stage must acknowledge, at the default retention. */
export function wordsFor(origin: string): string {
  const days = { record: 3653, evidence: 3653, signal: 400, log: 4019, partial: 400 };
  return permanentWords({ origin, retention: { mode: 'COMPLIANCE', days } });
}

/** The production stage, checked. */
export function theProductionStage(): Stage {
  return chooseStage(checkConfig({ stages: { production: aProductionStage() } }), 'production');
}
