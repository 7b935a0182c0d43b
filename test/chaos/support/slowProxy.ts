import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a Redis that holds everything up, in both directions. */
export interface SlowProxy extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** How long the next piece is held up, in ms; pieces never overtake each other. */
  delayMs: () => number;
}

export async function startSlowProxy(targetPort: number): Promise<SlowProxy> {
  const sockets = new Set<Socket>();
  const proxy = { delayMs: () => 0 };
  const carry = (from: Socket, to: Socket) => {
    let dueAt = 0;
    sockets.add(from);
    from.on('error', () => {});
    from.on('data', (piece) => {
      dueAt = Math.max(dueAt, performance.now() + proxy.delayMs());
      setTimeout(() => to.write(piece), dueAt - performance.now());
    });
    from.once('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((client) => {
    const target = connect({ host: '127.0.0.1', port: targetPort });
    carry(client, target);
    carry(target, client);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(proxy, {
    host: '127.0.0.1',
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  });
}
