/** The matter that view models of tests are about, with fixed values. */

export const organisation = 'Halden Savings Bank';
export const reader = { locale: 'en-GB', timeZone: 'Europe/Oslo' };
export const ingrid = { name: 'Ingrid Solheim', capacity: 'Chief Risk Officer' };
export const berit = { name: 'Berit Solberg', capacity: 'Member of the Board' };
export const henrik = { name: 'Henrik Dahl', capacity: 'Chief Operating Officer' };
export const astrid = { name: 'Astrid Vik', capacity: 'Head of AI Governance' };

export const jonas = {
  ref: 'person/01936b2c-7b1e-7c3a-9f00-000000000004',
  name: 'Jonas Berge',
  capacity: 'Head of Legal',
};
export const mari = {
  ref: 'person/01936b2c-7b1e-7c3a-9f00-000000000005',
  name: 'Mari Lund',
  capacity: 'Data Protection Officer',
};

export const subject = {
  kind: 'AI policy',
  name: 'Responsible use of AI',
  version: 3,
  digest: '4c1f9e02b7d8315aa06c54e18f2b93d77e0a6c41d9235b8806ef1c7a42d5903b',
};
export const factsDigest = 'a7e32d10c94f586b13f8207de5b6914ac80d7f3e2651b94de0a8c7d51f46329e';
