import { createServer, type AddressInfo } from 'node:net';

/** The wanted port if nobody has it, or else any free one. */
export async function freeLoopbackPort(wanted: number | undefined): Promise<number> {
  const granted = wanted === undefined ? undefined : await tryPort(wanted);
  const port = granted ?? (await tryPort(0));
  if (port === undefined) {
    throw new Error('No loopback port is free');
  }
  return port;
}

async function tryPort(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((done) => {
    server.once('error', () => done(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const granted = (server.address() as AddressInfo).port;
      server.close(() => done(granted));
    });
  });
}
