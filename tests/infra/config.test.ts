import { describe, expect, it } from 'vitest';
import {
  ConfigError,
  checkConfig,
  chooseStage,
  permanentWords,
  warningsOf,
} from '#infra/config.ts';
import { aProductionStage, theProductionStage, wordsFor } from './support/stages.ts';

/** What is said of a configuration; nothing if it is good. */
function mistakesIn(given: unknown): readonly string[] {
  try {
    checkConfig(given);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
}

/** What is said of a production stage in which some members are others. */
function mistakesWith(changed: Record<string, unknown>): readonly string[] {
  return mistakesIn({ stages: { production: { ...aProductionStage(), ...changed } } });
}

const at = (path: string) => `stages.production.${path}`;

/** A mistake, what is wrong with it, and the one sentence that is said. */
const MISTAKES: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ['no account', { account: undefined }, `${at('account')} is missing`],
  [
    'an alias for an account',
    { account: 'prod' },
    `${at('account')} is no account id of 12 digits`,
  ],
  ['a number for an account', { account: 111122223333 }, `${at('account')} is no string`],
  [
    'a zone for a region',
    { region: 'eu-central-1a' },
    `${at('region')} is no region, such as eu-central-1`,
  ],
  [
    'an origin with a scheme',
    { origin: 'https://example.com', permanent: wordsFor('https://example.com') },
    `${at('origin')} is no origin: lower-case host and path, such as example.com/assent/production`,
  ],
  [
    'an origin of 101 characters',
    { origin: 'a'.repeat(101) },
    `${at('origin')} has more than 100 characters`,
  ],
  [
    'another mode',
    { retention: { mode: 'LEGAL' } },
    `${at('retention.mode')} is neither COMPLIANCE nor GOVERNANCE`,
  ],
  [
    'half a day',
    { retention: { mode: 'COMPLIANCE', days: { record: 0.5 } } },
    `${at('retention.days.record')} is no whole number of days`,
  ],
  [
    'no day',
    { retention: { mode: 'COMPLIANCE', days: { signal: 0 } } },
    `${at('retention.days.signal')} is less than a day`,
  ],
  [
    'a class that there is not',
    { retention: { mode: 'COMPLIANCE', days: { log: 1 } } },
    `${at('retention.days.log')} is not known`,
  ],
  [
    'a base address with a path',
    { domain: undefined, baseUrl: 'https://example.com/t' },
    `${at('baseUrl')} is more than scheme, host and port`,
  ],
  [
    'two addresses',
    { baseUrl: 'https://example.com' },
    `${at('baseUrl')} cannot stand beside domain, which gives the address`,
  ],
  [
    'a URL for a domain',
    { domain: { ...aProductionStage().domain, name: 'https://a.example.com' } },
    `${at('domain.name')} is no domain name`,
  ],
  [
    'a zone that does not hold the domain',
    { domain: { ...aProductionStage().domain, name: 'assent.other.com' } },
    `${at('domain.zone.name')} does not hold assent.other.com`,
  ],
  [
    'a sender that is no address',
    { mail: { from: 'assent', identity: { domain: 'example.com' } } },
    `${at('mail.from')} is no email address`,
  ],
  [
    'a sender that breaks out of its header',
    { mail: { from: 'a@example.com', name: 'x"\r\nBcc:', identity: { domain: 'example.com' } } },
    `${at('mail.name')} has quotes, angle brackets or control characters`,
  ],
  [
    'a day of no question',
    {
      mail: {
        from: 'a@example.com',
        questionsADay: 0,
        identity: { domain: 'example.com' },
      },
    },
    `${at('mail.questionsADay')} is less than one question a day`,
  ],
  [
    'an identity of another domain',
    { mail: { from: 'a@example.com', identity: { domain: 'ample.com' } } },
    `${at('mail.identity')} does not verify the sender a@example.com`,
  ],
  [
    'an identity of another kind',
    { mail: { from: 'a@example.com', identity: { host: 'example.com' } } },
    `${at('mail.identity')} is neither { domain }, { address } nor { existing }`,
  ],
  [
    'alarms that nobody was named for',
    { alarms: undefined },
    `${at('alarms')} is neither { email } nor "nobody"`,
  ],
  [
    'a budget of nothing',
    { budget: { monthlyUsd: 0, email: 'a@example.com' } },
    `${at('budget.monthlyUsd')} is not above 0`,
  ],
  [
    'a session for a caller',
    { services: { 'arn:aws:sts::111122223333:assumed-role/x/ada@example.com': 'x' } },
    `${at('services.arn:aws:sts::111122223333:assumed-role/x/ada@example.com')} is no ARN of an IAM role, user or root`,
  ],
  [
    'a boundary that is no ARN',
    { permissionsBoundary: 'boundary' },
    `${at('permissionsBoundary')} is no ARN of a policy`,
  ],
  [
    'a path without its slashes',
    { rolePath: 'assent' },
    `${at('rolePath')} neither begins nor ends with a slash`,
  ],
  ['a member of another name', { colour: 'red' }, `${at('colour')} is not known`],
];

