import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: unknown;
}

export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** From `/v1` on, with its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the API as tooling does: signed with SigV4, through the public door. */
export function apiClient(
  base: string,
  credentials: Credentials | (() => Promise<Credentials>),
  region: string | (() => Promise<string>) = 'us-east-1',
) {
  const signer = new SignatureV4({
    service: 'execute-api',
    region,
    credentials: typeof credentials === 'function' ? credentials : async () => credentials,
    sha256: Sha256,
  });
  return async ({ method, path, body, headers = {} }: ApiCall): Promise<ApiAnswer> => {
    const url = new URL(path, base);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const signed = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      port: Number(url.port),
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: {
        host: url.host,
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(text === undefined ? {} : { body: text }),
    });
    const { host: _, ...rest } = signed.headers;
    const response = await fetch(url, {
      method,
      headers: rest,
      ...(text === undefined ? {} : { body: text }),
    });
    const answer = await response.text();
    return {
      status: response.status,
      etag: response.headers.get('etag') ?? undefined,
      body: answer.startsWith('{') ? JSON.parse(answer) : answer,
    };
  };
}

export type ApiClient = ReturnType<typeof apiClient>;

/** What the signer asks of a hash, by node:crypto. */
class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.digest());
  }

  reset(): void {
    throw new Error('The signer makes a hash anew for each use');
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return new Uint8Array(data);
}
