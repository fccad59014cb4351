import { createServer } from 'node:net';
import { once } from 'node:events';
import { StartRefused } from './start-refused';

/** Is the address free? Asked before anything is started, so that the answer comes at once and alone. */
export async function probeAddress(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw new StartRefused(reason(error, host, port), { cause: error });
  } finally {
    server.close();
  }
}

function reason(error: unknown, host: string, port: number): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return `PORT: ${port} is already in use; set another, for example PORT=${port + 1}.`;
  if (code === 'EACCES') return `PORT: ${port} may not be opened by this user.`;
  return `HOST: ${host} is not an address of this machine.`;
}
