import { createServer } from 'node:net';

/** A port of this machine that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no address of a port');
  return address.port;
}

/** Whether somebody listens on that port of this machine. */
export async function isTaken(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(true));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)));
  });
}

/**
 * The first of so many free ports in a row. They are looked for below 32768, where no system gives
 * ports to outgoing connections, so that none is taken away by chance; and from another place in
 * each process, so that two that look at the same time do not find the same.
 */
export async function freePorts(count: number): Promise<number> {
  const [least, room] = [20_000, 12_000];
  for (let tried = 0; tried < 200; tried++) {
    const first = least + ((process.pid * 31 + tried * 97) % room);
    const taken = await Promise.all(Array.from({ length: count }, (_, i) => isTaken(first + i)));
    if (!taken.includes(true)) return first;
  }
  throw new Error(`Nowhere are ${count} ports in a row free`);
}
