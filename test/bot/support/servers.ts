import { createServer, type RequestListener } from 'node:http';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';

export interface TestServer {
  port: number;
  url: string;
  /** Connections ever opened. */
  connections(): number;
  stop(): Promise<void>;
}

async function listening(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A server that does to each request whatever the test wants. */
export function startHttpServer(listener: RequestListener): Promise<TestServer> {
  return listening(createServer(listener));
}

/** A server that accepts connections and says nothing. */
export function startSilentServer(): Promise<TestServer> {
  return listening(createTcpServer());
}

/** An HTTP proxy that carries tunnels (CONNECT), only for those who know the credentials when there are any. */
export function startProxy(credentials?: string): Promise<TestServer> {
  const server = createServer();
  const expected = `Basic ${Buffer.from(credentials ?? '').toString('base64')}`;
  server.on('connect', (request, socket, head) => {
    socket.on('error', () => {});
    if (credentials !== undefined && request.headers['proxy-authorization'] !== expected) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const [host = '', port] = (request.url ?? '').split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      target.pipe(socket);
      socket.pipe(target);
    });
    target.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'));
    socket.once('close', () => target.destroy());
  });
  return listening(server);
}
