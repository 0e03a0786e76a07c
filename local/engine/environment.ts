import { dirname, join } from 'node:path';
import { PROJECT } from '../paths.ts';

/** The engine's one account and region; the stage `local` is of them. */
export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** What the engine takes for its root user's keys. No secret: it answers this machine alone. */
export const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Where an engine keeps what. */
export interface EngineFolders {
  readonly state: string;
  readonly objects: string;
  readonly mails: string;
  /** Unpacked code and the like; emptied at each start. */
  readonly temporary: string;
}

/** The folders of the engine whose state lies in that one. */
export function foldersOf(folder: string): EngineFolders {
  return {
    state: join(folder, 'state'),
    objects: join(folder, 'objects'),
    mails: join(folder, 'mails'),
    temporary: join(folder, 'tmp'),
  };
}

export interface EngineSettings {
  readonly port: number;
  readonly folders: EngineFolders;
  /** Whether grants and policies are enforced. */
  readonly iam: boolean;
}

/**
 * The whole environment of the engine. Nothing of the caller's own gets in, since every variable
 * would reach every function: no profile, no key, no `NODE_OPTIONS`.
 */
export function engineEnvironment({ port, folders, iam }: EngineSettings): NodeJS.ProcessEnv {
  return {
    // Functions run as `node` from the path: this very Node.
    PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    NODE_PATH: join(PROJECT, 'node_modules'),
    NODE_NO_WARNINGS: '1',
    HOME: folders.temporary,
    TMPDIR: folders.temporary,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    PYTHONUNBUFFERED: '1',

    GATEWAY_PORT: String(port),
    // The default is every interface.
    BIND_HOST: '127.0.0.1',
    // Stands in names that it gives (API domains, queue addresses). With an IP address the domain
    // of an API is no host name, and Hono cannot make a URL of it. Nobody connects by these names.
    MINISTACK_HOST: 'localhost',
    MINISTACK_ACCOUNT_ID: ACCOUNT,
    MINISTACK_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AUTH: String(iam),
    LOG_LEVEL: 'WARNING',

    PERSIST_STATE: '1',
    STATE_DIR: folders.state,
    S3_DATA_DIR: folders.objects,
    ASSENT_MAILS: folders.mails,

    // Else they bind ports of their own, and several engines meet there.
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    // Else it looks for containers of its own to remove.
    DOCKER_HOST: 'unix:///nonexistent',
  };
}
