/**
 * Who may import whom. Paths are regular expressions over the path from the top folder; `$1` in
 * `may` is the first group of `of`. Whatever no layer names is free (tests, tools at the top).
 */
export interface Layer {
  readonly name: string;
  readonly why: string;
  readonly of: string;
  readonly except?: string;
  /** Own files that it may import. */
  readonly may: readonly string[];
  /** Packages that it may import; absent: all that package.json names. */
  readonly packages?: readonly string[];
  /** Modules of Node that it may import, as a regular expression; absent: all. */
  readonly node?: string;
}

const NONE = '^$';
const CORE = '^core/';
const CONTRACT = '^workflows/[^/]+/contract\\.ts$';
const MACHINE = '^workflows/[^/]+/state-machine\\.ts$';
const MACHINE_BASE = '^workflows/[^/]+\\.ts$';
const ENV = '^functions/[^/]+/env\\.ts$';
const HASH = '^core/hash/';
const CLI_API = '^cli/targets/api-client\\.ts$';
const CLI_TABLES = '^cli/open-tables\\.ts$';

export const layers: readonly Layer[] = [
  {
    name: 'core',
    why: 'core says what the words mean: it knows no cloud, no machine and no other room',
    of: CORE,
    except: HASH,
    may: [CORE],
    packages: ['zod', 'canonicalize', 'temporal-polyfill', 'sax', '@secretlint/[^/]+'],
    node: NONE,
  },
  {
    name: 'hash-node',
    why: 'the hash of Node is node:crypto and nothing else',
    of: `${HASH}node\\.ts$`,
    may: [],
    packages: [],
    node: '^crypto$',
  },
  {
    name: 'hash-portable',
    why: 'the hash of everywhere else is @noble and nothing else',
    of: `${HASH}portable\\.ts$`,
    may: [],
    packages: ['@noble/hashes', '@noble/curves'],
    node: NONE,
  },
  {
    name: 'contract',
    why: 'a contract is what functions and machines agree on, in the words of core',
    of: CONTRACT,
    may: [CORE],
    packages: ['zod'],
    node: NONE,
  },
  {
    name: 'machine',
    why: 'a state machine is CDK over its own contract; a rule of governance belongs in core',
    of: '^workflows/([^/]+)/state-machine\\.ts$',
    may: [CORE, MACHINE_BASE, '^workflows/$1/contract\\.ts$', ENV],
    packages: ['aws-cdk-lib', 'constructs', 'zod'],
  },
  {
    name: 'machine-base',
    why: 'what state machines have in common knows none of them',
    of: MACHINE_BASE,
    may: [CORE, MACHINE_BASE],
    packages: ['aws-cdk-lib', 'constructs', 'zod'],
  },
  {
    name: 'env',
    why: 'an env.ts is shared by the function and its construct, so it carries neither SDK nor CDK',
    of: ENV,
    may: [CORE, ENV],
    packages: ['zod'],
    node: NONE,
  },
  {
    name: 'page',
    why: 'a page shows what it is given: it loads and sends nothing',
    of: '^functions/pages/',
    may: ['^functions/pages/', CORE],
    packages: ['hono', 'zod'],
  },
  {
    name: 'adapter',
    why: 'an adapter knows one service of AWS and the port of core that it fulfils',
    of: '^functions/adapters/',
    may: ['^functions/adapters/', CORE],
  },
  {
    name: 'function',
    why: 'a function is a shell around core, and knows no function beside it',
    of: '^functions/(?!shared/|pages/|adapters/)([^/]+)/',
    except: ENV,
    may: ['^functions/($1|shared|pages|adapters)/', CORE, CONTRACT],
  },
  {
    name: 'shared',
    why: 'what functions share knows none of them',
    of: '^functions/shared/',
    may: ['^functions/(shared|pages|adapters)/', CORE, CONTRACT],
  },
  {
    name: 'infra',
    why: 'infra deploys: it knows contracts, machines and environments, and no code that runs',
    of: '^(infra/|assent\\.config\\.ts$)',
    may: ['^infra/', '^assent\\.config\\.ts$', CORE, CONTRACT, MACHINE, MACHINE_BASE, ENV],
  },
  {
    name: 'local',
    why: 'local talks to the rest through its public doors',
    of: '^local/',
    may: ['^local/', CORE, CLI_API],
  },
  {
    name: 'cli',
    why: 'the command talks to the rest through its public doors',
    of: '^cli/',
    except: CLI_TABLES,
    may: ['^cli/', CORE],
  },
  {
    name: 'cli-tables',
    why: 'one door of the command leads to tables and machines, past functions, by their adapters',
    of: CLI_TABLES,
    may: ['^functions/adapters/(dynamodb-table|sfn-machines|system-(clock|patience))\\.ts$', CORE],
  },
];