describe('the configuration', () => {
  it('is good as the production stage has it', () => {
    expect(mistakesIn({ stages: { production: aProductionStage() } })).toEqual([]);
  });

  it.each(MISTAKES)('says in one sentence what is wrong with %s', (_, changed, sentence) => {
    expect(mistakesWith(changed)).toEqual([sentence]);
  });

  it('tells all mistakes of all stages at once', () => {
    const stages = {
      a: { ...aProductionStage(), account: '1' },
      b: { ...aProductionStage(), region: 'there', budget: undefined },
    };
    expect(mistakesIn({ stages }).map((mistake) => mistake.split(' ')[0])).toEqual([
      'stages.a.account',
      'stages.b.region',
      'stages.b.budget',
    ]);
  });

  it('refuses a name that no resource could bear', () => {
    expect(mistakesIn({ stages: { 'Pro/d': aProductionStage() } })).toEqual([
      'stages.Pro/d is no name of a stage: up to 16 of a-z, 0-9 and -',
    ]);
  });

  it('refuses two logs of one origin', () => {
    const stages = { trial: aProductionStage(), production: aProductionStage() };
    expect(mistakesIn({ stages })).toEqual(['stages.production.origin is that of stage trial']);
  });

  it.each([[undefined], [null], [[]], ['stages'], [{ stage: {} }]])('refuses %j', (given) => {
    expect(mistakesIn(given).length).toBeGreaterThan(0);
  });

  it('asks for a stage that there is, and names those', () => {
    const stages = checkConfig({ stages: { production: aProductionStage() } });
    expect(() => chooseStage(stages, 'prod')).toThrow(
      'There is no stage "prod" in assent.config.ts. Stages: production.',
    );
  });
});

describe('what is permanent', () => {
  it('must be acknowledged in words that name the origin and every term', () => {
    const words =
      'The origin assent.example.com/production is permanent. In COMPLIANCE mode nobody, not ' +
      'even the root user, can delete or shorten: records 3653 days, evidence 3653, signals 400, ' +
      'log 4019, partial tiles 400.';
    expect(permanentWords(theProductionStage())).toBe(words);
    expect(mistakesWith({ permanent: 'yes' })).toEqual([
      `${at('permanent')} must say, in these words: "${words}"`,
    ]);
  });

  it('must be acknowledged again when a term becomes longer', () => {
    const longer = { retention: { mode: 'COMPLIANCE', days: { record: 7305 } } };
    expect(mistakesWith(longer)).toEqual([
      expect.stringContaining('records 7305 days, evidence 3653, signals 400, log 7671'),
    ]);
  });

  it('is the origin alone where locks can be lifted', () => {
    const { days } = theProductionStage().retention;
    const words = permanentWords({ origin: 'a.example', retention: { mode: 'GOVERNANCE', days } });
    expect(words).toBe('The origin a.example is permanent.');
  });
});

describe('the log', () => {
  it('is kept a year longer than the longest class', () => {
    expect(theProductionStage().retention.days.log).toBe(3653 + 366);
  });
});

describe('a warning', () => {
  it('is given where links would begin with an address that may die', () => {
    expect(warningsOf({ ...theProductionStage(), domain: undefined })).toHaveLength(1);
    expect(warningsOf(theProductionStage())).toEqual([]);
  });
});
