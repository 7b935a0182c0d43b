import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a Redis that can hold up and lose what goes by it. */
export interface SlowProxy extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** How long the next piece is held up, in ms; pieces never overtake each other. */
  delayMs: () => number;
  /** Whether a piece arrives. */
  carries: (piece: Buffer, way: 'there' | 'back') => boolean;
}

/** Whether Redis tells a subscriber something. */
export const isAnnouncement = (piece: Buffer): boolean => piece.includes('$7\r\nmessage\r\n');

export async function startSlowProxy(targetPort: number): Promise<SlowProxy> {
  const sockets = new Set<Socket>();
  const proxy: Pick<SlowProxy, 'delayMs' | 'carries'> = {
    delayMs: () => 0,
    carries: () => true,
  };
  const carry = (from: Socket, to: Socket, way: 'there' | 'back') => {
    let dueAt = 0;
    sockets.add(from);
    from.on('error', () => {});
    from.on('data', (piece: Buffer) => {
      if (!proxy.carries(piece, way)) return;
      dueAt = Math.max(dueAt, performance.now() + proxy.delayMs());
      setTimeout(() => to.write(piece), Math.max(1, dueAt - performance.now()));
    });
    from.once('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((client) => {
    const target = connect({ host: '127.0.0.1', port: targetPort });
    carry(client, target, 'there');
    carry(target, client, 'back');
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
