import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';

const USUAL_NOTICE_MS = 1_000;
const LOOK_INTERVAL_MS = 50;
const DRAIN_LIMIT_MS = 5_000;
const SPARE_LIMIT_MS = 200;

/** How a server goes without a request being lost. */
export interface Leaving {
  hasBegun(): boolean;
  /** Ends the connection with this answer, once the leave has begun. */
  sendOff(response: ServerResponse): void;
  /** Must be called before the server listens. */
  watch(server: Server): void;
  /**
   * For a moment it goes on as before, but is no longer ready and ends each connection with an answer: closed in between,
   * a connection that a proxy keeps loses the request that is just being sent. Then who is connecting just now is still
   * let in, connections kept alive end as they fall idle, those that never ask anything (browsers open such) after a
   * moment, and requests in flight have a while to end.
   */
  close(server: Server): Promise<void>;
}

/**
 * @param noticeMs how long whoever distributes requests has to see that they should go elsewhere, a second by default; it is
 * over when nobody is connected
 */
export function createLeaving(noticeMs: number = USUAL_NOTICE_MS): Leaving {
  const sockets = new Set<Socket>();
  let hasBegun = false;
  const isSpare = (socket: Socket) => socket.bytesRead === 0;

  const giveNotice = async () => {
    const deadline = performance.now() + noticeMs;
    while ([...sockets].some((socket) => !isSpare(socket)) && performance.now() < deadline) {
      await delay(LOOK_INTERVAL_MS);
    }
  };
  const endSpare = () => {
    for (const socket of sockets) if (isSpare(socket)) socket.destroy();
  };

  return {
    hasBegun: () => hasBegun,
    sendOff(response) {
      if (hasBegun) response.shouldKeepAlive = false;
    },
    watch(server) {
      server.on('connection', (socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      });
    },
    async close(server) {
      hasBegun = true;
      await giveNotice();
      // one turn of the event loop accepts all that wait in the listener's queue; closing would reset them
      await setImmediate();
      await setImmediate();
      const spare = setTimeout(endSpare, SPARE_LIMIT_MS);
      const drain = setInterval(() => server.closeIdleConnections(), LOOK_INTERVAL_MS);
      const limit = setTimeout(() => server.closeAllConnections(), DRAIN_LIMIT_MS);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(spare);
      clearInterval(drain);
      clearTimeout(limit);
    },
  };
}
